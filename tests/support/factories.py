"""Builds small documents for tests."""

from collections.abc import Mapping, Sequence
from typing import Any

from corpus.document import Block, BlockKind, Document, Metadata, Sentence, Span


def make_document(
    id: str,  # noqa: A002 - the field's own name
    title: str = "A title",
    sections: Mapping[str, Sequence[str]] | None = None,
    *,
    lists: Mapping[str, Sequence[str]] | None = None,
    **metadata: Any,  # noqa: ANN401 - any field of Metadata
) -> Document:
    """A document with a title heading and, under each section heading, one paragraph of the given sentences.

    The section "" has no heading. `lists` adds list items to a section, with its paragraph as their stem.
    """
    draft = _Draft()
    draft.heading(title, (), 1)
    for name, sentences in (sections or {}).items():
        path = (name,) if name else ()
        if name:
            draft.heading(name, path, 2)
        draft.block(BlockKind.PARAGRAPH, path, sentences)
        stem = len(draft.blocks) - 1
        for item in (lists or {}).get(name, ()):
            draft.block(BlockKind.LIST_ITEM, path, [item], stem=stem)
    return Document(
        Metadata(id=id, title=title, **metadata), draft.text, tuple(draft.blocks), tuple(draft.sentences)
    )


class _Draft:
    def __init__(self) -> None:
        self.text = ""
        self.blocks: list[Block] = []
        self.sentences: list[Sentence] = []

    def heading(self, text: str, path: tuple[str, ...], level: int) -> None:
        self.block(BlockKind.HEADING, path, [text], level=level)

    def block(
        self,
        kind: BlockKind,
        path: tuple[str, ...],
        sentences: Sequence[str],
        *,
        level: int = 0,
        stem: int | None = None,
    ) -> None:
        start = len(self.text)
        for sentence in sentences:
            begin = len(self.text)
            self.text += sentence
            self.sentences.append(Sentence(Span(begin, len(self.text)), len(self.blocks)))
            self.text += " "
        self.blocks.append(Block(Span(start, len(self.text)), kind, path, level, stem))
        self.text += "\n"
