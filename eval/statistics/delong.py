"""AUROC with DeLong's variance: the interval of one, and the test of two on the same questions."""

import math
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy import stats
from scipy.optimize import brentq

from eval.statistics.sample import Difference, Interval, Labels, Values, checked_level, finite

_LEAST = 2  # values that have a variance


class Placements(NamedTuple):
    """The share of the negatives below each positive, (m,), and of the positives above each negative, (n,).

    A tie counts half. The mean of either is the AUROC.
    """

    positives: Values
    negatives: Values

    @property
    def auroc(self) -> float:
        """The area under the receiver operating characteristic."""
        return float(self.positives.mean())


def placements(scores: Sequence[float] | Values, positive: Sequence[bool] | Labels) -> Placements:
    """The placements of n scores, (n,), with labels, (n,), in O(n log n).

    DeLong, DeLong and Clarke-Pearson, "Comparing the areas under two or more correlated receiver operating
    characteristic curves: a nonparametric approach", Biometrics 44 (1988); by sorting as in Sun and Xu, "Fast
    implementation of DeLong's algorithm", IEEE Signal Processing Letters 21 (2014). Raises ValueError if the
    lengths differ, a score is not finite, or a kind is missing.
    """
    values, labels = finite(scores), np.asarray(positive, dtype=np.bool_)
    if values.shape != labels.shape or labels.all() or not labels.any():
        raise ValueError("AUROC needs one label per score, and both positives and negatives")
    above, below = values[labels], values[~labels]
    return Placements(_share_below(above, below), 1 - _share_below(below, above))


def auroc_interval(
    scores: Sequence[float] | Values, positive: Sequence[bool] | Labels, level: float = 0.95
) -> Interval:
    """The AUROC with DeLong's interval on the logit scale, so that it stays between 0 and 1.

    The degrees of freedom of Student's t are those of a variance estimated from placements with their kurtosis k,
    2 n / (k - 1) for each kind, joined after Satterthwaite, "An approximate distribution of estimates of variance
    components", Biometrics Bulletin 2 (1946). At an AUROC of 0 or 1, and where no variance can be estimated,
    DeLong's variance is 0; there the interval is the score interval with the variance of Hanley and McNeil, as in
    Newcombe, "Confidence intervals for an effect size measure based on the Mann-Whitney statistic. Part 2",
    Statistics in Medicine 25 (2006), method 5: at 1 with 20 of each kind it is [0.88, 1]. Raises ValueError as
    `placements` does.
    """
    checked_level(level)
    placed = placements(scores, positive)
    area = placed.auroc
    parts = _variances(placed)
    error = math.sqrt(sum(parts))
    if area in (0.0, 1.0) or not error > 0:
        low, high = _by_score(area, len(placed.positives), len(placed.negatives), level)
        return Interval(area, low, high, level, "score")
    t = float(stats.t.ppf((1 + level) / 2, _freedom(parts, [_from_kurtosis(kind) for kind in placed])))
    logit, half = math.log(area / (1 - area)), t * error / (area * (1 - area))
    low, high = (1 / (1 + math.exp(-max(-700.0, end))) for end in (logit - half, logit + half))
    return Interval(area, min(low, area), max(high, area), level, "delong")


def auroc_difference(
    first: Sequence[float] | Values,
    second: Sequence[float] | Values,
    positive: Sequence[bool] | Labels,
    level: float = 0.95,
) -> Difference:
    """DeLong's test of two systems' scores, (n,) each, of the same questions with labels, (n,).

    The test statistic is compared with Student's t with Satterthwaite's degrees of freedom, as Brunner and Munzel
    do for one system, "The nonparametric Behrens-Fisher problem", Biometrical Journal 42 (2000). Where DeLong's
    variance is 0, as for areas of 1 and 0.5 or for equal scores, it is replaced by twice that of Hanley and McNeil
    at the mean of both, which takes the systems as independent. Raises ValueError as `placements` does.
    """
    checked_level(level)
    before, after = placements(first, positive), placements(second, positive)
    gap = after.auroc - before.auroc
    paired = Placements(after.positives - before.positives, after.negatives - before.negatives)
    parts = _variances(paired)
    error, freedom = math.sqrt(sum(parts)), math.inf
    sizes = len(paired.positives), len(paired.negatives)
    if error > 1e-12:  # noqa: PLR2004 (rounding)
        freedom = _freedom(parts, [size - 1 for size in sizes])
    else:
        error = math.sqrt(2 * _hanley_mcneil((before.auroc + after.auroc) / 2, *sizes))
    half = float(stats.t.ppf((1 + level) / 2, freedom)) * error
    p = float(2 * stats.t.sf(abs(gap) / error, freedom)) if error and abs(gap) > 1e-12 else 1.0  # noqa: PLR2004
    return Difference(
        Interval(gap, max(-1.0, gap - half), min(1.0, gap + half), level, "delong"), error, freedom, p
    )


def _share_below(values: Values, others: Values) -> Values:
    ordered = np.sort(others)
    below, upto = (np.searchsorted(ordered, values, side=side) for side in ("left", "right"))
    shares: NDArray[np.float64] = (below + upto) / (2 * len(ordered))
    return shares


def _variances(placed: Placements) -> list[float]:
    """The variance of the mean from each kind; 0 for all where a kind has a single question."""
    if min(map(len, placed)) < _LEAST:
        return [0.0, 0.0]
    return [float(kind.var(ddof=1)) / len(kind) for kind in placed]


def _freedom(variances: Sequence[float], each: Sequence[float]) -> float:
    """Satterthwaite's degrees of freedom of a sum of variances with the degrees of freedom of each."""
    return sum(variances) ** 2 / sum(part**2 / own for part, own in zip(variances, each, strict=True))


def _from_kurtosis(kind: Values) -> float:
    """The degrees of freedom of the variance of n values, at least 1 and at most n - 1."""
    rest = kind - kind.mean()
    spread = float((rest**2).mean())
    if not spread:
        return len(kind) - 1
    kurtosis = float((rest**4).mean()) / spread**2
    return max(1.0, min(len(kind) - 1, 2 * len(kind) / max(kurtosis - 1, 1e-9)))


def _hanley_mcneil(area: float, positives: int, negatives: int) -> float:
    """The variance of an AUROC from its value and the sizes, Radiology 143 (1982), with Newcombe's mean size."""
    others = (positives + negatives) / 2 - 1
    factor = 1 + others * (1 - area) / (2 - area) + others * area / (1 + area)
    return area * (1 - area) * factor / (positives * negatives)


def _by_score(area: float, positives: int, negatives: int, level: float) -> tuple[float, float]:
    """The areas whose distance from the observed one is at most z of their own standard errors."""
    z = float(stats.norm.ppf((1 + level) / 2))

    def excess(true: float) -> float:
        return (area - true) ** 2 - z * z * _hanley_mcneil(true, positives, negatives)

    low = brentq(excess, 1e-12, area - 1e-12) if area > 1e-9 and excess(1e-12) > 0 else 0.0  # noqa: PLR2004
    high = brentq(excess, area + 1e-12, 1 - 1e-12) if area < 1 - 1e-9 and excess(1 - 1e-12) > 0 else 1.0
    return float(low), float(high)
