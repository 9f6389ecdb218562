"""The two outcomes of a question, `Answer` and `Abstention`, and the bodies that they contain.

The types enforce what they promise: an `Answer` cannot be constructed without quotes, sources, resolved references
and a disclaimer, nor an `Abstention` without a reason.
"""

from datetime import date
from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from corpus.document import Kind, ReviewStatus, Standing
from qa.schema.body import Body
from qa.schema.reading_doubts import ReadingDoubt

Sha256 = Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]
Reason = Literal["no_evidence", "ambiguous_follow_up", "out_of_scope", "only_retracted"]
MAX_QUOTES = 20


class Receipt(Body):
    """A slice of one version of a document, as UTF-8 byte offsets, with the SHA-256 of these bytes."""

    document_id: str = Field(min_length=1)
    version: Sha256
    byte_start: int = Field(ge=0, strict=True)
    byte_end: int = Field(ge=0, strict=True)
    sha256: Sha256


class Links(Body):
    """Where to check a quote: in the reader, if its URL is known, on the original page, and on its page of a PDF.

    `page` is the picture of the page on which the quote begins, with its lines boxed.
    """

    reader: str
    original: str | None = None
    page: str | None = None


class Repetition(Receipt):
    """Another place that has the same statement as a quote, in the same or another source."""

    section: tuple[str, ...] = ()
    page: int | None = None
    links: Links


class AnswerSpan(Body):
    """The part of a quote that answers the question, as UTF-8 byte offsets in the same text as the quote's own."""

    byte_start: int = Field(ge=0, strict=True)
    byte_end: int = Field(ge=0, strict=True)

    @model_validator(mode="after")
    def _not_empty(self) -> Self:
        if self.byte_start >= self.byte_end:
            raise ValueError("the answering span must not be empty")
        return self


class Quote(Receipt):
    """A slice to show, byte for byte, with its `section`, whose headings may state for whom or when it holds.

    `answer_span` is the part that answers the question, to be marked; null if no part is clearly the answer.
    `references` are the source's own reference numbers for it. `also` has the other places with the same
    statement. `omitted_items` is the number of items of its list that no quote of the answer has. `doubts` say why
    its text may not be what the source shows.
    """

    n: int = Field(ge=1)
    text: str = Field(min_length=1)
    section: tuple[str, ...] = ()
    page: int | None = None
    references: tuple[int, ...] = ()
    score: float
    links: Links
    also: tuple[Repetition, ...] = ()
    omitted_items: int = Field(default=0, ge=0)
    answer_span: AnswerSpan | None = None
    doubts: tuple[ReadingDoubt, ...] = ()

    @model_validator(mode="after")
    def _the_answering_span_is_a_part_of_the_text(self) -> Self:
        """The span lies in the quote and cuts no character, so that `around_answer` can slice the text."""
        span = self.answer_span
        if span is None:
            return self
        if span.byte_start < self.byte_start or span.byte_end > self.byte_start + len(self.text.encode()):
            raise ValueError("the answering span must lie in its quote")
        try:
            _ = self.around_answer
        except UnicodeDecodeError as error:
            raise ValueError("the answering span must not cut a character in two") from error
        return self

    @property
    def around_answer(self) -> tuple[str, str, str]:
        """The text before, in and after the answering span; all of it before where there is none."""
        if self.answer_span is None:
            return self.text, "", ""
        encoded = self.text.encode()
        start, end = self.answer_span.byte_start - self.byte_start, self.answer_span.byte_end - self.byte_start
        return encoded[:start].decode(), encoded[start:end].decode(), encoded[end:].decode()


class CitedReference(Body):
    """A reference that a quote cites; `missing` if the source uses its number but does not list it.

    `standing` is what stored notices say about the work (retracted, corrected and so on); null if there are none.
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


class Source(Body):
    """The bibliographic record of a quoted document, with its standing, review status and cautions."""

    document_id: str
    title: str = Field(min_length=1)
    kind: Kind
    publisher: str | None = None
    authors: tuple[str, ...] = ()
    year: int | None = None
    doi: str | None = None
    pmid: str | None = None
    url: str | None = None
    licence: str | None = None
    review_status: ReviewStatus | None = None
    standing: Standing
    last_updated: date | None = None
    cautions: tuple[str, ...] = ()
    references: tuple[CitedReference, ...] = ()


class Binding(Body):
    """What a mention in a follow-up was taken to mean, and where that name was found.

    `turn` is the turn whose question or quote contains the name; 0 is the article. `place` is the slice with the
    name if it was found in a quote. The origin `caller` means that the request itself resolved the mention.
    """

    mention: str
    resolved_to: str
    turn: int = Field(ge=0)
    origin: Literal["question", "quote", "article", "section", "caller"] = "question"
    place: Receipt | None = None


class Reading(Body):
    """One interpretation of a follow-up. To choose it, send its bindings back as the request's `bindings`."""

    interpreted_question: str
    bindings: tuple[Binding, ...] = Field(min_length=1)


class Confidence(Body):
    """The probability that the corpus contains evidence, and the thresholds that it is compared with.

    Below `threshold` there is no answer; below `sure` the answer has a caution.
    """

    score: float = Field(ge=0, le=1)
    threshold: float = Field(ge=0, le=1)
    sure: float = Field(ge=0, le=1)
    calibration: str = Field(min_length=1, description="The id of the calibration in use, or `packaged`.")


class Disclaimer(Body):
    """The disclaimer that is part of every outcome."""

    id: str = Field(min_length=1)
    version: str = Field(min_length=1)
    text: str = Field(min_length=1)


class Notice(Body):
    """A fixed text to show above everything else, because the question speaks of an emergency."""

    id: str = Field(min_length=1)
    version: str = Field(min_length=1)
    text: str = Field(min_length=1)


class Definition(Receipt):
    """A slice that defines a term."""

    text: str = Field(min_length=1)
    section: tuple[str, ...] = ()
    page: int | None = None
    references: tuple[int, ...] = ()
    links: Links
    doubts: tuple[ReadingDoubt, ...] = ()


class GlossaryEntry(Body):
    """A technical term in the quotes numbered `quotes`, with a definition quoted from the corpus."""

    term: str = Field(min_length=1)
    quotes: tuple[int, ...] = Field(min_length=1)
    definition: Definition
    source: Source


class Outcome(Body):
    """The fields that answers and abstentions share. `topic` is what the next question may call "it".

    `turn` is the number of the question in its thread, or the number it would have if it were stored.
    """

    answer_id: str
    conversation_id: str | None = None
    turn: int = Field(default=1, ge=1, description="The value of `replaces` to ask this question again.")
    question: str
    interpreted_question: str
    topic: str | None = None
    bindings: tuple[Binding, ...] = ()
    notice: Notice | None = None
    confidence: Confidence
    generation: str
    suggested_questions: tuple[str, ...] = ()
    disclaimer: Disclaimer


class Answer(Outcome):
    """Quotes, the best first, with the sources of the quotes and of their repetitions.

    Every reference number resolves, and only cited works are listed.
    """

    outcome: Literal["answer"] = "answer"
    quotes: tuple[Quote, ...] = Field(min_length=1, max_length=MAX_QUOTES)
    sources: tuple[Source, ...] = Field(min_length=1)
    glossary: tuple[GlossaryEntry, ...] = ()
    caution: str | None = None

    @model_validator(mode="after")
    def _every_quote_has_its_source(self) -> Self:
        if [quote.n for quote in self.quotes] != list(range(1, len(self.quotes) + 1)):
            raise ValueError("quotes must be numbered from 1 without gaps")
        listed = [source.document_id for source in self.sources]
        if len(set(listed)) != len(listed):
            raise ValueError("a source must not be listed twice")
        repeating = {place.document_id for quote in self.quotes for place in quote.also}
        if set(listed) != {quote.document_id for quote in self.quotes} | repeating:
            raise ValueError("the sources must be exactly the quoted documents")
        return self

    @model_validator(mode="after")
    def _every_reference_number_resolves(self) -> Self:
        for source in self.sources:
            quotes = (quote for quote in self.quotes if quote.document_id == source.document_id)
            cited = {number for quote in quotes for number in quote.references}
            listed = [reference.number for reference in source.references]
            if len(set(listed)) != len(listed) or set(listed) != cited:
                raise ValueError(f"{source.document_id}: cites references {sorted(cited)} and lists {listed}")
        return self

    @model_validator(mode="after")
    def _every_entry_explains_a_quote(self) -> Self:
        for entry in self.glossary:
            if not set(entry.quotes) <= set(range(1, len(self.quotes) + 1)):
                raise ValueError(f"the glossary entry {entry.term!r} names quotes that do not exist")
            if entry.source.document_id != entry.definition.document_id:
                raise ValueError(f"the definition of {entry.term!r} is not from the source given for it")
        return self


class Abstention(Outcome):
    """No answer: the reason, a message that explains it, and the nearest sources.

    An ambiguous follow-up has `readings`, best first, to choose from. `differs` says what the nearest sentence is
    about instead of what the question asks, such as "for adults; the question asks about a 2-year-old".
    """

    outcome: Literal["abstention"] = "abstention"
    reason: Reason
    message: str = Field(min_length=1)
    nearest_sources: tuple[Source, ...] = ()
    differs: str | None = None
    readings: tuple[Reading, ...] = ()

    @model_validator(mode="after")
    def _only_the_ambiguous_has_readings(self) -> Self:
        if self.readings and self.reason != "ambiguous_follow_up":
            raise ValueError("only an ambiguous follow-up may have readings")
        return self


Result = Annotated[Answer | Abstention, Field(discriminator="outcome")]
