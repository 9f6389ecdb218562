"""Kinds of fact: what a question asks for, and what a text states."""

from collections.abc import Collection, Mapping, Sequence
from functools import cache, partial

from qa.language import load_rules
from qa.slots.matching import Gazetteer, Word, id_pairs, pairs

DOSE, AMOUNT, BY_WEIGHT, NUMBER = "dose", "amount", "dose_by_weight", "number"
TREATMENT, HARM = "treatment", "harm"
DOSED = frozenset({DOSE, "frequency"})
_rules = partial(load_rules, "qa.slots", "facts")


def kinds_asked(words: Sequence[Word]) -> frozenset[str]:
    """The kinds that a question asks for."""
    kinds = _kinds("asked", words)
    if words and words[0].form in _rules().words("whether"):
        return frozenset(kind for kind in kinds if not is_measured(kind))
    return kinds


def kinds_stated(text: str, words: Sequence[Word]) -> frozenset[str]:
    """The kinds that a text states, by its words and by the units of its numbers."""
    stated, numbers = _kinds("stated", words), _rules().words("numbers")
    if not any(word.form[0].isdigit() or word.form in numbers for word in words):
        return stated
    measured = (match.lastgroup for match in _rules()["quantity"].finditer(text))
    kinds = stated.union((kind for kind in measured if kind is not None), (NUMBER,))
    return kinds.union(*(_table("implied").get(kind, ()) for kind in kinds))


def kinds_of_heading(words: Sequence[Word]) -> frozenset[str]:
    """The kinds that a section states, by its heading."""
    return _kinds("headings", words)


def is_caused(text: str, place: int) -> bool:
    """Whether what a text names at a place is named as what something causes: "can cause gout"."""
    return _rules()["causes"].search(text, 0, place) is not None


def is_measured(kind: str) -> bool:
    """Whether no text states the kind without a number of the right unit."""
    return kind in _rules().words("measured")


def is_named_or_unsaid(kind: str) -> bool:
    """Whether every text that states the kind has one of its words or units: without them it states none."""
    return kind in _rules().words("named_or_unsaid")


def answering(kinds: Collection[str]) -> frozenset[str]:
    """Kinds that answer a question for these: they themselves, and a share for how often something happens."""
    return frozenset(kinds).union(*(_table("answered_by").get(kind, ()) for kind in kinds))


def shown(kinds: Collection[str]) -> list[str]:
    """What kinds are called for a reader, without those that others imply."""
    implied = {each for kind in kinds for each in _table("implied").get(kind, ())}
    return [_table("shown")[kind][0].replace("_", " ") for kind in sorted(kinds) if kind not in implied]


def _kinds(list_: str, words: Sequence[Word]) -> frozenset[str]:
    return frozenset(found.ids[0] for found in _gazetteer(list_).find(words))


@cache
def _gazetteer(list_: str) -> Gazetteer:
    return Gazetteer({name: tuple(ids) for name, ids in pairs(_rules(), list_).items()})


@cache
def _table(name: str) -> Mapping[str, list[str]]:
    return id_pairs(_rules(), name)
