"""Which earlier question is asked again of another thing: the latest one about a thing of its kind."""

from dataclasses import dataclass, replace

from qa.conversation import Turn
from qa.followup.discourse import Discourse
from qa.followup.entities import Name
from qa.followup.rewrite import wording

TURNS_BACK = 5


@dataclass(frozen=True, slots=True)
class CarryOver:
    """An earlier question, asked of another thing, and its turn."""

    question: str
    turn: Turn


def carried_over(thing: str, new: Name, thread: Discourse, turns: int) -> CarryOver | None:
    """The latest of so many questions with a name for which another thing can stand; None where none has one.

    So "What about gout?" after the price of a drug takes up what was asked of an illness before.
    """
    for turn in reversed(thread.turns[-turns:]):
        question = wording.swapped(turn.interpreted, thing, new, thread.vocabulary)
        if question is not None:
            return CarryOver(question, turn)
    return None


def kind_of(thing: str, thread: Discourse) -> Name | None:
    """The first name in a phrase, with the sort that the thread gives it where it tells none itself."""
    new = next(iter(thread.names(thing)), None)
    if new is None or new.sort is not None:
        return new
    return replace(new, sort=thread.sort_of(new.text))
