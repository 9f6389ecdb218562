"""Gold sentences found again in a canonical text, so that a quote can be scored against them."""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from corpus.document import Span
from corpus.text import clean

UNMISTAKABLE = 15


@dataclass(frozen=True)
class Alignment:
    """Where the sentences of a data set lie in a canonical text, counted in its letters and digits.

    Layout, white space and punctuation may differ between the two; the letters may not. `letters` are the
    offsets (code points) of the text's letters and digits, `places` each gold sentence's range of them, or
    None for one that the text does not hold.
    """

    letters: tuple[int, ...]
    places: tuple[tuple[int, int] | None, ...]

    @classmethod
    def of(cls, text: str, sentences: Sequence[str]) -> "Alignment":
        """Finds the sentences, in their order, in the text."""
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
        """How many sentences the text does not hold."""
        return self.places.count(None)

    def shown_by(self, span: Span) -> list[int]:
        """The gold sentences that a span shows: half of their letters or more, or more than of any other.

        In their own order; empty where the span touches none.
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
    """Where it starts, or -1; a fragment only where it is due, since it occurs in too many places."""
    if wanted and squeezed.startswith(wanted, reached):
        return reached
    return squeezed.find(wanted, reached) if len(wanted) >= UNMISTAKABLE else -1


def _squeezed(text: str) -> str:
    return "".join(character for character in clean(text) if character.isalnum())


def _overlap(place: tuple[int, int] | None, other: tuple[int, int]) -> int:
    return max(0, min(place[1], other[1]) - max(place[0], other[0])) if place else 0
