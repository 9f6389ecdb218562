"""The body of the follow-up call: a question with its context, filters and audience."""

from typing import Annotated, Literal, Self

from pydantic import AfterValidator, Field, model_validator

from corpus.document import Kind, ReviewStatus, Standing
from qa.schema.answer import MAX_QUOTES, Receipt
from qa.schema.body import Body

MAX_QUESTION = 2000
MAX_HISTORY = 50
# An interpreted question is longer than the question: names replace its mentions.
MAX_INTERPRETED = 4 * MAX_QUESTION
MAX_BINDINGS = 10
MAX_NUMBER = 1_000_000
# `clinician` and `professional` are synonyms of `physician`.
Audience = Literal[
    "physician",
    "clinician",
    "professional",
    "nurse",
    "researcher",
    "student",
    "caregiver",
    "patient",
    "default",
]


def _has_words(question: str) -> str:
    if not question.strip():
        raise ValueError("the question is blank: write what you want to know")
    return question


def _names_something(words: str) -> str:
    if not words.strip():
        raise ValueError("is blank: write the words, or leave out the binding")
    return words


QuestionText = Annotated[str, Field(min_length=1, max_length=MAX_QUESTION), AfterValidator(_has_words)]

BoundText = Annotated[str, Field(min_length=1, max_length=MAX_QUESTION), AfterValidator(_names_something)]


class QuestionFilters(Body):
    """Restricts which documents may be quoted; an empty list means no restriction."""

    kind: tuple[Kind, ...] = ()
    review_status: tuple[ReviewStatus, ...] = ()
    standing: tuple[Standing, ...] = ()
    audience: tuple[str, ...] = ()
    documents: tuple[str, ...] = ()
    year_from: int | None = Field(default=None, ge=0, le=9999, strict=True)
    year_to: int | None = Field(default=None, ge=0, le=9999, strict=True)

    @model_validator(mode="after")
    def _years_in_order(self) -> Self:
        if self.year_from is not None and self.year_to is not None and self.year_from > self.year_to:
            raise ValueError("year_from is after year_to: swap them")
        return self


class PastTurn(Body):
    """An earlier turn that the caller stores: its question, and the parts of its outcome used for follow-ups.

    `number` is the turn's position in the thread; by default, one more than that of the turn before it.
    """

    number: int | None = Field(default=None, ge=1, le=MAX_NUMBER, strict=True)
    question: QuestionText
    interpreted_question: str | None = Field(default=None, min_length=1, max_length=MAX_INTERPRETED)
    topic: str | None = Field(default=None, max_length=MAX_QUESTION)
    document_id: str | None = Field(default=None, min_length=1, max_length=500)
    quotes: tuple[Receipt, ...] = Field(default=(), max_length=MAX_QUOTES)


class ChosenBinding(Body):
    """What the caller says a mention means. It takes precedence over the thread."""

    mention: BoundText
    resolved_to: BoundText


class Question(Body):
    """A question on its own, about an article (`document_id`), or in a thread.

    The thread is stored by the service (`conversation_id`), or by the caller, who sends its turns as `history`,
    oldest first. With `store` false, the service stores nothing. `replaces` is the number of a stored turn: the
    question takes its place, and is interpreted in the context of the turns before it.
    """

    question: QuestionText
    document_id: str | None = Field(default=None, min_length=1, max_length=500)
    section: str | None = Field(default=None, min_length=1, max_length=500)
    conversation_id: str | None = Field(default=None, min_length=1, max_length=200)
    replaces: int | None = Field(
        default=None,
        ge=1,
        le=MAX_NUMBER,
        strict=True,
        description="The `turn` of the outcome to replace.",
    )
    history: tuple[PastTurn, ...] = Field(default=(), max_length=MAX_HISTORY)
    store: bool = Field(default=True, strict=True)
    bindings: tuple[ChosenBinding, ...] = Field(default=(), max_length=MAX_BINDINGS)
    audience: Audience = "clinician"
    filters: QuestionFilters = QuestionFilters()
    max_quotes: int | None = Field(
        default=None, ge=1, le=MAX_QUOTES, strict=True, description="Null: as many as suit the audience."
    )

    @model_validator(mode="after")
    def _one_thread(self) -> Self:
        if self.history and self.conversation_id is not None:
            raise ValueError("send either the conversation_id of a stored thread or a history of your own")
        return self

    @model_validator(mode="after")
    def _replaces_what_is_kept(self) -> Self:
        if self.replaces is not None and self.history:
            raise ValueError("leave out replaces: with a history of your own, leave out the replaced turn instead")
        if self.replaces is not None and self.conversation_id is None:
            raise ValueError("replaces names a turn of a stored thread: send its conversation_id too")
        return self

    @model_validator(mode="after")
    def _history_in_order(self) -> Self:
        last = 0
        for past in self.history:
            number = last + 1 if past.number is None else past.number
            if number <= last:
                raise ValueError("the turns of the history are out of order: send them oldest first")
            last = number
        return self
