"""A document: metadata, the canonical text, and the spans in it that may be cited.

Spans are half-open and count Unicode code points of the canonical text. On the wire they become
UTF-8 byte offsets (`Document.byte_span`), which every language can slice and hash.
"""

import hashlib
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from functools import cached_property

Day = date  # for the field of that name


class Kind(StrEnum):
    """What sort of work a document or a reference is."""

    GUIDELINE = "guideline"
    SYSTEMATIC_REVIEW = "systematic_review"
    TRIAL = "trial"
    RESEARCH = "research"
    ARTICLE = "article"
    LABEL = "label"
    SUMMARY = "summary"
    OTHER = "other"


class ReviewStatus(StrEnum):
    """How far the human review of a document has come."""

    SUBMITTED = "submitted"
    UNDER_REVIEW = "under_review"
    APPROVED = "approved"


class Standing(StrEnum):
    """Whether a document still stands, as its publisher says."""

    CURRENT = "current"
    CORRECTED = "corrected"
    EXPRESSION_OF_CONCERN = "expression_of_concern"
    SUPERSEDED = "superseded"
    WITHDRAWN = "withdrawn"
    RETRACTED = "retracted"

    @property
    def quotable(self) -> bool:
        """False for works that are quoted only when asked for by name."""
        return self not in (Standing.WITHDRAWN, Standing.RETRACTED)

    @property
    def severity(self) -> int:
        """How much it weighs against a work: 0 for one that stands, most for a retracted one."""
        return tuple(Standing).index(self)


class BlockKind(StrEnum):
    """What a block of the canonical text is."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    LIST_ITEM = "list_item"
    TABLE_ROW = "table_row"
    CAPTION = "caption"


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A half-open range of code points; `0 <= start <= end`."""

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start <= self.end:
            raise ValueError(f"a span needs 0 <= start <= end, not {self.start}, {self.end}")

    def of(self, text: str) -> str:
        """The slice of `text` that this span names; an error if it reaches past the end."""
        if self.end > len(text):
            raise ValueError(f"the span {self.start}-{self.end} does not fit a text of {len(text)} characters")
        return text[self.start : self.end]


@dataclass(frozen=True, slots=True)
class Block:
    """A heading, paragraph, list item, table row or caption.

    `section` is the path of headings above it, outermost first; a heading's own text is the last entry
    of its own path. The document's title is a heading of level 1 with an empty path. `stem` is the
    ordinal of the block that introduces a list item ("Do not give in:"), or the header of a table row.
    """

    span: Span
    kind: BlockKind
    section: tuple[str, ...] = ()
    level: int = 0
    stem: int | None = None


@dataclass(frozen=True, slots=True)
class Sentence:
    """The unit of citation: a span, the ordinal of its block, and the source's own reference numbers for it."""

    span: Span
    block: int
    references: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Reference:
    """An entry of a document's own reference list; `missing` where it is used but not listed.

    `standing` is what notices say of the work, as far as the store has them; None where it has none.
    """

    number: int
    kind: Kind = Kind.OTHER
    title: str = ""
    container: str | None = None
    year: int | None = None
    doi: str | None = None
    pmid: str | None = None
    url: str | None = None
    missing: bool = False
    standing: Standing | None = None


@dataclass(frozen=True, slots=True)
class Notice:
    """What a document says of another work's standing: the work's DOI or PMID, and the notice's date and title."""

    standing: Standing
    doi: str | None = None
    pmid: str | None = None
    date: Day | None = None
    title: str | None = None

    def __post_init__(self) -> None:
        if not (self.doi or self.pmid):
            raise ValueError("a notice names the work that it is about by DOI or PMID")


@dataclass(frozen=True, slots=True)
class Page:
    """A page of a paginated source: its printed or ordinal number, and its span of the canonical text."""

    number: int
    span: Span


@dataclass(frozen=True, slots=True)
class Metadata:
    """The bibliographic record of a document. What the source does not say stays None or empty."""

    id: str
    title: str
    kind: Kind = Kind.OTHER
    publisher: str | None = None
    authors: tuple[str, ...] = ()
    year: int | None = None
    published: date | None = None
    last_updated: date | None = None
    doi: str | None = None
    pmid: str | None = None
    url: str | None = None
    licence: str | None = None
    language: str | None = None
    audience: tuple[str, ...] = ()
    review_status: ReviewStatus | None = None
    editorial_policy_url: str | None = None
    standing: Standing = Standing.CURRENT
    standing_date: date | None = None
    standing_notice: str | None = None
    topic: str | None = None
    extra: Mapping[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        if not self.id.strip():
            raise ValueError("a document needs an id")
        if not self.title.strip():
            raise ValueError(f"document {self.id!r} needs a title")


@dataclass(frozen=True)
class Document:
    """One version of one guideline or article. Every span slices its text; sentences never overlap."""

    metadata: Metadata
    text: str
    blocks: tuple[Block, ...]
    sentences: tuple[Sentence, ...]
    references: tuple[Reference, ...] = ()
    pages: tuple[Page, ...] = ()
    notices: tuple[Notice, ...] = ()

    def __post_init__(self) -> None:
        if not unicodedata.is_normalized("NFC", self.text):
            raise ValueError(f"document {self.id!r}: the canonical text is not in NFC")
        self._check_spans("block", [block.span for block in self.blocks])
        self._check_spans("sentence", [sentence.span for sentence in self.sentences])
        for sentence in self.sentences:
            block = self.blocks[sentence.block]
            if not block.span.start <= sentence.span.start < sentence.span.end <= block.span.end:
                raise ValueError(f"document {self.id!r}: sentence {sentence.span} leaves its block {block.span}")
        numbers = [reference.number for reference in self.references]
        if len(set(numbers)) != len(numbers):
            raise ValueError(f"document {self.id!r}: reference numbers must be unique")

    def _check_spans(self, what: str, spans: Sequence[Span]) -> None:
        reached = 0
        for span in spans:
            if span.start < reached or span.end > len(self.text):
                raise ValueError(f"document {self.id!r}: {what} {span} overlaps another or leaves the text")
            reached = span.end

    @property
    def id(self) -> str:
        """The document's id, the same for all of its versions."""
        return self.metadata.id

    @cached_property
    def version(self) -> str:
        """SHA-256 of the canonical text's UTF-8 bytes, in hexadecimal."""
        return hashlib.sha256(self.text.encode()).hexdigest()

    def byte_span(self, span: Span) -> tuple[int, int]:
        """The span as UTF-8 byte offsets into the encoded canonical text."""
        start = len(self.text[: span.start].encode())
        return start, start + len(span.of(self.text).encode())

    def reference(self, number: int) -> Reference:
        """The listed reference of that number, or one marked missing; never an error, never invented."""
        for reference in self.references:
            if reference.number == number:
                return reference
        return Reference(number=number, missing=True)

    def sentence_text(self, ordinal: int) -> str:
        """The text of the sentence of that ordinal."""
        return self.sentences[ordinal].span.of(self.text)

    def passage(self, first: int, last: int) -> Span:
        """The span from sentence `first` to sentence `last` (ordinals), both included."""
        return Span(self.sentences[first].span.start, self.sentences[last].span.end)

    def page_of(self, span: Span) -> int | None:
        """The number of the page on which the span starts, or None for a source without pages."""
        for page in self.pages:
            if page.span.start <= span.start < page.span.end:
                return page.number
        return None
