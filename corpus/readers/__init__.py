"""Reads files of several formats into documents, record by record.

splitter = SentenceSplitter()               # loads its model at the first split; share one
for record in records(path, splitter):
    if isinstance(record, Refusal):         # report it and continue
        report(record)
    elif record.fingerprint != known.get(record.id):  # unchanged records need no parsing
        try:
            store.add(record.parse())       # Document
        except ReadError as error:
            report(error.refusal)
"""

from collections.abc import Iterator
from pathlib import Path

from corpus.readers.base import Limits, PageMissing, ReadError, Record, Refusal, SourceError, SourceFile
from corpus.readers.declared import DeclaredMetadata, explain, parse_declared
from corpus.text import DecodeError, SentenceSplitter

__all__ = [
    "DeclaredMetadata",
    "Limits",
    "PageMissing",
    "ReadError",
    "Record",
    "Refusal",
    "SourceError",
    "SourceFile",
    "draw_page",
    "explain",
    "parse_declared",
    "read_records",
]


def read_records(
    path: Path, splitter: SentenceSplitter, limits: Limits | None = None
) -> Iterator[Record | Refusal]:
    """The records of one file (not a folder), lazily and in the file's order.

    Bad content and files that cannot be opened never raise: they yield a `Refusal`. Ids are unique within a file
    (a repeated one is refused). The caller checks ids across files, because documents without an id are named
    after their file. Places start with the path as given.
    """
    from corpus.readers.detection import read  # noqa: PLC0415 (slow to import, and most processes read no file)

    try:
        yield from read(SourceFile(path, limits or Limits()), splitter)
    except OSError as error:
        yield Refusal(
            str(path), f"cannot be read ({error.strerror or error}): check that it exists and that you may read it"
        )
    except (SourceError, DecodeError) as error:
        yield Refusal(str(path), str(error))


def draw_page(data: bytes, number: int, quote: str = "", before: str = "") -> bytes:
    """The PNG picture of a PDF's page, numbered from 1, with the lines of a quote boxed.

    `quote` is the part of the quote that is on this page, and `before` the page's text before it. Raises
    `PageMissing`, or `SourceError` with a remedy. On a hostile file it may crash the process, or not return.
    """
    from corpus.readers.pdf import draw_page as draw  # noqa: PLC0415 (slow to import)

    return draw(data, number, quote, before)
