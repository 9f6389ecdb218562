"""Neighbouring sentences: the rows before and after each row, within its section and the rows being scored."""

from dataclasses import dataclass
from typing import Any, Self

import numpy as np
from numpy.typing import NDArray

from index.storage import Ints
from index.types import Rows, Vector

MAX_STEP = 3


@dataclass(frozen=True)
class Neighbours:
    """The neighbours of n rows: for each step from -3 to 3 except 0, the index of each row's neighbour, (n,).

    A flag, (n,), tells whether the neighbour is among the rows and in the same section.
    """

    places: dict[int, tuple[NDArray[np.intp], NDArray[np.bool_]]]

    @classmethod
    def of(cls, rows: Rows, sections: Ints) -> Self:
        """Finds the neighbours of distinct rows in any order; `sections`, (n,), is the section of each row."""
        order = np.argsort(rows, kind="stable")
        places = {}
        for step in (*range(-MAX_STEP, 0), *range(1, MAX_STEP + 1)):
            found = np.searchsorted(rows, rows + step, sorter=order).clip(max=max(len(rows) - 1, 0))
            place = order[found]
            places[step] = place, (rows[place] == rows + step) & (sections[place] == sections)
        return cls(places)

    def shifted(self, values: NDArray[Any], step: int) -> NDArray[Any]:
        """The values, (n, ...), of each row's neighbour at this step; 0 or False if it has none."""
        place, there = self.places[step]
        shifted = values[place]
        shifted[~there] = 0
        return shifted

    def largest(self, values: Vector) -> Vector:
        """The largest value among each row's neighbours, (n,); 0 if there are none, or none above 0."""
        largest = np.zeros_like(values)
        for step in self.places:
            largest = np.maximum(largest, self.shifted(values, step))
        return largest
