"""Format detection: a file is read by the first reader that accepts its first bytes."""

from collections.abc import Iterator

from corpus.readers.base import Reader, Record, Refusal, SourceFile, peek
from corpus.readers.copied_page import CopiedPageReader
from corpus.readers.docx import DocxReader
from corpus.readers.html import HtmlReader
from corpus.readers.jats import JatsReader
from corpus.readers.markdown import MarkdownReader
from corpus.readers.pdf import PdfReader
from corpus.readers.plain import PlainReader
from corpus.readers.records import BeirReader, TreatmentReader
from corpus.readers.unsupported import unsupported_reason
from corpus.text import SentenceSplitter, is_visible


def read(source: SourceFile, splitter: SentenceSplitter) -> Iterator[Record | Refusal]:
    """The records of a file, from the reader that accepts it, or a refusal if there is none."""
    head = source.head()
    reason = unsupported_reason(head, source.name)
    reader = next((reader for reader in _readers(splitter) if reader.accepts(head, source.name)), None)
    if not is_visible(peek(head)):
        yield Refusal(str(source.path), "the file has no text: add text, or leave the file out")
    elif reason is not None:
        yield Refusal(str(source.path), reason)
    elif reader is None:
        yield Refusal(
            str(source.path), "JSON is read only as JSON Lines: write an object with _id, title and text per line"
        )
    else:
        yield from reader.read(source)


def _readers(splitter: SentenceSplitter) -> tuple[Reader, ...]:
    """The readers in the order in which they are tried."""
    return (
        PdfReader(splitter),
        JatsReader(splitter),
        HtmlReader(splitter),
        DocxReader(splitter),
        TreatmentReader(splitter),
        BeirReader(splitter),
        CopiedPageReader(splitter),
        MarkdownReader(splitter),
        PlainReader(splitter),
    )
