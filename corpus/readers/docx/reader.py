"""The reader for DOCX files: reads the document with all tracked changes accepted, without hidden text."""

import re
from collections.abc import Iterator, Sequence
from datetime import date
from functools import partial
from hashlib import sha256
from typing import TYPE_CHECKING

from corpus.document import BlockKind, Document, Metadata
from corpus.readers.base import Limits, ReadError, Record, Refusal, SourceFile, nothing_to_quote
from corpus.readers.declared import standing_of_text
from corpus.readers.docx.body import Body, body_of
from corpus.readers.docx.numbering import Numbering
from corpus.readers.docx.package import Package, PackageError, is_docx
from corpus.readers.docx.styles import Styles, W
from corpus.readers.shared import add_blocks, default_title, slug, texts_of, without_title
from corpus.text import DocumentBuilder, MarkerStyle, SentenceSplitter, clean, is_visible, plain

if TYPE_CHECKING:
    from lxml.etree import _Element

__all__ = ["DocxReader"]

_DC = "{http://purl.org/dc/elements/1.1/}"
_TERMS = "{http://purl.org/dc/terms/}"
_DAY = re.compile(r"(\d{4})-(\d\d)-(\d\d)")


class DocxReader:
    """Reads a DOCX file; one file is one document, named after the file.

    Deleted, struck and hidden text, comments, headers and footers are omitted. The title is the first paragraph in
    the title style, else a heading of level 1 at the start, else the title in the file's properties.
    """

    name = "docx"
    version = "3"

    def __init__(self, splitter: SentenceSplitter) -> None:
        self._splitter = splitter

    def accepts(self, head: bytes, name: str) -> bool:
        """Whether the file is a ZIP archive with a Word document."""
        return is_docx(head, name)

    def read(self, source: SourceFile) -> Iterator[Record | Refusal]:
        """The file's single record."""
        place, raw, id_ = str(source.path), source.read(), slug(source.stem)
        make = partial(self._document, raw, source.limits, id_, source.stem, place)
        yield Record(id_, place, sha256(raw).hexdigest(), self.name, self.version, make)

    def _document(self, raw: bytes, limits: Limits, id_: str, stem: str, place: str) -> Document:
        try:
            body, properties = _opened(Package(raw, limits))
        except PackageError as error:
            raise ReadError(place, str(error)) from error
        title = body.title or _leading(body) or _property(properties, f"{_DC}title") or default_title(stem)
        builder = DocumentBuilder(self._splitter, MarkerStyle.BRACKETS if body.references else MarkerStyle.NONE)
        builder.title(title)
        add_blocks(without_title(body.parts, title), builder)
        if not builder.is_quotable:
            raise nothing_to_quote(place)
        return builder.build(_metadata(id_, title, properties, texts_of(body.parts)), body.references)


def _opened(package: Package) -> "tuple[Body, _Element | None]":
    document = package.part("word/document.xml")
    if document is None:
        raise PackageError("this is not a DOCX file: export the document as DOCX, Markdown or plain text")
    notes: dict[tuple[str, str], _Element] = {}
    for kind in ("footnote", "endnote"):
        root = package.part(f"word/{kind}s.xml")
        for note in root.iter(f"{W}{kind}") if root is not None else ():
            notes[kind, note.get(f"{W}id", "")] = note
    styles, numbering = Styles(package.part("word/styles.xml")), Numbering(package.part("word/numbering.xml"))
    return body_of(document, styles, numbering, notes), package.part("docProps/core.xml")


def _leading(body: Body) -> str | None:
    """The text of the first block if it is a heading of level 1."""
    first = body.parts[0] if body.parts else None
    return plain(first.text) if first and first.kind is BlockKind.HEADING and first.level == 1 else None


def _metadata(id_: str, title: str, properties: "_Element | None", texts: Sequence[str]) -> Metadata:
    """The metadata from the file's properties, as far as they are set, and the standing that its text states."""
    standing, notice = standing_of_text(texts)
    authors = (clean(name) for name in _property(properties, f"{_DC}creator").split(";"))
    return Metadata(
        id=id_,
        title=title,
        authors=tuple(name for name in authors if is_visible(name)),
        last_updated=_day(_property(properties, f"{_TERMS}modified")),
        language=_property(properties, f"{_DC}language") or None,
        standing=standing,
        standing_notice=notice,
    )


def _property(properties: "_Element | None", name: str) -> str:
    return clean(properties.findtext(name) or "") if properties is not None else ""


def _day(written: str) -> date | None:
    match = _DAY.match(written)
    try:
        return date(int(match[1]), int(match[2]), int(match[3])) if match else None
    except ValueError:
        return None
