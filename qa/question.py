"""What a caller asks: the bodies of the follow-up, search and verify calls."""

from typing import Annotated, Literal, Self

from pydantic import AfterValidator, Field, model_validator

from corpus.document import Kind, ReviewStatus, Standing
from qa.answer import MAX_QUOTES, Body, Receipt

MAX_QUESTION = 2000
MAX_RECEIPTS = 200
Audience = Literal["clinician", "professional", "patient", "default"]


def _has_words(question: str) -> str:
    if not question.strip():
        raise ValueError("the question is blank: write what you want to know")
    return question


QuestionText = Annotated[str, Field(min_length=1, max_length=MAX_QUESTION), AfterValidator(_has_words)]


class QuestionFilters(Body):
    """Restricts which documents may be quoted; an empty list does not restrict."""

    kind: tuple[Kind, ...] = ()
    review_status: tuple[ReviewStatus, ...] = ()
    standing: tuple[Standing, ...] = ()
    audience: tuple[str, ...] = ()
    documents: tuple[str, ...] = ()
    year_from: int | None = Field(default=None, ge=0, le=9999)
    year_to: int | None = Field(default=None, ge=0, le=9999)

    @model_validator(mode="after")
    def _years_in_order(self) -> Self:
        if self.year_from is not None and self.year_to is not None and self.year_from > self.year_to:
            raise ValueError("year_from is after year_to: swap them")
        return self


class Question(Body):
    """A question, asked under an article (`document_id`), in a thread (`conversation_id`), or on its own."""

    question: QuestionText
    document_id: str | None = Field(default=None, min_length=1, max_length=500)
    conversation_id: str | None = Field(default=None, min_length=1, max_length=200)
    audience: Audience = "clinician"
    filters: QuestionFilters = QuestionFilters()
    max_quotes: int = Field(default=5, ge=1, le=MAX_QUOTES)


class SearchQuestion(Body):
    """A search for passages."""

    question: QuestionText
    filters: QuestionFilters = QuestionFilters()
    limit: int = Field(default=10, ge=1, le=1000)


class SearchHit(Body):
    """A ranked passage: where it is, its text as a receipt, and its scores and ranks."""

    rank: int
    document_id: str
    version: str
    title: str
    section: tuple[str, ...]
    text: str
    byte_start: int
    byte_end: int
    sha256: str
    score: float
    lexical_score: float | None
    lexical_rank: int | None
    dense_score: float | None
    dense_rank: int | None
    sentence_score: float
    sentence_rank: int


class SearchResult(Body):
    """Ranked passages, best first."""

    generation: str
    hits: tuple[SearchHit, ...]


class Receipts(Body):
    """Receipts to be verified."""

    receipts: tuple[Receipt, ...] = Field(min_length=1, max_length=MAX_RECEIPTS)


class Verdict(Body):
    """What became of one receipt."""

    receipt: Receipt
    verdict: Literal["valid", "mismatch", "out_of_range", "unknown_document", "unknown_version"]
    current: bool = Field(description="whether the version is the document's current one")
    standing: Standing | None = None
    message: str


class Verdicts(Body):
    """A verdict for each receipt, in their order."""

    valid: bool
    verdicts: tuple[Verdict, ...]
