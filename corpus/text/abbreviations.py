"""The list of clinical abbreviations, and the rules for when one of them ends a sentence."""

from collections.abc import Iterable
from dataclasses import dataclass
from importlib.resources import files
from typing import Self

_CONTINUING = frozenset("±<>≤≥=+-~%&/,;:)\u2013\u2212")


def continues(following: str) -> bool:
    """Whether a character after an abbreviation continues the sentence: lower case, a digit or an operator."""
    return following.islower() or following.isdigit() or following in _CONTINUING


@dataclass(frozen=True)
class Abbreviations:
    """Lower-cased abbreviations with their full stops, grouped by their mark in `abbreviations.txt`.

    No abbreviation ends a sentence before a lower-case letter or a digit. Before a capital letter, those in
    `ending` do, those in `joining` never do, and for those in `undecided` the sentence model decides. Those in
    `numbered` are abbreviations only before a digit ("No. 5").
    """

    ending: frozenset[str]
    undecided: frozenset[str]
    joining: frozenset[str]
    numbered: frozenset[str]

    @classmethod
    def parse(cls, lines: Iterable[str]) -> Self:
        """Parses lines of the form `abbreviation [mark]`; blank lines and lines beginning with # are skipped."""
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
        """The list of clinical abbreviations that this package ships."""
        return cls.parse((files(__package__) / "abbreviations.txt").read_text(encoding="utf-8").splitlines())

    def joins(self, word: str, following: str) -> bool:
        """Whether the sentence continues after `word`, which ends in a full stop, when `following` comes next."""
        word = word.lower()
        if word in self.joining:
            return True
        if word in self.numbered:
            return following.isdigit()
        return (word in self.ending or word in self.undecided) and continues(following)
