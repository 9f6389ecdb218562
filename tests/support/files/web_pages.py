"""Web pages for tests, and the results of the HTML reader for them."""

from pathlib import Path

from corpus.document import Document
from corpus.readers import read_records
from corpus.readers.base import Record
from corpus.text import SentenceSplitter

SPLITTER = SentenceSplitter()


ENTRIES = '<li id="r1">Doe J. One. 2001.</li><li id="r2">Two. 2002.</li><li id="r3">Three. 2003.</li>'


REFERENCES = f"<h2>References</h2><ol>{ENTRIES}</ol>"


def parse(folder: Path, page: str | bytes, name: str = "a-page.html") -> Document:
    path = folder / name
    path.write_bytes(page if isinstance(page, bytes) else page.encode())
    [record] = read_records(path, SPLITTER)
    assert isinstance(record, Record), record
    assert record.reader == "html"
    return record.parse()


def body(folder: Path, content: str) -> Document:
    return parse(folder, f"<!DOCTYPE html><html><head><title>A page</title></head><body>{content}</body></html>")


def texts(document: Document) -> list[str]:
    return [sentence.span.of(document.text) for sentence in document.sentences][1:]


def kinds(document: Document) -> list[tuple[str, int, str]]:
    return [(block.kind.value, block.level, block.span.of(document.text)) for block in document.blocks][1:]


def cited(document: Document) -> list[tuple[str, tuple[int, ...]]]:
    return [(sentence.span.of(document.text), sentence.references) for sentence in document.sentences][1:]
