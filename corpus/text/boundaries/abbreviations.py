"""The list of clinical abbreviations, and what each of them says about the end of a sentence."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from importlib.resources import files
from typing import Self


class Ends(StrEnum):
    """When an abbreviation ends a sentence; the values are the marks in `abbreviations.txt`.

    None of them ends a sentence before a lower-case word. Before a capital letter, `ALWAYS` does, `BEFORE_STARTER`
    does only before a word that often begins a sentence, and `NEVER` does not. `CAPITALISED` is like
    `BEFORE_STARTER`, but is an abbreviation only with a capital letter. `UNLESS_NUMBERED` is one only before a
    number ("No. 5").
    """

    ALWAYS = ""
    BEFORE_STARTER = "~"
    CAPITALISED = "^"
    NEVER = "+"
    UNLESS_NUMBERED = "#"


@dataclass(frozen=True)
class Abbreviations:
    """Lower-cased abbreviations with their full stops, and when they end a sentence."""

    listed: Mapping[str, Ends]

    @classmethod
    def parse(cls, lines: Iterable[str]) -> Self:
        """Parses lines of the form `abbreviation [mark]`; blank lines and lines beginning with # are skipped."""
        return cls(dict(_entry(line.strip()) for line in lines if line.strip() and not line.startswith("#")))

    @classmethod
    def clinical(cls) -> Self:
        """The list of clinical abbreviations that this package ships."""
        return cls.parse((files(__package__) / "abbreviations.txt").read_text(encoding="utf-8").splitlines())

    def ends(self, before: str, word: str) -> Ends | None:
        """When `word`, which ends in a full stop, ends a sentence; None if it is no abbreviation.

        An entry of two words ("et al.") is found by the word `before`.
        """
        found = self.listed.get(f"{before} {word}".lower(), self.listed.get(word.lower()))
        if found is Ends.CAPITALISED:
            return Ends.BEFORE_STARTER if word[0].isupper() else None
        return found


def _entry(line: str) -> tuple[str, Ends]:
    abbreviation, _, mark = line.rpartition(" ")
    if abbreviation and mark in list(Ends):
        return abbreviation.lower(), Ends(mark)
    return line.lower(), Ends.ALWAYS
