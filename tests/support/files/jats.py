"""JATS for tests: an invented article around the elements under test."""

from pathlib import Path

from corpus.document import Document
from corpus.readers import Record, SourceFile
from corpus.readers.jats.reader import JatsReader
from corpus.text import SentenceSplitter

SPLITTER = SentenceSplitter()
DOCTYPE = (
    '<!DOCTYPE article PUBLIC "-//NLM//DTD JATS (Z39.96) Journal Publishing DTD v1.1 20151215//EN" "JATS.dtd">'
)
REFERENCES = "".join(
    f'<ref id="r{n}"><label>{n}</label><element-citation publication-type="journal">'
    f"<article-title>Toes {n}.</article-title><source>J Toes</source><year>200{n}</year></element-citation></ref>"
    for n in range(1, 8)
)


def article(
    body: str = "<p>Toes hurt.</p>",
    *,
    meta: str = "",
    front: str = "",
    abstract: str = "",
    back: str = f"<ref-list>{REFERENCES}</ref-list>",
    title: str = "On Toes",
    type_: str = "research-article",
    prolog: str = DOCTYPE,
    tail: str = "",
) -> str:
    """An article; `meta` goes into its metadata before the abstract."""
    return (
        f'<?xml version="1.0" encoding="UTF-8"?>{prolog}'
        f'<article xmlns:xlink="http://www.w3.org/1999/xlink" article-type="{type_}" xml:lang="EN">'
        f"<front>{front}<article-meta><title-group><article-title>{title}</article-title></title-group>"
        f"{meta}{abstract}</article-meta></front><body>{body}</body><back>{back}</back>{tail}</article>"
    )


def record_of(folder: Path, xml: str | bytes, name: str = "toes.xml") -> Record:
    """The single record of a file with this content."""
    path = folder / name
    path.write_bytes(xml if isinstance(xml, bytes) else xml.encode())
    [record] = JatsReader(SPLITTER).read(SourceFile(path))
    assert isinstance(record, Record)
    return record


def document_of(folder: Path, xml: str | bytes) -> Document:
    """The document of a file with this content."""
    return record_of(folder, xml).parse()
