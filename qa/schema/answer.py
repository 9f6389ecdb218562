"""The two outcomes of a question, and the bodies in which they travel.

The types refuse to exist without what they promise: an `Answer` without quotes, sources, resolved
references or a disclaimer cannot be constructed, and neither can an `Abstention` without a reason.
"""

from datetime import date
from typing import Annotated, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

from corpus.document import Kind, ReviewStatus, Standing

Sha256 = Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]
Reason = Literal["no_evidence", "ambiguous_follow_up", "out_of_scope", "only_retracted"]
MAX_QUOTES = 20


class Body(BaseModel):
    """What all bodies share: frozen, and no field that is not declared."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Receipt(Body):
    """Names a slice of one version of a document, in UTF-8 bytes, and the SHA-256 of those bytes."""

    document_id: str = Field(min_length=1)
    version: Sha256
    byte_start: int = Field(ge=0, strict=True)
    byte_end: int = Field(ge=0, strict=True)
    sha256: Sha256


class Links(Body):
    """Where to check a quote: our reader, and the original page with a text fragment where it has a URL."""

    reader: str
    original: str | None = None


class Quote(Receipt):
    """A slice to be shown, byte for byte. `references` are the source's own reference numbers for it."""

    n: int = Field(ge=1)
    text: str = Field(min_length=1)
    section: tuple[str, ...] = ()
    page: int | None = None
    references: tuple[int, ...] = ()
    score: float
    links: Links


class CitedReference(Body):
    """A reference of a source that one of its quotes cites; `missing` where the source does not list it.

    `standing` is what stored notices say of the work (retracted, corrected and so on); null where none does.
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
    """The bibliographic entry of a quoted document, with its standing, review status and cautions."""

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
    """What a mention in a follow-up was taken to mean, and where that stood.

    `turn` is the turn whose question or quote named it; 0 is the article that is being read. `place` is the
    slice that named it, where that was a quote. `caller` is what the request itself said it means.
    """

    mention: str
    resolved_to: str
    turn: int = Field(ge=0)
    origin: Literal["question", "quote", "article", "section", "caller"] = "question"
    place: Receipt | None = None


class Reading(Body):
    """One way to understand a follow-up: sent back as the request's `bindings`, its bindings choose it."""

    interpreted_question: str
    bindings: tuple[Binding, ...] = Field(min_length=1)


class Confidence(Body):
    """How sure the service is that the corpus holds evidence, beside the threshold that it had to reach.

    Below `sure` an answer comes with a caution.
    """

    score: float = Field(ge=0, le=1)
    threshold: float = Field(ge=0, le=1)
    sure: float = Field(ge=0, le=1)
    calibration: str = Field(min_length=1, description="the id of the calibration that set both, or `packaged`")


class Disclaimer(Body):
    """The notice that goes with every outcome."""

    id: str = Field(min_length=1)
    version: str = Field(min_length=1)
    text: str = Field(min_length=1)


class Notice(Body):
    """A fixed text to show above everything else, for one who speaks of an emergency of their own."""

    id: str = Field(min_length=1)
    version: str = Field(min_length=1)
    text: str = Field(min_length=1)


class Definition(Receipt):
    """A slice that says what a term means."""

    text: str = Field(min_length=1)
    section: tuple[str, ...] = ()
    page: int | None = None
    references: tuple[int, ...] = ()
    links: Links


class GlossaryEntry(Body):
    """A technical term of the quotes numbered `quotes`, and the corpus's own words for what it means."""

    term: str = Field(min_length=1)
    quotes: tuple[int, ...] = Field(min_length=1)
    definition: Definition
    source: Source


class Outcome(Body):
    """What an answer and an abstention have in common. `topic` is what a next question may call "it".

    `turn` is the number that the question has in its thread, or would have if it were kept.
    """

    answer_id: str
    conversation_id: str | None = None
    turn: int = Field(default=1, ge=1, description="what `replaces` names, to ask it again")
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
    """Quotes with their sources. Every number resolves, and nothing is listed that is not cited."""

    outcome: Literal["answer"] = "answer"
    quotes: tuple[Quote, ...] = Field(min_length=1, max_length=MAX_QUOTES)
    sources: tuple[Source, ...] = Field(min_length=1)
    glossary: tuple[GlossaryEntry, ...] = ()
    caution: str | None = None

    @model_validator(mode="after")
    def _every_quote_has_its_source(self) -> Self:
        if [quote.n for quote in self.quotes] != list(range(1, len(self.quotes) + 1)):
            raise ValueError("quotes are numbered from 1 without gaps")
        listed = [source.document_id for source in self.sources]
        if len(set(listed)) != len(listed):
            raise ValueError("a source is listed once")
        if set(listed) != {quote.document_id for quote in self.quotes}:
            raise ValueError("the sources are the quoted documents, all of them and no other")
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
                raise ValueError(f"the glossary explains {entry.term!r} of quotes that are not there")
            if entry.source.document_id != entry.definition.document_id:
                raise ValueError(f"the definition of {entry.term!r} comes with another source than its own")
        return self


class Abstention(Outcome):
    """No evidence, no answer: why, in words, and which sources came nearest.

    A follow-up that can be read in several ways comes with its `readings`, best first, to choose from.
    """

    outcome: Literal["abstention"] = "abstention"
    reason: Reason
    message: str = Field(min_length=1)
    nearest_sources: tuple[Source, ...] = ()
    readings: tuple[Reading, ...] = ()

    @model_validator(mode="after")
    def _only_the_ambiguous_has_readings(self) -> Self:
        if self.readings and self.reason != "ambiguous_follow_up":
            raise ValueError("readings are what an ambiguous follow-up is to be chosen from")
        return self


Result = Annotated[Answer | Abstention, Field(discriminator="outcome")]
