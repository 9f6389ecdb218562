"""A turn of a thread: everything of it that a later follow-up may refer to."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from qa.schema import MAX_INTERPRETED, MAX_QUESTION, Abstention, Answer, PastTurn, Question, Receipt


class UnknownTurn(Exception):
    """The conversation has no turn of that number, or no longer."""


@dataclass(frozen=True, slots=True)
class Turn:
    """One question of a thread, numbered from 1: as asked, as understood, its topic, its article, its quotes."""

    number: int
    question: str
    interpreted: str
    topic: str | None = None
    document_id: str | None = None
    quotes: tuple[Receipt, ...] = ()


def turn_of(number: int, past: PastTurn) -> Turn:
    """A turn that the caller kept."""
    return Turn(
        number=number,
        question=past.question,
        interpreted=past.interpreted_question or past.question,
        topic=past.topic,
        document_id=past.document_id,
        quotes=past.quotes,
    )


def turns_of(history: Iterable[PastTurn]) -> tuple[Turn, ...]:
    """The turns that the caller kept, oldest first; one without a number follows the one before it."""
    turns: list[Turn] = []
    for past in history:
        follows = turns[-1].number + 1 if turns else 1
        turns.append(turn_of(past.number or follows, past))
    return tuple(turns)


def place_of(question: Question, turns: Sequence[Turn]) -> tuple[int, tuple[Turn, ...]]:
    """The number of a question in its thread, and the turns that it is understood after.

    One that replaces a turn has that turn's number and comes after what came before it, whatever was asked
    since. Raises UnknownTurn where there is none of that number.
    """
    number = question.replaces
    if number is None:
        return (turns[-1].number + 1 if turns else 1), tuple(turns)
    if all(turn.number != number for turn in turns):
        raise UnknownTurn(number)
    return number, tuple(turn for turn in turns if turn.number < number)


def past_turn(question: Question, outcome: Answer | Abstention) -> PastTurn:
    """What is kept of a question and its outcome, the same whether it is kept here or by the caller."""
    quotes = outcome.quotes if isinstance(outcome, Answer) else ()
    return PastTurn(
        question=question.question,
        interpreted_question=outcome.interpreted_question[:MAX_INTERPRETED],
        topic=outcome.topic and outcome.topic[:MAX_QUESTION],
        document_id=question.document_id,
        quotes=tuple(_receipt(quote) for quote in quotes),
    )


def _receipt(quote: Receipt) -> Receipt:
    return Receipt.model_validate(quote.model_dump(include=set(Receipt.model_fields)))
