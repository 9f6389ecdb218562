"""The titles and headings of rows, grouped by section."""

from dataclasses import dataclass
from typing import Any, Self

import numpy as np
from numpy.typing import NDArray

from index.storage import Ints, Ragged, Tables
from index.types import Rows


@dataclass(frozen=True)
class RowContexts:
    """The contexts of n rows, grouped by their s distinct sections: a title, then headings, for each section.

    `first`, (s,), is a row of each section; `inverse`, (n,), is the section of each row; `ids` are context ids.
    """

    first: Rows
    inverse: Rows
    ids: Ragged

    @classmethod
    def of(cls, rows: Rows, tables: Tables) -> Self:
        """Looks up the sections and contexts of the rows."""
        sections, first, inverse = np.unique(tables.sections[rows], return_index=True, return_inverse=True)
        return cls(rows[first], inverse, tables.section_contexts.take(sections))

    @property
    def titles(self) -> Ints:
        """The context id of each section's title, (s,)."""
        return self.ids.values[self.ids.offsets[:-1]]

    def means(self, values: NDArray[np.float32]) -> NDArray[np.float32]:
        """The mean over the contexts of each row, (n, d); `values`, (c, d), belong to `ids.values`."""
        if not len(self.inverse):
            return values[:0]
        sums = np.add.reduceat(values, self.ids.offsets[:-1])
        return (sums / np.diff(self.ids.offsets)[:, None]).astype(np.float32)[self.inverse]

    def best(self, values: NDArray[Any]) -> NDArray[Any]:
        """The largest value among the contexts of each row, (n, ...); `values` belong to `ids.values`."""
        return largest(values, self.ids.offsets)[self.inverse]


def largest(values: NDArray[Any], offsets: NDArray[np.int64]) -> NDArray[Any]:
    """The largest value in each range, (n, ...); ranges must not be empty."""
    best: NDArray[Any] = np.maximum.reduceat(values, offsets[:-1]) if len(offsets) > 1 else values[:0]
    return best
