"""Readers: files of several formats become documents, each record on its own.

splitter = SentenceSplitter()               # free until the first sentence is split; share one
for record in records(path, splitter):
    if isinstance(record, Refusal):         # print it, remember it for the exit code, go on
        report(record)
    elif record.fingerprint != known.get(record.id):  # what is unchanged costs no parsing
        try:
            store.add(record.parse())       # Document
        except ReadError as error:
            report(error.refusal)
"""

from collections.abc import Iterator
from pathlib import Path

from corpus.readers.base import Limits, ReadError, Record, Refusal, SourceError, SourceFile
from corpus.readers.declared import Declared, declared_in, explain
from corpus.text import DecodeError, SentenceSplitter

__all__ = [
    "Declared",
    "Limits",
    "ReadError",
    "Record",
    "Refusal",
    "SourceError",
    "SourceFile",
    "declared_in",
    "explain",
    "records",
]


def records(path: Path, splitter: SentenceSplitter, limits: Limits | None = None) -> Iterator[Record | Refusal]:
    """The records of one file (not a folder), lazily and in the file's order.

    Never raises for what the file contains or for a file that cannot be opened: that is a `Refusal`.
    Ids are unique within one file (a repeated one is refused); across files the caller checks, because
    articles and plain text without an id are called after their file. Places start with the path as given.
    """
    from corpus.readers.detection import read  # noqa: PLC0415 (slow to import, and most processes read no file)

    try:
        yield from read(SourceFile(path, limits or Limits()), splitter)
    except OSError as error:
        yield Refusal(
            str(path), f"cannot be read ({error.strerror or error}): check that it exists and may be read"
        )
    except (SourceError, DecodeError) as error:
        yield Refusal(str(path), str(error))
