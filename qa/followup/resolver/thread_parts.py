"""The parts of a thread that a follow-up may need: its questions, the quotes shown, and the article's title."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import IntEnum

_WORD = re.compile(r"[^\W_]+(?:['’.,-][^\W_]+)*")


class PartKind(IntEnum):
    """What a part of a thread is."""

    QUESTION = 0
    QUOTE = 1
    TITLE = 2


@dataclass(frozen=True, slots=True)
class Part:
    """A text of the thread; `age` counts the turns since, 0 for the turn before the present question."""

    kind: PartKind
    age: int
    text: str


@dataclass(frozen=True, slots=True)
class Word:
    """A word with its characters in its text."""

    text: str
    start: int
    end: int


def words_of(text: str) -> Iterator[Word]:
    """The words of a text in order."""
    for found in _WORD.finditer(text):
        yield Word(found[0], found.start(), found.end())


def in_order(parts: Iterable[Part]) -> list[Part]:
    """The parts as they are read: titles, then questions and then quotes, each from the newest to the oldest."""
    places = {PartKind.TITLE: 0, PartKind.QUESTION: 1, PartKind.QUOTE: 2}
    return sorted(parts, key=lambda part: (places[part.kind], part.age))
