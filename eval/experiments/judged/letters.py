"""A text as its letters and digits: finds a passage again where layout or offsets have changed."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple, Self

import numpy as np
from numpy.typing import NDArray

from eval.data import Place

_BYTES_FROM = (0x80, 0x800, 0x10000)


class LetterRange(NamedTuple):
    """A range of the letters of a text."""

    start: int
    end: int


@dataclass(frozen=True)
class Letters:
    """The letters and digits of a text, in order, with the UTF-8 offset of each, (n,) int64."""

    squeezed: str
    offsets: NDArray[np.int64]

    @classmethod
    def of(cls, text: str) -> Self:
        """The letters and digits of a text."""
        points = np.frombuffer(text.encode("utf-32-le"), dtype=np.uint32)
        sizes = 1 + sum(((points >= least).astype(np.int64) for least in _BYTES_FROM), np.zeros(len(points), int))
        kept = np.fromiter(map(str.isalnum, text), dtype=np.bool_, count=len(text))
        starts = np.cumsum(sizes) - sizes
        return cls("".join(filter(str.isalnum, text)), starts[kept].astype(np.int64))

    def within(self, start: int, end: int) -> LetterRange:
        """The letters between two byte offsets."""
        first, last = np.searchsorted(self.offsets, (start, end)).tolist()
        return LetterRange(first, max(first, last))

    def place(self, start: int, end: int) -> Place:
        """The place of the passage between two byte offsets; raises ValueError if it has no letter or digit."""
        found = self.within(start, end)
        return Place(start=start, end=end, letters=found.end - found.start, sha256=self._digest(*found))

    def find(self, place: Place) -> LetterRange | None:
        """Where the passage is: at its offsets, or else the same letters nearest to them; None if nowhere."""
        start, end = self.within(place.start, place.end)
        if end - start == place.letters and self._digest(start, end) == place.sha256:
            return LetterRange(start, end)
        for first in _outwards(start, len(self.squeezed) - place.letters):
            if self._digest(first, first + place.letters) == place.sha256:
                return LetterRange(first, first + place.letters)
        return None

    def bytes_of(self, found: LetterRange) -> tuple[int, int]:
        """The byte offsets of the first letter of a range, and after its last letter."""
        last = int(self.offsets[found.end - 1])
        return int(self.offsets[found.start]), last + len(self.squeezed[found.end - 1].encode())

    def _digest(self, start: int, end: int) -> str:
        return hashlib.sha256(self.squeezed[start:end].encode()).hexdigest()[:16]


def _outwards(start: int, last: int) -> Iterator[int]:
    """The numbers from 0 to `last`, those nearest to `start` first; the lower of two equally near ones first."""
    for distance in range(max(start, last - start) + 1):
        if 0 <= start - distance <= last:
            yield start - distance
        if distance and 0 <= start + distance <= last:
            yield start + distance
