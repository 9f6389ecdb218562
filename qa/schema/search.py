"""The bodies of the search call."""

from pydantic import Field

from qa.schema.body import Body
from qa.schema.question import QuestionFilters, QuestionText


class SearchQuestion(Body):
    """A search for passages."""

    question: QuestionText
    filters: QuestionFilters = QuestionFilters()
    limit: int = Field(default=10, ge=1, le=1000, strict=True)


class SearchHit(Body):
    """A ranked passage: its place and text with a receipt, and its scores and ranks."""

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
