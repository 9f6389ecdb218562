"""Ages that a text names, as intervals in years."""

from collections.abc import Iterator, Mapping, Sequence
from functools import cache, partial
from typing import NamedTuple

from qa.language import load_rules, plural
from qa.slots.matching import Found, Gazetteer, Word, pairs

_rules = partial(load_rules, "qa.slots", "populations")
OLDEST = 130.0
_YEARS = {"y": 1.0, "m": 1 / 12, "w": 1 / 52, "d": 1 / 365}
_RANGES = frozenset({"range", "who_range"})
_ABOVE = frozenset({"above", "over", "overs", "after", "least"})
_BELOW = frozenset({"below", "under", "fives", "most"})
_FORMS = (*_RANGES, *_ABOVE, *_BELOW, "old", "is", "aged", "short")
_SHORT = frozenset({"is", "short"})
_UNIT_NAMES = {"y": "year", "m": "month", "w": "week", "d": "day"}
_DIGITS = "0123456789"


class Age(NamedTuple):
    """An interval of ages, from `first` to before `last`, and the words that name it."""

    first: float
    last: float
    words: str

    def overlaps(self, other: "Age") -> bool:
        """Whether somebody is of both ages."""
        return self.first < other.last and other.first < self.last

    def contains(self, other: "Age") -> bool:
        """Whether the other is a part of it."""
        return self.first <= other.first and other.last <= self.last and self[:2] != other[:2]


ADULTS = Age(18.0, 60.0, "adults")
"""The people for whom a dose is meant that names no age."""


class _Place(NamedTuple):
    age: Age
    start: int
    end: int


@cache
def band_gazetteer() -> Gazetteer:
    """The words that name ages: "neonate", "adult"."""
    return Gazetteer({name: tuple(ids) for name, ids in pairs(_rules(), "bands").items()})


def ages_of(text: str, words: Sequence[Word]) -> tuple[Age, ...]:
    """The ages in a text; a word beside the number that narrows it is not counted: "Child (2 - 12 years)"."""
    return tuple({place.age[:2]: place.age for place in _places(text, words)}.values())


def ages_set_aside(text: str, words: Sequence[Word], *, asks_dose: bool) -> tuple[Age, ...]:
    """The ages that a question names beside the asked ones: "in kids, not adults", "not the adult dose, he is 4".

    Grown people whom a question for a child's dose names elsewhere are among them ("I'm an adult, what may my baby
    have"), unless both are asked about: "in adults and children".
    """
    places = _places(text, words)
    aside = [place for place in places if _is_set_aside(text, place, places, asks_dose=asks_dose)]
    kept = {place.age[:2] for place in places if place not in aside}
    return tuple(place.age for place in aside if place.age[:2] not in kept) if kept else ()


def _places(text: str, words: Sequence[Word]) -> list[_Place]:
    bands = [_band(text, words, found) for found in band_gazetteer().find(words)]
    signs = _rules().words("age_signs")
    numbers = list(_numbers(text)) if any(word.form.lstrip(_DIGITS) in signs for word in words) else []
    beside = {number: [band for band in bands if _is_beside(text, number, band)] for number in numbers}
    narrowed = {band for found in beside.values() for band in found}
    places = [band for band in bands if band not in narrowed]
    places += [_capped(number, found) for number, found in beside.items()]
    return sorted(places, key=lambda place: place.start)


def _is_set_aside(text: str, place: _Place, places: Sequence[_Place], *, asks_dose: bool) -> bool:
    if _rules()["set_aside"].search(text, 0, place.start):
        return True
    young = [other for other in places if not other.age.overlaps(ADULTS)]
    if not young or place.age.first < ADULTS.first or any(_are_joined(text, place, other) for other in young):
        return False
    return asks_dose or _rules()["dose_form"].match(text, place.end) is not None


def _are_joined(text: str, one: _Place, other: _Place) -> bool:
    """Whether two ages are named together: "adults and children"."""
    start, end = min(one.end, other.end), max(one.start, other.start)
    return _rules()["joined"].fullmatch(text, start, end) is not None


def shown_age(age: Age) -> str:
    """What an age is called for a reader: "adults", "a 2-year-old", "children under 5"."""
    if age.words.isalpha():
        return plural(age.words)
    return f"a {age.words}" if age.words.endswith("old") else age.words


def _band(text: str, words: Sequence[Word], found: Found) -> _Place:
    first, _, last = found.ids[0].partition("-")
    start, end = words[found.first].start, words[found.last - 1].end
    return _Place(Age(float(first), float(last), text[start:end].lower()), start, end)


def _is_beside(text: str, number: _Place, band: _Place) -> bool:
    """Whether a word for ages is within the words of a number or next to them, and the ages overlap."""
    between = text[min(number.end, band.end) : max(number.start, band.start)]
    return number.age.overlaps(band.age) and not any(map(str.isalnum, between))


def _capped(number: _Place, bands: Sequence[_Place]) -> _Place:
    """An age without an upper end ends with the word beside it: "child over 4 years"."""
    if number.age.last < OLDEST or not bands:
        return number
    return number._replace(age=number.age._replace(last=bands[-1].age.last))


def _numbers(text: str) -> Iterator[_Place]:
    for match in _rules()["age"].finditer(text):
        found = {name: value for name, value in match.groupdict().items() if value is not None}
        yield _Place(Age(*_interval(found), _shown_words(match[0], found)), match.start(), match.end())


def _shown_words(written: str, found: Mapping[str, str]) -> str:
    """The words of an age; "4-year-old" for "he is 4" and "4yo"."""
    form = next((form for form in _SHORT if f"{form}_number" in found), None)
    if form is None:
        return written.strip().lower()
    return f"{found[f'{form}_number']}-{_UNIT_NAMES[(found.get(f'{form}_unit') or 'y').lower()[0]]}-old"


def _interval(found: Mapping[str, str]) -> tuple[float, float]:
    """The interval of a match of the pattern `age`, by the alternative that matched."""
    form = next(form for form in _FORMS if form in found)
    if form in _RANGES:
        last_unit = found[f"{form}_unit"]
        first = _number(found[f"{form}_from"]) * _unit(found.get(f"{form}_from_unit") or last_unit)
        return first, (_number(found[f"{form}_to"]) + 1) * _unit(last_unit)
    unit = _unit(found.get(f"{form}_unit"))
    years = _number(found[f"{form}_number"]) * unit
    if form in _BELOW:
        return 0.0, years
    return years, OLDEST if form in _ABOVE or f"{form}_more" in found else years + unit


def _unit(unit: str | None) -> float:
    return _YEARS[(unit or "y").lower()[0]]


def _number(written: str) -> float:
    spelled = _spelled().get(written.casefold())
    return float(spelled[0]) if spelled else float(written)


@cache
def _spelled() -> dict[str, list[str]]:
    return pairs(_rules(), "small_numbers")
