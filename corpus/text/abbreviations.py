"""Our list of abbreviations, and what may follow each of them inside a sentence."""

from collections.abc import Iterable
from dataclasses import dataclass
from importlib.resources import files
from typing import Self

_CONTINUING = frozenset("±<>≤≥=+-~%&/,;:)\u2013\u2212")


def continues(following: str) -> bool:
    """Whether a character goes on with a sentence after an abbreviation: lower case, a digit, an operator."""
    return following.islower() or following.isdigit() or following in _CONTINUING


@dataclass(frozen=True)
class Abbreviations:
    """Abbreviations with their full stops, lower-cased, by their mark in `abbreviations.txt`.

    None ends a sentence before a lower-case letter or a digit. Before a capital, `ending` ones do,
    `undecided` ones are left to the sentence model, `joining` ones never do. `numbered` ones are
    abbreviations only before a digit ("No. 5").
    """

    ending: frozenset[str]
    undecided: frozenset[str]
    joining: frozenset[str]
    numbered: frozenset[str]

    @classmethod
    def parse(cls, lines: Iterable[str]) -> Self:
        """The list from lines of `abbreviation [mark]`; blank lines and lines beginning with # are skipped."""
        by_mark: dict[str, set[str]] = {"": set(), "~": set(), "+": set(), "#": set()}
        for line in lines:
            if line.strip() and not line.startswith("#"):
                abbreviation, _, mark = line.strip().rpartition(" ")
                if mark not in by_mark:
                    abbreviation, mark = line.strip(), ""
                by_mark[mark].add(abbreviation.lower())
        return cls(*(frozenset(by_mark[mark]) for mark in ("", "~", "+", "#")))

    @classmethod
    def clinical(cls) -> Self:
        """The list that comes with this package."""
        return cls.parse((files(__package__) / "abbreviations.txt").read_text(encoding="utf-8").splitlines())

    def joins(self, word: str, following: str) -> bool:
        """Whether `word`, ending in a full stop, goes on into a text that begins with `following`."""
        word = word.lower()
        if word in self.joining:
            return True
        if word in self.numbered:
            return following.isdigit()
        return (word in self.ending or word in self.undecided) and continues(following)
