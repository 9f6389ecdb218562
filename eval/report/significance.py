"""How far a mean can be trusted, and whether two systems differ: interval, paired test, correction."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import product
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

Values = NDArray[np.float64]
RESAMPLES = 10_000
_CELLS = 4_000_000  # of a block of resamples, about 32 MB


class Interval(NamedTuple):
    """A mean and its confidence interval."""

    mean: float
    low: float
    high: float
    level: float


def bootstrap_interval(
    values: Sequence[float] | Values, level: float = 0.95, resamples: int = RESAMPLES, seed: int = 0
) -> Interval:
    """The mean of `values` with its percentile bootstrap interval; the same for the same seed.

    The values are drawn anew, with replacement, `resamples` times; the interval holds the middle `level` of
    the means. Efron, "Bootstrap methods: another look at the jackknife", Annals of Statistics 7 (1979).
    Raises ValueError for no values, values that are not finite, and a level outside (0, 1).
    """
    sample = _finite(values)
    if not 0 < level < 1:
        raise ValueError(f"a confidence level lies between 0 and 1, not {level}")
    random = np.random.default_rng(seed)
    blocks = [
        sample[random.integers(0, len(sample), size=(rows, len(sample)))].mean(axis=1)
        for rows in _blocks(resamples, len(sample))
    ]
    low, high = np.quantile(np.concatenate(blocks), [(1 - level) / 2, (1 + level) / 2])
    return Interval(float(sample.mean()), float(low), float(high), level)


def ratio_interval(
    above: Sequence[float] | Values,
    below: Sequence[float] | Values,
    level: float = 0.95,
    resamples: int = RESAMPLES,
    seed: int = 0,
) -> Interval:
    """The sum of `above` over the sum of `below`, paired, with its percentile bootstrap interval over the pairs.

    Turns of one session hang together, so a pair is a session's sums. Raises ValueError for lists that do not
    pair, and where `below` has no sum to divide by.
    """
    upper, lower = _finite(above), _finite(below)
    if len(upper) != len(lower) or not lower.sum():
        raise ValueError("a ratio needs two lists of one length, and a sum other than 0 below the line")
    random = np.random.default_rng(seed)
    ratios = []
    for rows in _blocks(resamples, len(upper)):
        drawn = random.integers(0, len(upper), size=(rows, len(upper)))
        below_sums = lower[drawn].sum(axis=1)
        kept = below_sums != 0
        ratios.append(upper[drawn].sum(axis=1)[kept] / below_sums[kept])
    low, high = np.quantile(np.concatenate(ratios), [(1 - level) / 2, (1 + level) / 2])
    return Interval(float(upper.sum() / lower.sum()), float(low), float(high), level)


def differences(first: Mapping[str, float], second: Mapping[str, float]) -> Values:
    """`second` minus `first`, query by query in the order of the ids.

    Raises ValueError where the two do not score the same queries: a paired test would compare unlike things.
    """
    if first.keys() != second.keys():
        odd = sorted(first.keys() ^ second.keys())
        raise ValueError(
            f"the two score different queries ({len(odd)} in one only, such as {odd[0]!r}): use one split"
        )
    return np.asarray([second[query] - first[query] for query in sorted(first)], dtype=np.float64)


def randomisation_test(paired: Sequence[float] | Values, permutations: int = RESAMPLES, seed: int = 0) -> float:
    """Two-sided p-value that the mean of paired differences is 0, by flipping their signs.

    All assignments of signs are tried where there are no more than `permutations`; else that many are drawn,
    and the observed one is counted too, so that p is never 0. Smucker, Allan and Carterette, "A comparison of
    statistical significance tests for information retrieval evaluation", CIKM 2007. Raises ValueError for no
    values and for values that are not finite.
    """
    sample = _finite(paired)
    observed = abs(float(sample.sum()))
    reached = observed - 1e-11 * float(np.abs(sample).sum())
    if 2 ** min(len(sample), 64) <= permutations:
        sums = np.asarray(list(product((-1.0, 1.0), repeat=len(sample)))) @ sample
        return float((np.abs(sums) >= reached).mean())
    random = np.random.default_rng(seed)
    count = 0
    for rows in _blocks(permutations, len(sample)):
        signs = random.integers(0, 2, size=(rows, len(sample)), dtype=np.int8)
        sums = 2 * (signs @ sample) - sample.sum()
        count += int((np.abs(sums) >= reached).sum())
    return (count + 1) / (permutations + 1)


def holm(p_values: Mapping[str, float]) -> dict[str, float]:
    """Adjusted p-values, by name: each may be compared with the level at which the whole family is tested.

    The i-th smallest of m is multiplied by m - i + 1, never below the one before, never above 1. Holm, "A
    simple sequentially rejective multiple test procedure", Scandinavian Journal of Statistics 6 (1979).
    """
    adjusted: dict[str, float] = {}
    floor = 0.0
    for position, name in enumerate(sorted(p_values, key=lambda name: p_values[name])):
        floor = min(1.0, max(floor, p_values[name] * (len(p_values) - position)))
        adjusted[name] = floor
    return {name: adjusted[name] for name in p_values}


def _finite(values: Sequence[float] | Values) -> Values:
    sample = np.asarray(values, dtype=np.float64)
    if sample.ndim != 1 or not len(sample) or not np.isfinite(sample).all():
        raise ValueError("a list of finite values is needed, one a query, at least one")
    return sample


def _blocks(total: int, width: int) -> Iterator[int]:
    """Numbers of rows that add up to `total`, small enough to hold a block of that width in memory."""
    if total < 1:
        raise ValueError(f"at least 1 resample is needed, not {total}")
    rows = max(1, _CELLS // width)
    while total > 0:
        yield min(rows, total)
        total -= rows
