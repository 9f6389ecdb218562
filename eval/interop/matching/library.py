"""The documents that passages are looked for in, and which of them a name means."""

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby
from pathlib import PurePath
from typing import NamedTuple, Self

from corpus.document import BlockKind, Document, Span
from corpus.text import SentenceSplitter
from eval.interop.matching.agreement import missing_words, words_of
from eval.interop.matching.folding import Folded, fold, tokens_of
from eval.systems import Asker, EngineAsker

_BLOCK = re.compile(r"[^\n]+")
_LONGEST_HEADING = 150
_MOST = 0.6
_ENDINGS = frozenset({".pdf", ".docx", ".md", ".txt", ".html", ".htm", ".xml", ".json", ".jsonl", ".gz"})


@dataclass(frozen=True)
class LibraryDocument:
    """A document: its id and title, other names such as its file name or DOI, its text and its sentences.

    `sections` has the spans of the sentences section by section, in order, without headings.
    """

    id: str
    title: str
    names: tuple[str, ...]
    text: str
    sections: tuple[tuple[Span, ...], ...]

    @cached_property
    def folded(self) -> Folded:
        """The folded text."""
        return Folded.of(self.text)

    def occurrences(self, passage: str, folded: Folded) -> tuple[Span, ...]:
        """Where the document has a passage, given with its folded form."""
        found = self.folded.find(folded.text)
        return tuple(folded.in_text(self.text, span, passage) for span in found)

    def sentences_of(self, span: Span) -> tuple[Span, ...]:
        """The sentences that a span covers for the most part, or the span itself if there is none."""
        return tuple(
            sentence
            for section in self.sections
            for sentence in section
            if 2 * (min(span.end, sentence.end) - max(span.start, sentence.start)) > sentence.end - sentence.start
        ) or (span,)


@dataclass(frozen=True)
class Library:
    """All documents of a system."""

    documents: tuple[LibraryDocument, ...]

    def named(self, name: str) -> tuple[LibraryDocument, ...]:
        """The documents that a name means: an id, a title or a part of it, a file name, a DOI, PMID or address.

        Of the ways in which a name can fit, only the closest that any document fits counts. Empty if none fits.
        """
        wanted = _Name.of(name)
        if name in self._by_id:
            return (self._by_id[name],)
        if wanted.folded in self._by_name:
            return tuple(self._by_name[wanted.folded])
        if not wanted.words:
            return ()
        parts = self._fitting(lambda known: known.holds(wanted))
        return parts or self._fitting(lambda known: wanted.holds(known) and known.is_most_of(wanted))

    def _fitting(self, fits: "Callable[[_Name], bool]") -> tuple[LibraryDocument, ...]:
        return tuple(document for document in self.documents if any(map(fits, self._names[document.id])))

    @cached_property
    def _by_id(self) -> dict[str, LibraryDocument]:
        return {document.id: document for document in self.documents}

    @cached_property
    def _by_name(self) -> dict[str, list[LibraryDocument]]:
        found: defaultdict[str, list[LibraryDocument]] = defaultdict(list)
        for document in self.documents:
            for folded in dict.fromkeys(name.folded for name in self._names[document.id]):
                if folded:
                    found[folded].append(document)
        return found

    @cached_property
    def _names(self) -> dict[str, tuple["_Name", ...]]:
        return {
            document.id: tuple(map(_Name.of, (document.id, document.title, *document.names)))
            for document in self.documents
        }


def library_of(asker: Asker) -> Library:
    """The documents that a system holds; of a service, sentences are found anew in the texts that it gives."""
    if isinstance(asker, EngineAsker):
        store = asker.engine.store
        origins = {
            id_: next(version.origin for version in store.versions(id_) if version.current) for id_ in store.ids()
        }
        shared = Counter(origins.values())
        return Library(
            tuple(
                stored_document(store.document(id_), origin if shared[origin] == 1 else "")
                for id_, origin in origins.items()
            )
        )
    splitter = SentenceSplitter()
    return Library(
        tuple(
            LibraryDocument(held.id, held.title, (), text, tuple(_sections_of(text, splitter)))
            for held in asker.held()
            for text in [asker.text(held.id).decode()]
        )
    )


def stored_document(document: Document, origin: str) -> LibraryDocument:
    """A document of a store, with the name of the file that it came from; empty for none."""
    known = document.metadata
    names = [PurePath(origin).name, known.doi, known.pmid, known.url]
    headings = 0
    numbered: list[tuple[int, Span]] = []
    reached = 0
    for sentence in document.sentences:
        headings += sum(block.kind is BlockKind.HEADING for block in document.blocks[reached : sentence.block + 1])
        reached = sentence.block + 1 if sentence.block >= reached else reached
        if document.blocks[sentence.block].kind is not BlockKind.HEADING:
            numbered.append((headings, sentence.span))
    sections = tuple(tuple(span for _, span in group) for _, group in groupby(numbered, key=lambda each: each[0]))
    return LibraryDocument(known.id, known.title, tuple(filter(None, names)), document.text, sections)


def _sections_of(text: str, splitter: SentenceSplitter) -> Iterator[tuple[Span, ...]]:
    """The sentences of a canonical text, parted at lines that look like headings."""
    section: list[Span] = []
    for line in _BLOCK.finditer(text):
        if (
            len(line[0]) < _LONGEST_HEADING
            and line[0][0].isupper()
            and line[0][-1].isalnum()
            and "|" not in line[0]
        ):
            if section:
                yield tuple(section)
            section = []
        section += (Span(line.start() + s.start, line.start() + s.end) for s in splitter.spans(line[0]))
    if section:
        yield tuple(section)


class _Name(NamedTuple):
    """A name as it is compared: folded, without the ending of a file name, and its words and numbers."""

    folded: str
    words: tuple[str, ...]
    numbers: frozenset[str]

    @classmethod
    def of(cls, name: str) -> Self:
        path = PurePath(name.strip())
        plain = str(path.with_suffix("")) if path.suffix.lower() in _ENDINGS else name
        tokens = list(tokens_of(plain))
        numbers = frozenset(token.folded for token in tokens if token.is_number)
        return cls(fold(plain), tuple(words_of(tokens)), numbers)

    def holds(self, other: "_Name") -> bool:
        """Whether this name has all words and numbers of another one."""
        return bool(other.words) and other.numbers <= self.numbers and not missing_words(other.words, self.words)

    def is_most_of(self, other: "_Name") -> bool:
        """Whether the other name has few words more."""
        return len(self.words) >= _MOST * len(other.words)
