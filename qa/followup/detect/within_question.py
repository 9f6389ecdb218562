"""What a question says itself of the words that stand for others in it."""

from collections.abc import Sequence

from qa.followup.detect.mention_patterns import CONDITION, NEW_CLAUSE, SOMEBODY, SOMETHING
from qa.followup.entities import Name
from qa.language import is_common


def is_person_named(place: int, question: str) -> bool:
    """Whether somebody is named in an earlier clause: "my dad has gout, can he drive?"."""
    return any(NEW_CLAUSE.search(question, found.end(), place) for found in SOMEBODY.finditer(question, 0, place))


def is_thing_introduced(place: int, question: str) -> bool:
    """Whether something is introduced in an earlier clause: "is there a vaccine, and does it work?"."""
    return any(NEW_CLAUSE.search(question, found.end(), place) for found in SOMETHING.finditer(question, 0, place))


def named_before(place: int, names: Sequence[Name], question: str) -> bool:
    """Whether one of the names stands in an earlier clause than the place.

    Within one clause a pronoun does not mean what is named: "does warfarin interact with it?". What opens a
    question as its condition is not meant either: "in kidney failure, is it safe?".
    """
    return any(
        name.end <= place
        and not is_common(name.text)
        and NEW_CLAUSE.search(question, name.end, place) is not None
        and CONDITION.fullmatch(question, 0, name.start) is None
        for name in names
    )
