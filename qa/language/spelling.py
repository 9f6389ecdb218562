"""Words as they are typed in haste: a known word is found again through one slip of the fingers or of the ear."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Self

SHORTEST, LONGEST = 5, 20
_SHORTEST_CHANGED = 6
_WORD = re.compile(rf"\b[a-z]{{{SHORTEST},{LONGEST}}}\b")
_SOUNDS = (("ph", "f"), ("y", "i"), ("ck", "k"), ("x", "ks"))
_DOUBLED = re.compile(r"(.)\1+")


@dataclass(frozen=True)
class Spellings:
    """Words to be found again, by what is left of each when a letter is struck out.

    Two words are taken for one where they sound alike (f for ph, i for y, single for double letters) but for one
    letter left out, added, changed or moved. This is the deletion index of spelling correction (after Mor and
    Fraenkel, CACM 1982). The first letter counts: people seldom miss it, and most real words differ in it.
    """

    left: Mapping[str, str]
    kept: frozenset[str]

    @classmethod
    def of(cls, words: Iterable[str], kept: Iterable[str] = ()) -> Self:
        """An index of lower-case words; those `kept` are never taken for one of them."""
        known = tuple(words)
        left: dict[str, str] = {}
        for word in known:
            for form in _forms(word):
                left.setdefault(form, word)
        return cls(left, frozenset(kept) | frozenset(known))

    def mended(self, text: str) -> str:
        """The lower-case text with the misspelt words of the index as they should be."""
        return _WORD.sub(lambda match: self._word(match[0]), text)

    def _word(self, typed: str) -> str:
        if typed in self.kept:
            return typed
        return next((self.left[form] for form in _forms(typed) if form in self.left), typed)


def _forms(word: str) -> Iterator[str]:
    heard = word
    for sound, letter in _SOUNDS:
        heard = heard.replace(sound, letter)
    heard = _DOUBLED.sub(r"\1", heard)
    yield heard
    for place in range(1, len(heard)):
        yield heard[:place] + heard[place + 1 :]


def one_slip(one: str, other: str) -> bool:
    """Whether a letter after the first was left out, added or changed, or two neighbours change places."""
    if one[0] != other[0] or abs(len(one) - len(other)) > 1 or one == other:
        return False
    start = 0
    while start < min(len(one), len(other)) and one[start] == other[start]:
        start += 1
    rest, other_rest = one[start:], other[start:]
    if len(one) != len(other):
        longer, shorter = sorted((rest, other_rest), key=len, reverse=True)
        return longer[1:] == shorter
    swapped = len(rest) > 1 and rest[0] == other_rest[1] and rest[1] == other_rest[0]
    if swapped and rest[2:] == other_rest[2:]:
        return True
    return len(one) >= _SHORTEST_CHANGED and rest[1:] == other_rest[1:]
