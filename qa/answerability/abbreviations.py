"""Abbreviations that a document defines: "men who have sex with men (MSM)", "LEN (lenacapavir)".

The long form is found as by Schwartz and Hearst (PSB 2003): the letters of the short form, from the last to the
first, each as late as can be, the first at the beginning of a word.
"""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

_REMEMBERED = 64
_SHORT_INSIDE = re.compile(r"(?P<before>[^()\n]{2,120})\((?P<short>[A-Za-z][\w-]{1,9})\)")
_LONG_INSIDE = re.compile(r"\b(?P<short>[A-Z][A-Z0-9-]{1,9})\s\((?P<long>[^()\n]{4,80})\)")
_WORDS_MORE = 5


class Abbreviation(NamedTuple):
    """A short form and the words that it stands for."""

    short: str
    long: str


@lru_cache(_REMEMBERED)
def abbreviations(text: str) -> frozenset[Abbreviation]:
    """The abbreviations that a text defines."""
    return frozenset(_defined(text))


def _defined(text: str) -> Iterator[Abbreviation]:
    for match in _SHORT_INSIDE.finditer(text):
        long = _long_form(match["short"], match["before"].rstrip())
        if long is not None and any(map(str.isupper, match["short"])):
            yield Abbreviation(match["short"], long)
    for match in _LONG_INSIDE.finditer(text):
        if _long_form(match["short"], match["long"]) == match["long"]:
            yield Abbreviation(match["short"], match["long"])


def _long_form(short: str, before: str) -> str | None:
    """The words at the end of a text that a short form stands for; None if it stands for none of them."""
    letters = [letter for letter in short.casefold() if letter.isalnum()]
    place, lower = len(before), before.casefold()
    for number in range(len(letters) - 1, -1, -1):
        place -= 1
        while place >= 0 and not (lower[place] == letters[number] and (number or _begins_word(lower, place))):
            place -= 1
        if place < 0:
            return None
    long = before[place:]
    words = len(long.split())
    fits = words <= min(len(letters) + _WORDS_MORE, 2 * len(letters)) and len(long) > len(short)
    return long if fits else None


def _begins_word(text: str, place: int) -> bool:
    return place == 0 or not text[place - 1].isalnum()
