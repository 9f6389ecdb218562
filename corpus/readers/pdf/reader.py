"""The reader for PDF files: one file is one document, and its pages are spans of the text."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import partial
from hashlib import sha256

from corpus.document import Document, Metadata
from corpus.readers.base import ReadError, Record, Refusal, SourceFile, nothing_to_quote
from corpus.readers.pdf.joining import Vocabulary
from corpus.readers.pdf.layout import (
    Draft,
    DraftKind,
    Sheet,
    build_flow,
    dropped,
    heading_text,
    mark_headings,
    merge_labels,
    remove_furniture,
    sheets,
)
from corpus.readers.pdf.metadata import FIRST_PAGES, read_metadata
from corpus.readers.pdf.page import Line, open_pdf
from corpus.readers.pdf.references import references, split_references
from corpus.readers.pdf.signature import is_pdf
from corpus.readers.pdf.writer import DraftWriter
from corpus.readers.shared import same_title, slug
from corpus.text import DocumentBuilder, SentenceSplitter


class PdfReader:
    """Reads PDF files with a text layer. A page's number is its ordinal in the file, as in the link `#page=57`.

    The document's `extra` lists the pages that are omitted and the number of hidden characters omitted.
    """

    name = "pdf"
    version = "3"

    def __init__(self, splitter: SentenceSplitter) -> None:
        self._splitter = splitter

    def accepts(self, head: bytes, name: str) -> bool:  # noqa: ARG002 - the signature decides
        """Whether the PDF signature is near the beginning."""
        return is_pdf(head)

    def read(self, source: SourceFile) -> Iterator[Record | Refusal]:
        """The file's single record; the PDF is opened when the record is parsed."""
        place, raw, id_ = str(source.path), source.read(), slug(source.stem)
        make = partial(self._document, raw, id_, source.stem, place, source.limits.pages)
        yield Record(id_, place, sha256(raw).hexdigest(), self.name, self.version, make, raw)

    def _document(self, raw: bytes, id_: str, stem: str, place: str, limit: int) -> Document:
        with open_pdf(raw, limit) as pdf:
            found = list(sheets(pdf))
            _check_text(found, place)
            record = read_metadata(pdf, raw, [sheet.lines for sheet in found], id_=id_, stem=stem)
        kept, body = remove_furniture(found)
        vocabulary = Vocabulary(line for sheet in kept for line in sheet.lines)
        drafts, scraps = build_flow([sheet.in_order() for sheet in kept], [sheet.height for sheet in kept], body)
        mark_headings(drafts, body)
        drafts = merge_labels(drafts)
        text, listed = split_references(_untitled(drafts, record.metadata.title, record.title_lines))
        entries = references(listed, vocabulary)
        builder = DocumentBuilder(self._splitter)
        builder.title(record.metadata.title)
        rules = {sheet.number: sheet.rules for sheet in found}
        DraftWriter(builder, vocabulary, {entry.number for entry in entries}, rules).write(text)
        if not builder.is_quotable:
            raise nothing_to_quote(place)
        document = builder.build(_noted(record.metadata, found), entries)
        left_out = [text for sheet in found for text in sheet.dropped] + dropped(scraps, "label in a figure")
        return replace(document, dropped=tuple(sorted(left_out, key=lambda text: text.page)))


def _check_text(found: Sequence[Sheet], place: str) -> None:
    if any(not sheet.fault for sheet in found):
        return
    faults = {sheet.fault for sheet in found}
    if faults == {"no text layer"}:
        raise ReadError(place, "the PDF has no text layer: run OCR on it")
    reason = max(faults, key=[sheet.fault for sheet in found].count)
    raise ReadError(place, f"{reason} on any page: run OCR on it, or get the text from its publisher")


def _untitled(drafts: Sequence[Draft], title: str, printed: Sequence[Line]) -> list[Draft]:
    """The drafts without those that repeat the title or the heading directly before them."""
    lines = {(line.page, line.y, line.text) for line in printed}
    kept: list[Draft] = []
    for draft in drafts:
        if all((line.page, line.y, line.text) in lines for line in draft.lines):
            continue
        text = heading_text(draft)
        if draft.page <= FIRST_PAGES and (
            same_title(text, title) or (draft.kind is DraftKind.HEADING and slug(text) in slug(title))
        ):
            continue
        if (
            draft.kind is DraftKind.HEADING
            and kept
            and kept[-1].kind is DraftKind.HEADING
            and same_title(heading_text(kept[-1]), text)
        ):
            continue
        kept.append(draft)
    return kept


def _noted(metadata: Metadata, found: Sequence[Sheet]) -> Metadata:
    """The metadata with notes on what was omitted: pages by fault, and hidden characters."""
    faults: dict[str, list[str]] = {}
    for sheet in found:
        if sheet.fault:
            faults.setdefault(sheet.fault, []).append(str(sheet.number))
    hidden = sum(sheet.hidden for sheet in found if not sheet.fault)
    notes = {f"pages left out: {fault}": ", ".join(numbers) for fault, numbers in faults.items()}
    if hidden:
        notes["hidden characters left out"] = str(hidden)
    return replace(metadata, extra={**metadata.extra, **notes})
