"""The reader for web pages: an article's main content, with the page's reference list and metadata."""

from collections.abc import Iterator
from functools import partial
from hashlib import sha256
from typing import TYPE_CHECKING

from corpus.document import BlockKind, Document
from corpus.readers.base import ReadError, Record, Refusal, SourceFile, nothing_to_quote
from corpus.readers.html.bibliography import Bibliography, take_bibliography
from corpus.readers.html.blocks import parse_blocks
from corpus.readers.html.inline import Inline
from corpus.readers.html.notes import take_notes
from corpus.readers.html.page import (
    PageData,
    PageError,
    content_of,
    decode_page,
    drop_invisible,
    drop_machine_parts,
    parse_page,
)
from corpus.readers.html.signature import is_html
from corpus.readers.shared import ParsedBlock, add_blocks, default_title, slug, texts_of, without_title
from corpus.text import DocumentBuilder, MarkerStyle, SentenceSplitter, is_visible, plain

if TYPE_CHECKING:
    from lxml.etree import _Element

__all__ = ["HtmlReader"]


class HtmlReader:
    """Reads the HTML of an article; one file is one document, named after the file.

    Only text that is visible without scripts is read; `hidden`, `content` and `bibliography` remove the rest.
    """

    name = "html"
    version = "2"

    def __init__(self, splitter: SentenceSplitter) -> None:
        self._splitter = splitter

    def accepts(self, head: bytes, name: str) -> bool:
        """Whether the file begins with the tags of a web page, or has the suffix of one."""
        return is_html(head, name)

    def read(self, source: SourceFile) -> Iterator[Record | Refusal]:
        """The file's single record."""
        place, raw, id_ = str(source.path), source.read(), slug(source.stem)
        make = partial(self._document, raw, id_, source.stem, place)
        yield Record(id_, place, sha256(raw).hexdigest(), self.name, self.version, make)

    def _document(self, raw: bytes, id_: str, stem: str, place: str) -> Document:
        try:
            root = parse_page(decode_page(raw))
        except PageError as error:
            raise ReadError(place, str(error)) from error
        data = PageData(root)
        listed, parts = _parse(root)
        title = data.title or _headline(parts, data.other_title or "") or data.other_title or default_title(stem)
        style = MarkerStyle.BRACKETS if listed.references and listed.is_one else MarkerStyle.NONE
        builder = DocumentBuilder(self._splitter, style)
        builder.title(title)
        add_blocks(without_title(parts, title), builder)
        if not builder.is_quotable:
            raise nothing_to_quote(place)
        return builder.build(data.metadata(id_, title, texts_of(parts)), listed.references)


def _parse(root: "_Element") -> tuple[Bibliography, list[ParsedBlock]]:
    """The page's reference list and the blocks of its main content; modifies the tree."""
    drop_machine_parts(root)
    body = root.find("body")
    body = root if body is None else body
    listed = take_bibliography(body)
    drop_invisible(body)
    notes = take_notes(body)
    return listed, parse_blocks(content_of(body), Inline(listed.numbers, notes))


def _headline(parts: list[ParsedBlock], titled: str) -> str | None:
    """The text of the first `<h1>`, or of a later one that the page's title begins with."""
    found = (plain(part.text) for part in parts if part.kind is BlockKind.HEADING and part.level == 1)
    headings = [text for text in found if is_visible(text)]
    named = (text for text in headings if titled.casefold().startswith(text.casefold()))
    return next(named, headings[0] if headings else None)
