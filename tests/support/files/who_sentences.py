"""Lookup, in parsed documents, of sentences that a person copied from WHO guidelines, stored as hashes."""

import re
import sys
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

import yaml

from corpus.document import BlockKind, Document
from corpus.readers import Record, read_records
from corpus.text import SentenceSplitter

_DASHES = re.compile("[\u2010-\u2015\u2212]")
_QUOTES = str.maketrans("\u201c\u201d\u2018\u2019", "\"\"''")


@dataclass(frozen=True, slots=True)
class Copied:
    """A copied sentence: its page, the length and hash of its normalised text, and the category of its place."""

    file: str
    page: int
    category: str
    characters: int
    sha256: str

    @property
    def half(self) -> str:
        """The half, by the hash: the tests count the even one, and the odd one is reported."""
        return "odd" if int(self.sha256, 16) % 2 else "even"


class Counts(NamedTuple):
    """How many sentences there are, are exact sentences, and are whole in a cell of a table row."""

    sentences: int
    exact: int
    in_row: int


def copied(path: Path) -> list[Copied]:
    """The sentences of `data/who_sentences.yaml`, in order."""
    listed = yaml.safe_load(path.read_text(encoding="utf-8"))
    return [Copied(file, **entry) for file, entries in listed.items() for entry in entries]


def folded(text: str) -> str:
    """Normalises a text: NFC, plain dashes and quotation marks, single spaces, no full stop at the end."""
    plain = _DASHES.sub("-", unicodedata.normalize("NFC", text)).translate(_QUOTES)
    return " ".join(plain.split()).rstrip(" .;")


def is_sentence(wanted: Copied, document: Document) -> bool:
    """Whether a sentence on the page equals the copied one."""
    return any(_hash(folded(text)) == wanted.sha256 for text, _ in _on(wanted.page, document))


def is_in_row(wanted: Copied, document: Document) -> bool:
    """Whether a cell of a table row on the page contains the whole sentence; rows are quoted with their labels."""
    cells = (
        cell
        for text, kind in _on(wanted.page, document)
        if kind is BlockKind.TABLE_ROW
        for cell in text.split(" | ")
    )
    return any(_hash(part) == wanted.sha256 for cell in cells for part in _parts(folded(cell), wanted.characters))


def counts(wanted: Sequence[Copied], folder: Path) -> Counts:
    """How many of the sentences are found in the guidelines of the folder, on their pages."""
    exact = [one for one in wanted if is_sentence(one, _guideline(folder / f"{one.file}.pdf"))]
    others = [one for one in wanted if one not in exact]
    in_row = [one for one in others if is_in_row(one, _guideline(folder / f"{one.file}.pdf"))]
    return Counts(len(wanted), len(exact), len(in_row))


@cache
def _guideline(path: Path) -> Document:
    (record,) = read_records(path, SentenceSplitter())
    assert isinstance(record, Record), record
    return record.parse()


def _on(page: int, document: Document) -> Iterator[tuple[str, BlockKind]]:
    for sentence in document.sentences:
        if document.page_of(sentence.span) == page:
            yield sentence.span.of(document.text), document.blocks[sentence.block].kind


def _parts(cell: str, length: int) -> Iterator[str]:
    """The parts of this length that begin and end at word boundaries."""
    for start in range(len(cell) - length + 1):
        end = start + length
        if cell[start - 1 : start] in ("", " ") and (end == len(cell) or cell[end] in " .;"):
            yield cell[start:end]


def _hash(text: str) -> str:
    return sha256(text.encode()).hexdigest()


if __name__ == "__main__":
    for half in ("even", "odd"):
        part = [one for one in copied(Path(sys.argv[1])) if one.half == half]
        print(half, counts(part, Path(sys.argv[2])))  # noqa: T201 (this is a command)
