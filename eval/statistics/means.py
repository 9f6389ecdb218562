"""Intervals of means over questions, of one system and of the difference of two."""

import math
from collections.abc import Sequence

import numpy as np

from eval.statistics.bootstrap import bootstrap_interval, ratio_interval
from eval.statistics.proportions import score_interval, wilson_interval
from eval.statistics.sample import Interval, Values, by_group, finite

Groups = Sequence[str] | None
UNIT, SIGNED = (0.0, 1.0), (-1.0, 1.0)


def mean_interval(
    values: Sequence[float] | Values, groups: Groups = None, level: float = 0.95, seed: int = 0
) -> Interval:
    """The mean of `values`, (n,), with the interval that suits them.

    Values of 0 and 1 get Wilson's interval; others between 0 and 1, or between -1 and 1, get Wilson's with the
    effective sample size of their variance and Student's t (`score_interval`), which holds at a smaller n than a
    bootstrap where most values are equal. Values beyond get a bootstrap. With `groups`, (n,), the values of a
    group, such as the turns of a session, may depend on each other: the variance is that between groups, as a
    ratio of sums. Raises ValueError for no values, values that are not finite, and if there is not one group per
    value.
    """
    sample = finite(values)
    if groups is None and np.isin(sample, UNIT).all():
        return wilson_interval(int(sample.sum()), len(sample), level)
    return _interval(sample, groups, UNIT if sample.min() >= 0 else SIGNED, level, seed)


def difference_interval(
    paired: Sequence[float] | Values, groups: Groups = None, level: float = 0.95, seed: int = 0
) -> Interval:
    """The mean of paired differences of values between 0 and 1, (n,), with its interval, as in `mean_interval`."""
    return _interval(finite(paired), groups, SIGNED, level, seed)


def standard_error(values: Sequence[float] | Values, groups: Groups = None) -> float:
    """The standard error of a mean; with groups, that of a ratio of sums over groups. NaN for fewer than two.

    Cochran, "Sampling Techniques", 3rd edition (1977), section 6.3.
    """
    sample = finite(values)
    sums, sizes = by_group(sample, groups)
    number = len(sums)
    if number < 2:  # noqa: PLR2004 (no spread in one value)
        return math.nan
    rest = sums - sample.mean() * sizes
    return math.sqrt(number / (number - 1) * float(rest @ rest)) / len(sample)


def _interval(sample: Values, groups: Groups, bounds: tuple[float, float], level: float, seed: int) -> Interval:
    sums, sizes = by_group(sample, groups)
    if sample.min() < bounds[0] or sample.max() > bounds[1]:
        return (
            bootstrap_interval(sample, level, seed=seed)
            if groups is None
            else ratio_interval(sums, sizes, level, seed=seed)
        )
    mean = float(np.clip(sample.mean(), *bounds))
    return score_interval(mean, _effective(sample, groups, mean, bounds), max(1, len(sums) - 1), level, bounds)


def _effective(sample: Values, groups: Groups, mean: float, bounds: tuple[float, float]) -> float:
    """The effective sample size; the number of groups where the mean is at a bound, and has no variance.

    If all values are equal elsewhere, such as paired differences of 0, the variance is that of the sample with one
    more value at either bound, as Bonett and Price add a pair to each discordant cell, "Adjusted Wald confidence
    interval for a difference of binomial proportions based on paired data", Journal of Educational and Behavioral
    Statistics 37 (2012).
    """
    number = len(by_group(sample, groups)[0])
    share = (mean - bounds[0]) / (bounds[1] - bounds[0])
    if share in UNIT:
        return number
    error = standard_error(sample, groups)
    if not error > 1e-12:  # noqa: PLR2004 (rounding)
        padded = np.concatenate([np.full(number, mean), bounds])
        error = float(padded.std(ddof=1)) / math.sqrt(number)
    return share * (1 - share) * ((bounds[1] - bounds[0]) / error) ** 2
