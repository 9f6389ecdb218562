"""Percentile bootstrap intervals of means and of ratios of sums."""

from collections.abc import Sequence

import numpy as np

from eval.statistics.sample import RESAMPLES, Interval, Values, blocks, checked_level, finite


def bootstrap_interval(
    values: Sequence[float] | Values, level: float = 0.95, resamples: int = RESAMPLES, seed: int = 0
) -> Interval:
    """The mean of `values`, (n,), with its percentile bootstrap interval; the same for the same seed.

    The values are resampled with replacement `resamples` times; the interval contains the middle `level` of the
    means. For values between 0 and 1 `mean_interval` holds the level at a smaller n. Efron, "Bootstrap methods:
    another look at the jackknife", Annals of Statistics 7 (1979). Raises ValueError for no values, values that
    are not finite, and a level outside (0, 1).
    """
    sample = finite(values)
    checked_level(level)
    random = np.random.default_rng(seed)
    means = [
        sample[random.integers(0, len(sample), size=(rows, len(sample)))].mean(axis=1)
        for rows in blocks(resamples, len(sample))
    ]
    low, high = np.quantile(np.concatenate(means), [(1 - level) / 2, (1 + level) / 2])
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
    upper, lower = finite(above), finite(below)
    checked_level(level)
    if len(upper) != len(lower) or not lower.sum():
        raise ValueError("a ratio needs two lists of the same length, and a denominator other than 0")
    random = np.random.default_rng(seed)
    ratios = []
    for rows in blocks(resamples, len(upper)):
        drawn = random.integers(0, len(upper), size=(rows, len(upper)))
        below_sums = lower[drawn].sum(axis=1)
        kept = below_sums != 0
        ratios.append(upper[drawn].sum(axis=1)[kept] / below_sums[kept])
    low, high = np.quantile(np.concatenate(ratios), [(1 - level) / 2, (1 + level) / 2])
    return Interval(float(upper.sum() / lower.sum()), float(low), float(high), level)
