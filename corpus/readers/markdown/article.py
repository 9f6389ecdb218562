"""The reader for Markdown articles: YAML front matter, `[1, 2]` markers and a `## References` list."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import partial
from hashlib import sha256

from corpus.document import BlockKind, Document, Reference
from corpus.readers.base import ReadError, Record, Refusal, SourceFile, nothing_to_quote, peek
from corpus.readers.declared import DeclaredMetadata, standing_of_text
from corpus.readers.markdown.elements import Element, elements
from corpus.readers.markdown.entries import references_of
from corpus.readers.markdown.footnotes import Footnotes, with_marks, without_footnotes, without_places
from corpus.readers.markdown.front_matter import MarkdownFile, has_front_matter, split_front_matter
from corpus.readers.shared import (
    HEADING_CHARACTERS,
    ParsedBlock,
    StyledRun,
    add_blocks,
    default_title,
    is_reference_heading,
    parse_reference,
    place_notes,
    same_title,
    signed,
    slug,
)
from corpus.text import (
    LINE_BREAK,
    DocumentBuilder,
    MarkerStyle,
    SentenceSplitter,
    clean,
    decode,
    is_visible,
    lines,
)

_SUFFIXES = (".md", ".markdown")
_HEADING = re.compile(r"^#{1,3} \S", re.MULTILINE)
_MARKDOWN_HEADINGS = 2
_BOLD = 6  # the level of a bold line


class MarkdownReader:
    """Reads Markdown, with or without front matter; one file is one document.

    Without front matter, the id is derived from the file name, the title is the first `#` heading or a bold line
    at the top, other bold lines are headings, and brackets are markers only if the file has a reference list.
    Footnotes that cite something count as a reference list.
    """

    name = "article"
    version = "4"

    def __init__(self, splitter: SentenceSplitter) -> None:
        self._splitter = splitter

    def accepts(self, head: bytes, name: str) -> bool:
        """Whether the file has front matter, a Markdown suffix, or two headings written with `#`."""
        text = "\n".join(lines(peek(head)))
        return (
            has_front_matter(text)
            or name.lower().endswith(_SUFFIXES)
            or len(_HEADING.findall(text)) >= _MARKDOWN_HEADINGS
        )

    def read(self, source: SourceFile) -> Iterator[Record | Refusal]:
        """The file's single record; the front matter is read at once, the body when the record is parsed."""
        place, raw = str(source.path), source.read()
        try:
            parts = split_front_matter("\n".join(lines(decode(raw))), place)
        except ReadError as error:
            yield error.refusal
        else:
            declared = parts.declared or DeclaredMetadata()
            id_ = declared.id or slug(source.stem)
            make = partial(self._document, parts, id_, source.stem, place)
            yield Record(id_, place, sha256(raw).hexdigest(), self.name, self.version, make)

    def _document(self, parts: MarkdownFile, id_: str, stem: str, place: str) -> Document:
        declared = parts.declared or DeclaredMetadata()
        body, listed, notes = _read(parts)
        cited_notes = tuple(_cited(number, text) for number, text in notes.cited.items())
        title = declared.title or _first_heading(body) or default_title(stem)
        marked = parts.declared is not None or bool(listed) or bool(cited_notes)
        builder = DocumentBuilder(self._splitter, MarkerStyle.BRACKETS if marked else MarkerStyle.NONE)
        builder.title(title)
        add_blocks(place_notes(_parts(_untitled(body, title), notes.notes)), builder)
        if not builder.is_quotable:
            raise nothing_to_quote(place)
        references = references_of(listed, place, parts.body_line)
        metadata = declared.metadata(id_, title)
        if parts.declared is None:
            standing, notice = standing_of_text([clean(element.text) for element in body if not element.level])
            metadata = replace(metadata, standing=standing, standing_notice=notice)
        return builder.build(metadata, references or cited_notes)


def _read(parts: MarkdownFile) -> tuple[list[Element], list[Element], Footnotes]:
    """The elements of the text, those of the reference list, and the footnotes."""
    shape = _as_headings if parts.declared is None else list
    body, listed = _divided(shape(elements(parts.body)))
    if "[^" not in parts.body:
        return body, listed, Footnotes(parts.body, {})
    notes = without_footnotes(parts.body, has_list=bool(listed))
    body, listed = _divided(shape(elements(notes.body)))
    return body, listed, notes


def _cited(number: int, text: str) -> Reference:
    return parse_reference(number, _runs_of(text))


def _runs_of(text: str) -> list[StyledRun]:
    """The runs of a footnote, as one line."""
    lines = (" ".join(line.split()) for line in text.split("\n"))
    return [run for element in elements(" ".join(lines)) for run in element.runs]


def _as_headings(whole: Iterable[Element]) -> list[Element]:
    """The elements, with bold lines as headings: a first element as the title, others below all `#` headings."""
    found: list[Element] = []
    for element in whole:
        if element.kind is BlockKind.PARAGRAPH and _is_bold_line(element):
            element = replace(element, kind=BlockKind.HEADING, level=_BOLD if found else 1)  # noqa: PLW2901 - another kind
        found.append(element)
    return found


def _is_bold_line(element: Element) -> bool:
    """Whether a paragraph is a single short line, entirely bold, that does not end like a sentence."""
    said = [run for run in element.runs if is_visible(run.text)]
    text = clean(element.text)
    return (
        bool(said)
        and all(run.style == "strong" for run in said)
        and len(text) <= HEADING_CHARACTERS
        and not text.endswith((".", "!", ";", ","))
        and not any(run.text in ("\n", LINE_BREAK) for run in element.runs)
    )


def _first_heading(body: Sequence[Element]) -> str | None:
    found = (
        clean(without_places(element.text))
        for element in body
        if element.kind is BlockKind.HEADING and element.level == 1
    )
    return next((text for text in found if is_visible(text)), None)


def _divided(whole: Sequence[Element]) -> tuple[list[Element], list[Element]]:
    """The elements of the text, and those under a reference heading up to the next one of its level or higher."""
    body: list[Element] = []
    listed: list[Element] = []
    level = 0
    for element in whole:
        if element.kind is BlockKind.HEADING:
            if is_reference_heading(element.text):
                level = element.level
                continue
            if element.level <= level:
                level = 0
        (listed if level else body).append(element)
    return body, listed


def _untitled(body: Sequence[Element], title: str) -> list[Element]:
    """The body without its first heading if that repeats the title."""
    for at, element in enumerate(body):
        if element.kind is BlockKind.HEADING:
            return (
                [*body[:at], *body[at + 1 :]]
                if same_title(clean(without_places(element.text)), title)
                else list(body)
            )
    return list(body)


def _parts(body: Iterable[Element], notes: Sequence[tuple[str, str]]) -> Iterator[ParsedBlock]:
    """The blocks, each with the notes that are first used in it."""
    taken: set[int] = set()
    for element in body:
        text, used = with_marks(element.text, notes)
        cells = [with_marks(cell, notes) for cell in element.cells]
        new = dict.fromkeys(n for n in (*used, *(n for _, places in cells for n in places)) if n not in taken)
        taken.update(new)
        yield ParsedBlock(
            element.kind,
            text,
            element.level,
            tuple(cell for cell, _ in cells),
            element.header,
            element.first,
            notes=tuple(signed(sign, _text_of(note)) for sign, note in (notes[n] for n in new)),
        )


def _text_of(note: str) -> str:
    return without_places("".join(run.text for run in _runs_of(note)))
