"""What stands beside a sentence: the rows before and after it in its section, where they are asked for too."""

from dataclasses import dataclass
from typing import Any, Self

import numpy as np
from numpy.typing import NDArray

from index.storage import Ints
from index.types import Rows, Vector

REACH = 3


@dataclass(frozen=True)
class Neighbours:
    """For each step from -3 to 3, but 0, the place among n rows of each row's neighbour, and if it is there."""

    places: dict[int, tuple[NDArray[np.intp], NDArray[np.bool_]]]

    @classmethod
    def of(cls, rows: Rows, sections: Ints) -> Self:
        """`sections`, (n,), are those of the rows, which may come in any order, none twice."""
        order = np.argsort(rows, kind="stable")
        places = {}
        for step in (*range(-REACH, 0), *range(1, REACH + 1)):
            found = np.searchsorted(rows, rows + step, sorter=order).clip(max=max(len(rows) - 1, 0))
            place = order[found]
            places[step] = place, (rows[place] == rows + step) & (sections[place] == sections)
        return cls(places)

    def shifted(self, values: NDArray[Any], step: int) -> NDArray[Any]:
        """For values (n, ...) those of each row's neighbour; 0 or False where it has none."""
        place, there = self.places[step]
        shifted = values[place]
        shifted[~there] = 0
        return shifted

    def largest(self, values: Vector) -> Vector:
        """The largest of the neighbours' values, (n,); 0 where there are none, or none above 0."""
        largest = np.zeros_like(values)
        for step in self.places:
            largest = np.maximum(largest, self.shifted(values, step))
        return largest
