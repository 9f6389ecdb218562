"""Intervals of proportions, and of means of bounded values by the same formula."""

import math

from scipy import stats

from eval.statistics.sample import Interval, checked_level


def wilson_interval(successes: int, trials: int, level: float = 0.95) -> Interval:
    """The share of successes among independent trials, with Wilson's score interval.

    It has a width also at 0 and at 1: 0 of 20 gives [0, 0.161]. Its coverage is the level on average; at single
    proportions it is somewhat below or above. Wilson, "Probable inference, the law of succession, and statistical
    inference", JASA 22 (1927); Brown, Cai and DasGupta, "Interval estimation for a binomial proportion",
    Statistical Science 16 (2001). Raises ValueError for no trials, and for successes that are not among them.
    """
    low, high = _of_counts(successes, trials, level, "wilson")
    return Interval(successes / trials, low, high, level, "wilson")


def exact_interval(successes: int, trials: int, level: float = 0.95) -> Interval:
    """The share of successes among independent trials, with the exact interval of Clopper and Pearson.

    Its coverage is at least the level at every proportion, so it is wider than Wilson's. Clopper and Pearson, "The
    use of confidence or fiducial limits illustrated in the case of the binomial", Biometrika 26 (1934). Raises
    ValueError for no trials, and for successes that are not among them.
    """
    low, high = _of_counts(successes, trials, level, "exact")
    return Interval(successes / trials, low, high, level, "exact")


def _of_counts(successes: int, trials: int, level: float, method: str) -> tuple[float, float]:
    checked_level(level)
    if trials < 1 or not 0 <= successes <= trials:
        raise ValueError(f"{successes} of {trials} is not a share: needs at least 1 trial")
    interval = stats.binomtest(successes, trials).proportion_ci(level, method)
    return min(float(interval.low), successes / trials), max(float(interval.high), successes / trials)


def score_interval(
    mean: float,
    effective: float,
    freedom: float = math.inf,
    level: float = 0.95,
    bounds: tuple[float, float] = (0.0, 1.0),
) -> Interval:
    """Wilson's interval for a mean of values within `bounds` that is as precise as a share of `effective` trials.

    With the mean scaled to p in [0, 1] and its variance v, the effective sample size is p (1 - p) / v (Kish,
    "Survey Sampling", 1965). Student's t with `freedom` degrees replaces the normal quantile. Dean and Pagano,
    "Evaluating confidence interval methods for binomial proportions in clustered surveys", Journal of Survey
    Statistics and Methodology 3 (2015). Raises ValueError for a mean out of bounds or a size that is not positive.
    """
    checked_level(level)
    floor, width = bounds[0], bounds[1] - bounds[0]
    share = (mean - floor) / width
    if not 0 <= share <= 1 or not effective > 0:
        raise ValueError(f"needs a mean within {bounds} and a size above 0, not {mean} and {effective}")
    z = float(stats.t.ppf((1 + level) / 2, freedom))
    centre = (share + z * z / (2 * effective)) / (1 + z * z / effective)
    spread = share * (1 - share) / effective + (z / (2 * effective)) ** 2
    half = z / (1 + z * z / effective) * math.sqrt(spread)
    low, high = max(0.0, min(share, centre - half)), min(1.0, max(share, centre + half))
    return Interval(mean, min(mean, floor + width * low), max(mean, floor + width * high), level, "score")
