"""A turn of a thread: what later follow-ups may refer to."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from qa.schema import MAX_INTERPRETED, MAX_QUESTION, Abstention, Answer, PastTurn, Question, Receipt


class UnknownTurn(Exception):
    """The conversation has no turn with that number, or no longer has it."""


@dataclass(frozen=True, slots=True)
class Turn:
    """One question of a thread, numbered from 1: as asked and as interpreted, its topic, article and quotes."""

    number: int
    question: str
    interpreted: str
    topic: str | None = None
    document_id: str | None = None
    quotes: tuple[Receipt, ...] = ()


def turn_of(number: int, past: PastTurn) -> Turn:
    """The turn with that number, from its stored or transmitted form."""
    return Turn(
        number=number,
        question=past.question,
        interpreted=past.interpreted_question or past.question,
        topic=past.topic,
        document_id=past.document_id,
        quotes=past.quotes,
    )


def turns_of(history: Iterable[PastTurn]) -> tuple[Turn, ...]:
    """The turns of a history, oldest first; a turn without a number gets the number after the one before it."""
    turns: list[Turn] = []
    for past in history:
        follows = turns[-1].number + 1 if turns else 1
        turns.append(turn_of(past.number or follows, past))
    return tuple(turns)


def place_of(question: Question, turns: Sequence[Turn]) -> tuple[int, tuple[Turn, ...]]:
    """The number of a question in its thread, and the turns that are its context.

    A question that replaces a turn gets that turn's number, and its context is the turns before it. Raises
    UnknownTurn if there is no turn with that number.
    """
    number = question.replaces
    if number is None:
        return (turns[-1].number + 1 if turns else 1), tuple(turns)
    if all(turn.number != number for turn in turns):
        raise UnknownTurn(number)
    return number, tuple(turn for turn in turns if turn.number < number)


def past_turn(question: Question, outcome: Answer | Abstention) -> PastTurn:
    """What is stored about a question and its outcome, whether by the service or by the caller."""
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
