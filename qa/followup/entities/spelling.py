"""Spelling of questions: corrects words that the corpus lacks and that are one slip away from an expected word."""

from collections.abc import Callable, Iterable
from functools import lru_cache

from qa.language import WORD, Slip, SlipIndex, common_words, fold_name, general_words, singular, slip, words
from qa.slots import is_name, meant_name

_LONGEST = 300
_REMEMBERED = 4096
_SHORTEST, _SHORTEST_NAME = 3, 5
# Shorter words are as often abbreviations in small letters, and are mended towards function words only.
_TELLING = 5


class Spelling:
    """Corrects words of a question to common words, names of topics, and names of drugs and illnesses.

    Words of the corpus and of general English are left alone, and so are the names of drugs and illnesses,
    abbreviations, and capitalised words inside a text unless they are one slip away from the name of a topic.
    """

    def __init__(
        self,
        names: Iterable[str],
        known: Callable[[str], bool],
        same: Callable[[str, str], bool] = lambda one, other: one == other,
    ) -> None:
        common = common_words()
        self._names = frozenset(names)
        named = sorted(word for word in self._names if len(word) >= _SHORTEST_NAME and word not in common)
        short = sorted(word for word in common if len(word) >= _SHORTEST and word.isalpha())
        self._index = SlipIndex.of((*short, *named))
        self._known, self._same = known, same
        self._general = frozenset(general_words())
        self._word = lru_cache(_REMEMBERED)(self._put_right)

    def corrected(self, text: str) -> str:
        """Corrects likely typos; leaves capitalised words, ambiguous ones and long texts unchanged."""
        if len(text) > _LONGEST:
            return text
        return WORD.sub(lambda found: self._word(found.group(), text[: found.start()].strip() == ""), text)

    def _put_right(self, word: str, opens: bool) -> str:
        lower = word.casefold()
        if len(word) < _SHORTEST or not word.isalpha() or word.isupper() or lower in common_words():
            return word
        if fold_name(lower) in self._names or lower in self._general or singular(lower) in self._general:
            return word
        if is_name(lower) and len(lower) >= _SHORTEST_NAME:
            return word
        if self._known(lower):
            return self._named(word, lower)
        named = word != lower and not opens
        near = sorted(
            (slip(lower, other) or 0, other in common_words(), other)
            for other in self._index.near(lower)
            if _may_be(lower, other, named=named) and self._helps(other)
        )
        best = near[0][-1] if near else self._name_meant(lower, named=named)
        if best is None:
            return word
        return best.capitalize() if word[0].isupper() else best

    def _name_meant(self, lower: str, *, named: bool) -> str | None:
        """The name of a drug or an illness that a word is meant for; no changed letter if it is capitalised."""
        meant = meant_name(lower, self._known)
        if meant is None or _inflected(lower, meant) or (named and slip(lower, meant) is Slip.CHANGED):
            return None
        return meant

    def _helps(self, other: str) -> bool:
        """Whether a question is better off with a word: a common one that the corpus lacks is not searched for."""
        return other not in common_words() or other in words("function_words", "aspects") or self._known(other)

    def _named(self, word: str, lower: str) -> str:
        """A known word as it is, or the name that the index cannot tell from it: "migraine" for "migrain"."""
        if word != lower:
            return word
        near = (name for name in self._index.near(lower) if len(name) == len(lower) + 1)
        return next((name for name in near if singular(name) != lower and self._same(lower, name)), word)


def _may_be(word: str, other: str, *, named: bool) -> bool:
    """Whether a word that is one slip away from another may be meant for it; `named` where it is a name's."""
    kind = slip(word, other)
    if (
        kind is Slip.HEARD
        or _inflected(word, other)
        or (named and (other in common_words() or kind is Slip.CHANGED))
    ):
        return False
    if other not in common_words():
        return len(word) >= _TELLING
    if min(len(word), len(other)) >= _TELLING:
        return kind is not Slip.CHANGED
    if len(word) > len(other):
        return other in words("function_words") and _stammered(word, other)
    return other in words("function_words") and (
        kind is Slip.SWAPPED or (kind is Slip.COUNTED and len(word) > _SHORTEST)
    )


def _inflected(word: str, other: str) -> bool:
    """Whether two words differ in an ending, as "simplex" and "simple", "smoker" and "smokers", do."""
    if len(word) == len(other):
        return word[:-1] == other[:-1]
    return singular(other) == word or (word[:-1] == other and word[-1] != word[-2])


def _stammered(word: str, other: str) -> bool:
    """Whether a word has a letter of another twice: "whaat"."""
    return any(word == f"{other[:place]}{letter}{other[place:]}" for place, letter in enumerate(other))
