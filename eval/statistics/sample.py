"""What all statistics share: an interval, checked input, and blocks of resamples that fit in memory."""

from collections.abc import Iterator, Sequence
from typing import Literal, NamedTuple

import numpy as np
from numpy.typing import NDArray

Values = NDArray[np.float64]
Labels = NDArray[np.bool_]
Method = Literal["bootstrap", "wilson", "exact", "score", "delong", "band"]
RESAMPLES = 10_000
_CELLS = 4_000_000  # values in a block of resamples, about 32 MB


class Interval(NamedTuple):
    """A value and its confidence interval, with the method that made the interval."""

    mean: float
    low: float
    high: float
    level: float
    method: Method = "bootstrap"


class Difference(NamedTuple):
    """The second value minus the first and its interval, its standard error, degrees of freedom, and p-value.

    `p` is two-sided, for the hypothesis that there is no difference.
    """

    interval: Interval
    error: float
    freedom: float
    p: float


def checked_level(level: float) -> float:
    """The level; raises ValueError if it is not between 0 and 1."""
    if not 0 < level < 1:
        raise ValueError(f"a confidence level must be between 0 and 1, not {level}")
    return level


def finite(values: Sequence[float] | Values) -> Values:
    """The values as an array, (n,); raises ValueError for no values and for values that are not finite."""
    sample = np.asarray(values, dtype=np.float64)
    if sample.ndim != 1 or not len(sample) or not np.isfinite(sample).all():
        raise ValueError("needs at least one value per list, all of them finite")
    return sample


def blocks(total: int, width: int) -> Iterator[int]:
    """Numbers of rows that add up to `total`; a block of that many rows of `width` values fits in memory."""
    if total < 1:
        raise ValueError(f"needs at least 1 resample, not {total}")
    rows = max(1, _CELLS // width)
    while total > 0:
        yield min(rows, total)
        total -= rows


def by_group(values: Values, groups: Sequence[str] | None) -> tuple[Values, Values]:
    """The sum of the values and their number for each group, (g,) each; without groups each value is one.

    Raises ValueError if the lengths differ.
    """
    if groups is None:
        return values, np.ones_like(values)
    if len(groups) != len(values):
        raise ValueError(f"needs one group per value: {len(values)} values, {len(groups)} groups")
    _, places = np.unique(np.asarray(groups), return_inverse=True)
    sums: Values = np.bincount(places, weights=values).astype(np.float64)
    return sums, np.bincount(places).astype(np.float64)
