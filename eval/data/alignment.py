"""Aligns a data set's sentences with a canonical text, so that quotes can be scored against them."""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from corpus.document import Span
from corpus.text import clean

UNMISTAKABLE = 15


@dataclass(frozen=True)
class Alignment:
    """The places of a data set's sentences in a canonical text, counted in letters and digits.

    White space, punctuation and layout may differ between the two; letters and digits may not. `letters` holds the
    offset (in code points) of each letter or digit of the text. `places` holds each sentence's range in `letters`,
    or None for a sentence that is not in the text.
    """

    letters: tuple[int, ...]
    places: tuple[tuple[int, int] | None, ...]

    @classmethod
    def of(cls, text: str, sentences: Sequence[str]) -> "Alignment":
        """Finds the sentences, in the given order, in the text."""
        letters = tuple(offset for offset, character in enumerate(text) if character.isalnum())
        squeezed = "".join(text[offset] for offset in letters)
        places: list[tuple[int, int] | None] = []
        reached = 0
        for sentence in sentences:
            wanted = _squeezed(sentence)
            start = _found(squeezed, wanted, reached)
            places.append((start, start + len(wanted)) if start >= 0 else None)
            reached = max(reached, start + len(wanted)) if start >= 0 else reached
        return cls(letters, tuple(places))

    @property
    def lost(self) -> int:
        """The number of sentences that are not in the text."""
        return self.places.count(None)

    def shown_by(self, span: Span) -> list[int]:
        """The numbers of the sentences that a span (code points) shows, in ascending order.

        A sentence is shown if the span covers at least half of its letters, or more of them than of any other
        sentence. Empty if the span touches no sentence.
        """
        start, end = bisect_left(self.letters, span.start), bisect_left(self.letters, span.end)
        overlaps = [_overlap(place, (start, end)) for place in self.places]
        most = max(overlaps, default=0)
        return [
            number
            for number, (place, overlap) in enumerate(zip(self.places, overlaps, strict=True))
            if place and overlap and (overlap == most or 2 * overlap >= place[1] - place[0])
        ]


def _found(squeezed: str, wanted: str, reached: int) -> int:
    """The start, or -1. A short fragment occurs in many places, so it only counts at the expected one."""
    if wanted and squeezed.startswith(wanted, reached):
        return reached
    return squeezed.find(wanted, reached) if len(wanted) >= UNMISTAKABLE else -1


def _squeezed(text: str) -> str:
    return "".join(character for character in clean(text) if character.isalnum())


def _overlap(place: tuple[int, int] | None, other: tuple[int, int]) -> int:
    return max(0, min(place[1], other[1]) - max(place[0], other[0])) if place else 0
