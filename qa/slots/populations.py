"""Groups of people: pregnancy, sex, failing kidneys and the like."""

from collections.abc import Mapping
from functools import cache, partial

from qa.language import load_rules
from qa.slots.matching import Gazetteer, id_pairs, pairs

_rules = partial(load_rules, "qa.slots", "populations")


@cache
def group_gazetteer() -> Gazetteer:
    """The words that name groups of people."""
    return Gazetteer({name: tuple(ids) for name, ids in pairs(_rules(), "groups").items()})


def with_implied(group: str) -> tuple[str, ...]:
    """A group and those that it belongs to: who is pregnant is a woman."""
    return group, *(wider for each in _table("implied").get(group, ()) for wider in with_implied(each))


def exclude_each_other(one: str, other: str) -> bool:
    """Whether two groups differ and are of one family, such as the trimesters."""
    return one != other and bool(set(_table("families").get(one, ())) & set(_table("families").get(other, ())))


def is_dosed_apart(group: str) -> bool:
    """Whether what is not said of the group, such as a dose, may not hold for it."""
    return group in _rules().words("dosed_apart")


def shown(group: str) -> str:
    """What a group is called for a reader."""
    return _table("shown")[group][0].replace("_", " ")


@cache
def _table(name: str) -> Mapping[str, list[str]]:
    return id_pairs(_rules(), name)
