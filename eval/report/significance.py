"""Bootstrap intervals, a paired test, and a correction for multiple comparisons."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import product
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

Values = NDArray[np.float64]
RESAMPLES = 10_000
_CELLS = 4_000_000  # values in a block of resamples, about 32 MB


class Interval(NamedTuple):
    """A mean and its confidence interval."""

    mean: float
    low: float
    high: float
    level: float


def bootstrap_interval(
    values: Sequence[float] | Values, level: float = 0.95, resamples: int = RESAMPLES, seed: int = 0
) -> Interval:
    """The mean of `values`, (n,), with its percentile bootstrap interval; the same for the same seed.

    The values are resampled with replacement `resamples` times; the interval contains the middle `level` of the
    means. Efron, "Bootstrap methods: another look at the jackknife", Annals of Statistics 7 (1979).
    Raises ValueError for no values, values that are not finite, and a level outside (0, 1).
    """
    sample = _finite(values)
    if not 0 < level < 1:
        raise ValueError(f"a confidence level must be between 0 and 1, not {level}")
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
    """The sum of `above` over that of `below`, both (n,), with a percentile bootstrap interval over the n pairs.

    Values that depend on each other, such as the turns of a session, should be summed into one pair. Raises
    ValueError if the lengths differ, and if the sum of `below` is 0.
    """
    upper, lower = _finite(above), _finite(below)
    if len(upper) != len(lower) or not lower.sum():
        raise ValueError("a ratio needs two lists of the same length, and a denominator other than 0")
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
    """`second` minus `first` for each query, in the order of the ids.

    Raises ValueError if the two did not score the same queries, since a paired test needs pairs.
    """
    if first.keys() != second.keys():
        odd = sorted(first.keys() ^ second.keys())
        raise ValueError(
            f"the two scored different queries ({len(odd)} in only one, such as {odd[0]!r}): use the same split"
        )
    return np.asarray([second[query] - first[query] for query in sorted(first)], dtype=np.float64)


def randomisation_test(paired: Sequence[float] | Values, permutations: int = RESAMPLES, seed: int = 0) -> float:
    """The two-sided p-value of the hypothesis that the mean of paired differences, (n,), is 0.

    Signs are flipped at random. All assignments of signs are tried if there are at most `permutations`; otherwise
    that many are drawn, and the observed one is added so that p is never 0. Smucker, Allan and Carterette, "A
    comparison of statistical significance tests for information retrieval evaluation", CIKM 2007. Raises
    ValueError for no values and for values that are not finite.
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
    """Adjusted p-values by name, each to be compared with the level of the whole family of tests.

    The i-th smallest of m is multiplied by m - i + 1, but is at least the one before and at most 1. Holm, "A
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
        raise ValueError("needs at least one value per list, all of them finite")
    return sample


def _blocks(total: int, width: int) -> Iterator[int]:
    """Numbers of rows that add up to `total`; a block of that many rows fits in memory."""
    if total < 1:
        raise ValueError(f"needs at least 1 resample, not {total}")
    rows = max(1, _CELLS // width)
    while total > 0:
        yield min(rows, total)
        total -= rows
