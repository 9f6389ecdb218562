"""Words as they are typed in haste: a known word is found again through one slip of the fingers or of the ear."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import IntEnum
from typing import Self

SHORTEST, LONGEST = 5, 20
_SHORTEST_CHANGED = 6
_WORD = re.compile(rf"\b[a-z]{{{SHORTEST},{LONGEST}}}\b")
_SOUNDS = (("ph", "f"), ("y", "i"), ("ck", "k"), ("x", "ks"))
_DOUBLED = re.compile(r"(.)\1+")


class Slip(IntEnum):
    """What a slip does to a word, the likeliest first."""

    SWAPPED = 0
    """Two neighbours change places."""
    COUNTED = 1
    """A letter is left out or added, or the word is written as it sounds."""
    CHANGED = 2
    """A letter is another one."""
    HEARD = 3
    """One of these beside a spelling by ear."""


def slip(one: str, other: str) -> Slip | None:
    """What makes one word of the other; None where that is more than a slip, or nothing.

    The first letter counts: people seldom miss it, and most real words differ in it. A letter is changed only in
    words of six letters or more. Spelt by ear are f for ph, i for y, k for ck, ks for x, and one letter for two.
    """
    if not one or not other or one[0] != other[0] or one == other:
        return None
    typed = _of_letters(one, other)
    if typed is not None:
        return typed
    heard, meant = _sound(one), _sound(other)
    if heard == meant:
        return Slip.COUNTED
    return None if _of_letters(heard, meant) is None else Slip.HEARD


def one_slip(one: str, other: str) -> bool:
    """Whether one slip alone makes one word of the other."""
    return slip(one, other) not in {None, Slip.HEARD}


@dataclass(frozen=True)
class SlipIndex:
    """Words to be found again, by what is left of each and of its sound when a letter is struck out.

    This is the deletion index of spelling correction (after Mor and Fraenkel, CACM 1982).
    """

    left: Mapping[str, tuple[str, ...]]

    @classmethod
    def of(cls, words: Iterable[str]) -> Self:
        """An index of lower-case words."""
        left: dict[str, list[str]] = {}
        for word in dict.fromkeys(words):
            for form in _forms(word):
                left.setdefault(form, []).append(word)
        return cls({form: tuple(found) for form, found in left.items()})

    def near(self, typed: str) -> list[str]:
        """The words that one slip makes of `typed`, the likeliest slip first, then in the order of the index."""
        found = dict.fromkeys(word for form in _forms(typed) for word in self.left.get(form, ()))
        slips = {word: kind for word in found if (kind := slip(typed, word)) is not None}
        return sorted(slips, key=lambda word: slips[word])


@dataclass(frozen=True)
class Spellings:
    """Corrects words that are one slip away from one of an index; those `kept` are never taken for one of them."""

    index: SlipIndex
    kept: frozenset[str]

    @classmethod
    def of(cls, words: Iterable[str], kept: Iterable[str] = ()) -> Self:
        """The corrector of lower-case words."""
        known = tuple(words)
        return cls(SlipIndex.of(known), frozenset(kept) | frozenset(known))

    def mended(self, text: str) -> str:
        """The lower-case text with the misspelt words of the index as they should be."""
        return _WORD.sub(lambda match: self._word(match[0]), text)

    def _word(self, typed: str) -> str:
        return typed if typed in self.kept else next(iter(self.index.near(typed)), typed)


def _of_letters(one: str, other: str) -> Slip | None:
    """The slip between two different words as they are written."""
    if abs(len(one) - len(other)) > 1:
        return None
    start = 0
    while start < min(len(one), len(other)) and one[start] == other[start]:
        start += 1
    rest, other_rest = one[start:], other[start:]
    if len(one) != len(other):
        longer, shorter = sorted((rest, other_rest), key=len, reverse=True)
        return Slip.COUNTED if longer[1:] == shorter else None
    if len(rest) > 1 and rest[:2] == other_rest[1::-1] and rest[2:] == other_rest[2:]:
        return Slip.SWAPPED
    return Slip.CHANGED if len(one) >= _SHORTEST_CHANGED and rest[1:] == other_rest[1:] else None


def _sound(word: str) -> str:
    for sound, letter in _SOUNDS:
        word = word.replace(sound, letter)
    return _DOUBLED.sub(r"\1", word)


def _forms(word: str) -> Iterator[str]:
    for form in dict.fromkeys((word, _sound(word))):
        yield form
        for place in range(1, len(form)):
            yield form[:place] + form[place + 1 :]
