"""The sentences that a person copied from the WHO guidelines, by their hashes, looked up in what was read."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

import yaml

from corpus.document import BlockKind, Document

_DASHES = re.compile("[\u2010-\u2015\u2212]")
_QUOTES = str.maketrans("\u201c\u201d\u2018\u2019", "\"\"''")


@dataclass(frozen=True, slots=True)
class Copied:
    """A sentence on a page: the length and the hash of its folded text, and what it stands in."""

    file: str
    page: int
    category: str
    characters: int
    sha256: str


def copied(path: Path) -> list[Copied]:
    """The sentences of `data/who_sentences.yaml`, in order."""
    listed = yaml.safe_load(path.read_text(encoding="utf-8"))
    return [Copied(file, **entry) for file, entries in listed.items() for entry in entries]


def folded(text: str) -> str:
    """A text as a person can type it: NFC, plain dashes and quotation marks, single spaces, no stop at its end."""
    plain = _DASHES.sub("-", unicodedata.normalize("NFC", text)).translate(_QUOTES)
    return " ".join(plain.split()).rstrip(" .;")


def is_sentence(wanted: Copied, document: Document) -> bool:
    """Whether one sentence of the page is the copied one and nothing else."""
    return any(_hash(folded(text)) == wanted.sha256 for text, _ in _on(wanted.page, document))


def is_in_row(wanted: Copied, document: Document) -> bool:
    """Whether it stands whole in a cell of a table row of the page: a row is quoted with its label."""
    cells = (
        cell
        for text, kind in _on(wanted.page, document)
        if kind is BlockKind.TABLE_ROW
        for cell in text.split(" | ")
    )
    return any(_hash(part) == wanted.sha256 for cell in cells for part in _parts(folded(cell), wanted.characters))


def _on(page: int, document: Document) -> Iterator[tuple[str, BlockKind]]:
    for sentence in document.sentences:
        if document.page_of(sentence.span) == page:
            yield sentence.span.of(document.text), document.blocks[sentence.block].kind


def _parts(cell: str, length: int) -> Iterator[str]:
    """The parts of that length that begin and end with a word."""
    for start in range(len(cell) - length + 1):
        end = start + length
        if cell[start - 1 : start] in ("", " ") and (end == len(cell) or cell[end] in " .;"):
            yield cell[start:end]


def _hash(text: str) -> str:
    return sha256(text.encode()).hexdigest()
