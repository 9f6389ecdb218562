"""Readers: files of several formats become documents, each record on its own.

splitter = SentenceSplitter()               # free until the first sentence is split; share one
for record in records(path, splitter):
    if isinstance(record, Refusal):         # print it, remember it for the exit code, go on
        report(record)
    elif record.fingerprint not in known:   # an unchanged record costs no parsing
        try:
            store.add(record.parse())       # Document
        except ReadError as error:
            report(error.refusal)
"""

from collections.abc import Iterator
from pathlib import Path

from corpus.canonical import DecodeError, is_visible
from corpus.readers.article import ArticleReader
from corpus.readers.beir import BeirReader
from corpus.readers.docx import DocxReader
from corpus.readers.foreign import foreign
from corpus.readers.html import HtmlReader
from corpus.readers.jats import JatsReader
from corpus.readers.page import PageReader
from corpus.readers.pdf import PdfReader
from corpus.readers.plain import PlainReader
from corpus.readers.record import Reader, ReadError, Record, Refusal
from corpus.readers.source import Limits, SourceError, SourceFile, peek
from corpus.readers.stg import StgReader
from corpus.sentences import SentenceSplitter

__all__ = ["Limits", "ReadError", "Reader", "Record", "Refusal", "SourceFile", "readers", "records"]


def records(path: Path, splitter: SentenceSplitter, limits: Limits | None = None) -> Iterator[Record | Refusal]:
    """The records of one file (not a folder), lazily and in the file's order.

    Never raises for what the file contains or for a file that cannot be opened: that is a `Refusal`.
    Ids are unique within one file (a repeated one is refused); across files the caller checks, because
    articles and plain text without an id are called after their file. Places start with the path as given.
    """
    source = SourceFile(path, limits or Limits())
    try:
        yield from _read(source, readers(splitter))
    except OSError as error:
        yield Refusal(
            str(path), f"cannot be read ({error.strerror or error}): check that it exists and may be read"
        )
    except (SourceError, DecodeError) as error:
        yield Refusal(str(path), str(error))


def readers(splitter: SentenceSplitter) -> tuple[Reader, ...]:
    """The readers in the order in which they are asked."""
    return (
        PdfReader(splitter),
        JatsReader(splitter),
        HtmlReader(splitter),
        DocxReader(splitter),
        StgReader(splitter),
        BeirReader(splitter),
        PageReader(splitter),
        ArticleReader(splitter),
        PlainReader(splitter),
    )


def _read(source: SourceFile, choice: tuple[Reader, ...]) -> Iterator[Record | Refusal]:
    head = source.head()
    reason = foreign(head, source.name)
    reader = next((reader for reader in choice if reader.accepts(head, source.name)), None)
    if not is_visible(peek(head)):
        yield Refusal(str(source.path), "holds no text")
    elif reason is not None:
        yield Refusal(str(source.path), reason)
    elif reader is None:
        yield Refusal(
            str(source.path), "JSON is read as JSON Lines: one object with _id, title and text on each line"
        )
    else:
        yield from reader.read(source)
