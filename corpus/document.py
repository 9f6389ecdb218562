"""The document model: metadata, the canonical text, and the spans of it that can be cited.

Spans are half-open and count Unicode code points of the canonical text. Over HTTP they become
UTF-8 byte offsets (`Document.byte_span`), which every programming language can slice and hash.
"""

import hashlib
import unicodedata
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from functools import cached_property
from itertools import accumulate

Day = date  # an alias, because `Notice` has a field called `date`


class Kind(StrEnum):
    """The type of work that a document or a reference is."""

    GUIDELINE = "guideline"
    SYSTEMATIC_REVIEW = "systematic_review"
    TRIAL = "trial"
    RESEARCH = "research"
    ARTICLE = "article"
    LABEL = "label"
    SUMMARY = "summary"
    OTHER = "other"


class ReviewStatus(StrEnum):
    """The stage that the human review of a document has reached."""

    SUBMITTED = "submitted"
    UNDER_REVIEW = "under_review"
    APPROVED = "approved"


class Standing(StrEnum):
    """The publication status of a document, such as corrected or retracted, in ascending order of severity."""

    CURRENT = "current"
    CORRECTED = "corrected"
    EXPRESSION_OF_CONCERN = "expression_of_concern"
    SUPERSEDED = "superseded"
    WITHDRAWN = "withdrawn"
    RETRACTED = "retracted"

    @property
    def quotable(self) -> bool:
        """False for withdrawn and retracted works, which are quoted only if a filter names them."""
        return self not in (Standing.WITHDRAWN, Standing.RETRACTED)

    @property
    def severity(self) -> int:
        """A rank from 0, for a current work, up to the highest, for a retracted one."""
        return tuple(Standing).index(self)


class BlockKind(StrEnum):
    """The type of a block of the canonical text."""

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
        """The slice of `text` that this span covers; ValueError if it reaches past the end."""
        if self.end > len(text):
            raise ValueError(f"the span {self.start}-{self.end} does not fit a text of {len(text)} characters")
        return text[self.start : self.end]


@dataclass(frozen=True, slots=True)
class Block:
    """A heading, paragraph, list item, table row or caption.

    `section` is the path of headings above the block, outermost first; the last entry of a heading's path is
    its own text. The document's title is a heading of level 1 with an empty path. `level` is the level of a
    heading or the depth of a list item. `stem` is the ordinal of the block that introduces a list item
    ("Do not give in:"), or of the header row that a table row belongs to.
    """

    span: Span
    kind: BlockKind
    section: tuple[str, ...] = ()
    level: int = 0
    stem: int | None = None


@dataclass(frozen=True, slots=True)
class Sentence:
    """The unit of citation: a span, the ordinal of its block, and the reference numbers that it cites."""

    span: Span
    block: int
    references: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Reference:
    """An entry of a document's own reference list; `missing` if the text cites it but the list lacks it.

    `standing` is the work's status according to the stored notices, or None if no notice names the work.
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
    """A notice about another work: that work's standing, DOI or PMID, and the notice's own date and title."""

    standing: Standing
    doi: str | None = None
    pmid: str | None = None
    date: Day | None = None
    title: str | None = None

    def __post_init__(self) -> None:
        if not (self.doi or self.pmid):
            raise ValueError("a notice needs the DOI or PMID of the work that it is about")


@dataclass(frozen=True, slots=True)
class Page:
    """A page of a paginated source: its number (printed or ordinal) and its span of the canonical text."""

    number: int
    span: Span


@dataclass(frozen=True, slots=True)
class Dropped:
    """A text of a paginated source that is not part of the canonical text, such as a running head, and why."""

    page: int
    text: str
    reason: str


class DoubtKind(StrEnum):
    """Why the stored text of a place may differ from what the source shows there."""

    BORDER = "border"
    NO_SPACES = "no_spaces"
    UNMAPPED = "unmapped"
    TABLE = "table"


@dataclass(frozen=True, slots=True, order=True)
class Doubt:
    """A reading doubt: a span whose text may not be what the source shows, and why."""

    span: Span
    kind: DoubtKind

    def __post_init__(self) -> None:
        if self.span.start == self.span.end:
            raise ValueError("a reading doubt needs a span that is not empty")


@dataclass(frozen=True, slots=True)
class Metadata:
    """The bibliographic record of a document. Fields that the source does not state stay None or empty."""

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
    """One version of a guideline or article.

    Raises ValueError if the text is not in NFC, if blocks or sentences overlap, are out of order or exceed the
    text, if a sentence leaves its block, if two references share a number, or if the doubts are out of order or
    exceed the text.
    """

    metadata: Metadata
    text: str
    blocks: tuple[Block, ...]
    sentences: tuple[Sentence, ...]
    references: tuple[Reference, ...] = ()
    pages: tuple[Page, ...] = ()
    notices: tuple[Notice, ...] = ()
    dropped: tuple[Dropped, ...] = ()
    doubts: tuple[Doubt, ...] = ()

    def __post_init__(self) -> None:
        if not unicodedata.is_normalized("NFC", self.text):
            raise ValueError(f"document {self.id!r}: the canonical text is not in NFC")
        self._check_spans("block", [block.span for block in self.blocks])
        self._check_spans("sentence", [sentence.span for sentence in self.sentences])
        for sentence in self.sentences:
            block = self.blocks[sentence.block]
            if not block.span.start <= sentence.span.start < sentence.span.end <= block.span.end:
                raise ValueError(f"document {self.id!r}: sentence {sentence.span} exceeds its block {block.span}")
        numbers = [reference.number for reference in self.references]
        if len(set(numbers)) != len(numbers):
            raise ValueError(f"document {self.id!r}: reference numbers must be unique")
        if sorted(set(self.doubts)) != list(self.doubts):
            raise ValueError(f"document {self.id!r}: the reading doubts are repeated or out of order")
        if any(doubt.span.end > len(self.text) for doubt in self.doubts):
            raise ValueError(f"document {self.id!r}: a reading doubt exceeds the text")

    def _check_spans(self, what: str, spans: Sequence[Span]) -> None:
        reached = 0
        for span in spans:
            if span.start < reached or span.end > len(self.text):
                raise ValueError(
                    f"document {self.id!r}: {what} {span} overlaps the previous one or exceeds the text"
                )
            reached = span.end

    @property
    def id(self) -> str:
        """The document's id, shared by all of its versions."""
        return self.metadata.id

    @cached_property
    def version(self) -> str:
        """The SHA-256 of the canonical text's UTF-8 bytes, in hexadecimal."""
        return hashlib.sha256(self.text.encode()).hexdigest()

    def byte_span(self, span: Span) -> tuple[int, int]:
        """The span as UTF-8 byte offsets into the encoded canonical text."""
        start = len(self.text[: span.start].encode())
        return start, start + len(span.of(self.text).encode())

    def reference(self, number: int) -> Reference:
        """The reference with this number, or an empty one marked `missing` if the list has none."""
        for reference in self.references:
            if reference.number == number:
                return reference
        return Reference(number=number, missing=True)

    def sentence_text(self, ordinal: int) -> str:
        """The text of the sentence with this ordinal."""
        return self.sentences[ordinal].span.of(self.text)

    def passage(self, first: int, last: int) -> Span:
        """The span from sentence `first` to sentence `last`, both included; arguments are ordinals."""
        return Span(self.sentences[first].span.start, self.sentences[last].span.end)

    def page_of(self, span: Span) -> int | None:
        """The number of the page on which the span starts, or None for a source without pages."""
        for page in self.pages:
            if page.span.start <= span.start < page.span.end:
                return page.number
        return None

    def doubts_about(self, span: Span) -> tuple[Doubt, ...]:
        """The reading doubts about any part of a span, in order."""
        starts, reaches = self._doubt_places
        at = bisect_left(starts, span.end) - 1
        found: list[Doubt] = []
        while at >= 0 and reaches[at] > span.start:
            if self.doubts[at].span.end > span.start:
                found.append(self.doubts[at])
            at -= 1
        return tuple(reversed(found))

    @cached_property
    def _doubt_places(self) -> tuple[list[int], list[int]]:
        """The start of each doubt, and the largest end of any doubt up to it."""
        spans = [doubt.span for doubt in self.doubts]
        return [span.start for span in spans], list(accumulate((span.end for span in spans), max))
