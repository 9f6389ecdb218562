"""Antecedents within the question itself."""

from collections.abc import Sequence
from functools import partial

from qa.followup.entities import Name
from qa.language import is_common, load_rules

_rules = partial(load_rules, "qa.followup", "mentions")


def is_person_named(place: int, question: str) -> bool:
    """Whether somebody is named in an earlier clause: "my dad has gout, can he drive?"."""
    return _in_earlier_clause("somebody", place, question)


def is_thing_introduced(place: int, question: str) -> bool:
    """Whether something is introduced in an earlier clause: "is there a vaccine, and does it work?"."""
    return _in_earlier_clause("something", place, question)


def named_before(place: int, names: Sequence[Name], question: str) -> bool:
    """Whether one of the names stands in an earlier clause than the place.

    Within one clause a pronoun does not mean what is named: "does warfarin interact with it?". What opens a
    question as its condition is not meant either: "in kidney failure, is it safe?".
    """
    rules = _rules()
    return any(
        name.end <= place
        and not is_common(name.text)
        and rules["new_clause"].search(question, name.end, place) is not None
        and rules["condition"].fullmatch(question, 0, name.start) is None
        for name in names
    )


def _in_earlier_clause(pattern: str, place: int, question: str) -> bool:
    rules = _rules()
    return any(
        rules["new_clause"].search(question, found.end(), place)
        for found in rules[pattern].finditer(question, 0, place)
    )
