"""Abbreviations that no list has: parts of words that clinical English cuts short, as in "Ointm. Zorbinex"."""

from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Self

_SHORTEST, _LONGEST = 3, 7
_SHORTEST_CONTRACTION = 4
_FEWEST_LEFT_OUT = 2
_ORDINARY = "\n-- ordinary\n"
_PLURAL = "s"
_VOWELS = frozenset("aeiouy")


@dataclass(frozen=True)
class ShortenedWords:
    """Lower-cased words that are cut short, and ordinary words that look like parts of them."""

    words: frozenset[str]
    ordinary: frozenset[str]

    @classmethod
    @cache
    def clinical(cls) -> Self:
        """The words that this package ships."""
        text = (files(__package__) / "shortened_words.txt").read_text(encoding="utf-8")
        words, _, ordinary = text.partition(_ORDINARY)
        lines = (line for line in words.splitlines() if not line.startswith("#"))
        return cls(frozenset(word for line in lines for word in line.split()), frozenset(ordinary.split()))

    def has(self, word: str) -> bool:
        """Whether a word is a part of one of these and no ordinary word.

        It is the beginning of one up to a consonant ("oint"), perhaps with an s ("paeds"), or has its first two
        letters, its last and some between them ("dept"). Capital letters inside it make it an acronym.
        """
        part = word.lower()
        if part in self.ordinary or not word[1:].islower():
            return False
        return any(
            self._is_part_of(part, whole)
            or (part.endswith(_PLURAL) and self._begins(part.removesuffix(_PLURAL), whole))
            for whole in self.words
            if whole[:2] == part[:2]
        )

    def _is_part_of(self, part: str, whole: str) -> bool:
        return self._begins(part, whole) or (self._may_be_part(part, whole) and _is_contraction(part, whole))

    def _begins(self, part: str, whole: str) -> bool:
        return self._may_be_part(part, whole) and whole.startswith(part)

    def _may_be_part(self, part: str, whole: str) -> bool:
        fits = _SHORTEST <= len(part) <= min(_LONGEST, len(whole) - _FEWEST_LEFT_OUT)
        return fits and part[-1] not in _VOWELS and part not in self.ordinary


def _is_contraction(part: str, whole: str) -> bool:
    left = iter(whole)
    has_end = len(part) >= _SHORTEST_CONTRACTION and part[-1] == whole[-1] != _PLURAL
    return has_end and all(letter in left for letter in part)
