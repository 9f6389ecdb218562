"""What a run keeps of each question: the outcome as it was given, what was wanted, and the verdicts on it."""

from collections.abc import Iterable, Mapping
from typing import Literal

from pydantic import Field

from qa.schema import Abstention, Answer, Body, Question, Reason, Sha256

_QUOTED = {"document_id", "version", "byte_start", "byte_end", "text", "section", "page", "score"}


class RecordedQuote(Body):
    """A quote of a recorded outcome, with the title of its source.

    `supports` says whether the quote shows what was wanted; None where that was not judged. In the answer of
    another system, a sentence may not be `verbatim` in a document: it has no place (both offsets are 0), and the
    first document that it cites, or an empty `document_id`. `cites` has all that it cites, by id where they are
    held, and is empty for the quotes of this system, which cite their document.
    """

    document_id: str
    version: Sha256
    byte_start: int = Field(ge=0)
    byte_end: int = Field(ge=0)
    text: str
    title: str
    section: tuple[str, ...] = ()
    page: int | None = None
    score: float
    supports: bool | None = None
    verbatim: bool = True
    cites: tuple[str, ...] = ()


class RecordedOutcome(Body):
    """A question and its outcome.

    `category` is the class of the question, `thread` holds the earlier questions, `wanted` describes the right
    outcome in words, and `verdicts` holds the values of this question by the name of the figure. The fields from
    `outcome` to `milliseconds` are None or empty for experiments that rank documents and ask for no answer; these
    fill `documents`.
    """

    id: str
    question: str
    category: str = ""
    thread: tuple[str, ...] = ()
    document_id: str | None = None
    audience: str | None = None
    wanted: tuple[str, ...] = ()
    outcome: Literal["answer", "abstention"] | None = None
    interpreted_question: str | None = None
    quotes: tuple[RecordedQuote, ...] = ()
    caution: str | None = None
    reason: Reason | None = None
    message: str | None = None
    confidence: float | None = None
    threshold: float | None = None
    milliseconds: float | None = None
    documents: tuple[str, ...] = ()
    verdicts: dict[str, float] = Field(default_factory=dict)

    @property
    def answered(self) -> bool:
        """Whether the outcome is an answer."""
        return self.outcome == "answer"


def with_verdicts(
    outcomes: Iterable[RecordedOutcome], values: Mapping[str, Mapping[str, float]]
) -> tuple[RecordedOutcome, ...]:
    """The outcomes with the values that the questions have in the figures of these names."""
    return tuple(
        outcome.model_copy(
            update={"verdicts": {name: by_id[outcome.id] for name, by_id in values.items() if outcome.id in by_id}}
        )
        for outcome in outcomes
    )


def recorded(
    id_: str, asked: Question, outcome: Answer | Abstention, milliseconds: float | None = None
) -> RecordedOutcome:
    """Records an outcome; `model_copy(update=...)` adds category, thread, `wanted` and verdicts."""
    answer = outcome if isinstance(outcome, Answer) else None
    titles = {source.document_id: source.title for source in answer.sources} if answer else {}
    return RecordedOutcome(
        id=id_,
        question=asked.question,
        document_id=asked.document_id,
        audience=asked.audience,
        outcome=outcome.outcome,
        interpreted_question=outcome.interpreted_question,
        quotes=tuple(
            RecordedQuote(
                **quote.model_dump(include=_QUOTED),
                title=titles.get(quote.document_id, ""),
            )
            for quote in (answer.quotes if answer else ())
        ),
        caution=answer.caution if answer else None,
        reason=outcome.reason if isinstance(outcome, Abstention) else None,
        message=outcome.message if isinstance(outcome, Abstention) else None,
        confidence=outcome.confidence.score,
        threshold=outcome.confidence.threshold,
        milliseconds=milliseconds,
    )
