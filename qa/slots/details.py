"""Details that a text names: the year, the country and the way in which a drug is given."""

from collections.abc import Iterator, Sequence
from enum import StrEnum
from functools import cache, partial
from typing import NamedTuple

from qa.language import load_rules
from qa.slots.matching import Gazetteer, Word, pairs

_NO_ROUTE = "none"
_rules = partial(load_rules, "qa.slots", "details")


class Family(StrEnum):
    """What a detail is."""

    YEAR = "year"
    COUNTRY = "country"
    ROUTE = "route"

    @property
    def required(self) -> bool:
        """Whether a sentence that names none does not answer a question which names one."""
        return self is not Family.ROUTE


class Detail(NamedTuple):
    """A detail by its family and its id."""

    family: Family
    id: str

    @property
    def shown(self) -> str:
        """What it is called for a reader."""
        if self.family is Family.ROUTE:
            return f"{self.id} use"
        return self.id.replace("_", " ").title()


def details_of(text: str, words: Sequence[Word]) -> frozenset[Detail]:
    """The details that a text names; a country counts only with a capital letter."""
    return frozenset((*_years(text), *_countries(text, words), *_routes(words)))


def _years(text: str) -> Iterator[Detail]:
    return (Detail(Family.YEAR, match[0]) for match in _rules()["year"].finditer(text))


def _countries(text: str, words: Sequence[Word]) -> Iterator[Detail]:
    for found in _gazetteer("countries").find(words):
        if text[words[found.first].start].isupper():
            yield Detail(Family.COUNTRY, found.ids[0])


def _routes(words: Sequence[Word]) -> Iterator[Detail]:
    found = (each.ids[0] for each in _gazetteer("routes").find(words))
    return (Detail(Family.ROUTE, route) for route in found if route != _NO_ROUTE)


@cache
def _gazetteer(list_: str) -> Gazetteer:
    return Gazetteer({name: tuple(ids) for name, ids in pairs(_rules(), list_).items()})
