"""Doses: questions that ask for one, and texts that state an amount."""

from collections.abc import Iterator
from functools import partial

from qa.language.rules import load_rules

# The fragment `form` of the rules, for patterns that are compiled when a module is loaded.
FORM = r"(?:mg|milligrams?|mcg|micrograms?|ml|tablets?|pills?|units?|drops?|puffs?)"
_rules = partial(load_rules, "qa.language", "doses")


def asks_for_dose(question: str) -> bool:
    """Whether a question asks how much of something is given, and not about a dose that it takes for known."""
    return _rules()["asked"].search(question) is not None and not knows_dose(question)


def knows_dose(question: str) -> bool:
    """Whether a question takes a dose for known: "a missed dose", "after the second dose"."""
    return _rules()["of_a_dose"].search(question) is not None


def how_much_of(question: str) -> str:
    """What stands after "how much", up to the verb or the preposition: what may be a drug; or ""."""
    found = _rules()["how_much_of"].search(question)
    return found["what"] if found else ""


def names_amount(text: str) -> bool:
    """Whether a text names an amount: a number with a unit or a form, or how often a day or a week.

    What is measured in a litre of blood is none, and a percentage only where it is that of a form: "a 1% cream".
    """
    return _rules()["named"].search(text) is not None


def amounts_in(text: str) -> Iterator[tuple[int, int]]:
    """Where a text names amounts, as half-open spans from left to right."""
    return (match.span() for match in _rules()["named"].finditer(text))
