"""Whether two passages state the same: the same numbers with their units, negations and words."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from Stemmer import Stemmer

from eval.interop.matching.folding import Token, tokens_of
from index.analysis import to_american

_UNITS = {
    unit: names.split()[0]
    for names in (
        "mg milligram milligrams",
        "g gram grams gm",
        "mcg microgram micrograms ug mug",
        "ng nanogram nanograms",
        "kg kilogram kilograms kilo kilos",
        "ml millilitre millilitres milliliter milliliters",
        "l litre litres liter liters",
        "dl decilitre decilitres deciliter deciliters",
        "mmol millimole millimoles",
        "umol micromole micromoles mumol",
        "iu unit units",
        "h hour hours hr hrs hourly",
        "min minute minutes mins",
        "s second seconds sec",
        "d day days daily",
        "wk week weeks weekly",
        "mo month months monthly",
        "yr year years yearly",
        "mm millimetre millimetres millimeter millimeters",
        "cm centimetre centimetres centimeter centimeters",
        "mmhg",
        "% percent",
        "times time",
    )
    for unit in names.split()
}
_NUMBER_WORDS = {
    name: str(number)
    for number, name in enumerate("two three four five six seven eight nine ten eleven twelve".split(), start=2)  # noqa: SIM905 - a list of words reads as words
} | {"once": "1", "twice": "2", "thrice": "3"}
_NEGATIONS = frozenset("no not never nor neither none without except unless cannot".split())  # noqa: SIM905 - a list of words reads as words
_FUNCTION = frozenset(
    """
    a an and are as at be been being but by can could did do does for from had has have he her his i if in into is
    it its may might more most must of on one or other our she should so some such than that the their them then
    there these they this those to was we were which while who whom will with would you your s t
    """.split()  # noqa: SIM905 - a list of words reads as words
)
_SIGNS = frozenset("<>≤≥±-/")


@dataclass(frozen=True, slots=True)
class Differences:
    """What one passage states and another does not, in words; all are empty where the two agree."""

    numbers: tuple[str, ...] = ()
    negations: tuple[str, ...] = ()
    words: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.numbers or self.negations or self.words)

    def __str__(self) -> str:
        parts = (
            ("numbers differ", self.numbers),
            ("negations differ", self.negations),
            ("words only in the table", self.words),
        )
        return "; ".join(f"{what}: {', '.join(named)}" for what, named in parts if named)


def differences(expected: str, found: str) -> Differences:
    """Compares an expected passage with a found one.

    Numbers have to agree with their units, negations in their number, and each word of the expected passage has to
    be in the found one, in any inflection and British or American spelling. Function words and further words of
    the found passage do not matter.
    """
    here, there = list(tokens_of(expected)), list(tokens_of(found))
    numbers = _unshared(_quantities(here), _quantities(there))
    negations = _unshared(_negations(here), _negations(there))
    missing = missing_words(words_of(here), words_of(there))
    if missing:
        parted = _joined(here) & {token.folded for token in there}
        joined = _joined(there)
        missing = tuple(
            word for word in missing if word not in joined and not any(word in part for part in parted)
        )
    return Differences(numbers, negations, missing)


def missing_words(expected: Sequence[str], found: Sequence[str]) -> tuple[str, ...]:
    """The expected words whose stem is not that of any found word."""
    held = set(map(stem, found))
    return tuple(word for word in dict.fromkeys(expected) if stem(word) not in held)


def words_of(tokens: Sequence[Token]) -> list[str]:
    """The words that carry meaning, folded; units by one name each."""
    return [
        _UNITS.get(token.folded, token.folded)
        for token in tokens
        if token.folded.isalpha() and token.folded not in _FUNCTION and token.folded not in _NUMBER_WORDS
    ]


@lru_cache(maxsize=200_000)
def stem(word: str) -> str:
    """The stem of a word in American spelling, so that "oedemas" and "edema" are the same."""
    return str(Stemmer("english").stemWord(to_american(word)))


def _joined(tokens: Sequence[Token]) -> set[str]:
    """Each two adjacent words written as one, as line breaks and missing spaces make them."""
    return {first.folded + second.folded for first, second in pairwise(tokens)}


def _quantities(tokens: Sequence[Token]) -> Counter[str]:
    """The numbers, each with the sign before it and the units after it."""
    found: Counter[str] = Counter()
    for at, token in enumerate(tokens):
        value = token.folded if token.is_number else _NUMBER_WORDS.get(token.folded)
        if value is None:
            continue
        before = tokens[at - 1].folded if at else ""
        sign = before if before in _SIGNS else ""
        units = [_UNITS[after.folded] for after in tokens[at + 1 : at + 3] if after.folded in _UNITS]
        follows = at + 1 < len(tokens) and tokens[at + 1].folded in _UNITS
        found[" ".join((sign + value, *(units if follows else ())))] += 1
    return found


def _negations(tokens: Sequence[Token]) -> Counter[str]:
    contracted = (
        token.folded == "t" and before.folded.endswith("n") and token.start == before.end + 1
        for before, token in pairwise(tokens)
    )
    return Counter({"not": sum(token.folded in _NEGATIONS for token in tokens) + sum(contracted)})


def _unshared(expected: Counter[str], found: Counter[str]) -> tuple[str, ...]:
    missing, added = expected - found, found - expected
    return (
        *(f"{name} only in the table" for name in missing),
        *(f"{name} only in the document" for name in added),
    )
