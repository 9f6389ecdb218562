"""The expected calibration error with what it would be by chance, an interval, and a debiased estimate."""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from scipy import stats

from eval.measures import bin_places
from eval.statistics.sample import Interval, Labels, Values, blocks, checked_level, finite

RESAMPLES = 4000


class Calibration(NamedTuple):
    """The expected calibration error (ECE) over bins of equal mass.

    `plain` is the usual estimate and `debiased` one whose bias is smaller; both have the same interval, which
    contains both. `calibrated` is the mean ECE of a perfectly calibrated system with these confidences and the
    range of the middle `level` of its samples, and `p` is the share of its samples with at least this ECE.
    """

    plain: Interval
    debiased: Interval
    calibrated: Interval
    p: float


class _Bins(NamedTuple):
    """For each bin: its share of the questions, accuracy minus confidence, and the standard error of that."""

    share: Values
    gap: Values
    error: Values


def calibration(
    confidence: Sequence[float] | Values,
    correct: Sequence[bool] | Labels,
    level: float = 0.95,
    resamples: int = RESAMPLES,
    seed: int = 0,
) -> Calibration:
    """The ECE of n confidences, (n,), and whether each was right, (n,).

    The plain estimate is biased upwards: with 100 questions a perfectly calibrated system has about 0.1. A
    percentile bootstrap adds the same bias again, so that its interval can lie above the estimate. Here, the upper
    end adds z times the standard error of the weighted gaps, and the lower end subtracts what noise alone reaches:
    |g + e| - |g| lies between sign(g) e and |e|, so the interval holds for all gaps g, and is wider than needed.
    The debiased estimate subtracts from each bin's |gap| the mean by which normal noise raises it, as in Kumar,
    Liang and Ma, "Verified uncertainty calibration", NeurIPS 2019 (appendix, for the error without squares). The
    range of a calibrated system draws labels from the confidences: Broecker and Smith, "Increasing the reliability
    of reliability diagrams", Weather and Forecasting 22 (2007). Raises ValueError for no questions, lengths that
    differ, and a confidence outside [0, 1].
    """
    values, right = finite(confidence), np.asarray(correct, dtype=np.bool_)
    checked_level(level)
    if values.shape != right.shape:
        raise ValueError(f"needs one label per confidence: {len(values)} confidences, {len(right)} labels")
    members = _members(values)
    bins = _bins(members, values, right)
    plain = float(bins.share @ np.abs(bins.gap))
    random = np.random.default_rng(seed)
    low, high = _ends(bins, plain, level, resamples, random)
    drawn = _if_calibrated(members, values, resamples, random)
    ends = np.quantile(drawn, [(1 - level) / 2, (1 + level) / 2])
    return Calibration(
        plain=Interval(plain, low, high, level, "band"),
        debiased=Interval(max(0.0, plain - _bias(bins)), low, high, level, "band"),
        calibrated=_around(float(drawn.mean()), ends, level),
        p=float((drawn >= plain - 1e-12).sum() + 1) / (resamples + 1),
    )


def _members(values: Values) -> Values:
    """Which questions are in which bin that is not empty, (n, bins), as 0 and 1."""
    places = bin_places(values)
    members: Values = (places[:, None] == np.unique(places)).astype(np.float64)
    return members


def _bins(members: Values, values: Values, right: Labels) -> _Bins:
    """The standard error is that of a share to which two right and two wrong answers were added, so never 0."""
    sizes = members.sum(axis=0)
    hits = members.T @ right.astype(np.float64)
    smoothed = (hits + 2) / (sizes + 4)
    return _Bins(
        share=sizes / len(values),
        gap=(hits - members.T @ values) / sizes,
        error=np.sqrt(smoothed * (1 - smoothed) / sizes),
    )


def _ends(
    bins: _Bins, plain: float, level: float, resamples: int, random: np.random.Generator
) -> tuple[float, float]:
    spread = bins.share * bins.error
    noise = np.abs(random.standard_normal((resamples, len(spread)))) @ spread
    upper = plain + float(stats.norm.ppf((1 + level) / 2)) * float(np.sqrt(spread @ spread))
    return max(0.0, plain - float(np.quantile(noise, (1 + level) / 2))), min(1.0, upper)


def _bias(bins: _Bins) -> float:
    """By how much the mean of |gap + noise| is above |gap|, weighted: the mean of a folded normal distribution."""
    gap = np.abs(bins.gap)
    ratio = gap / bins.error
    folded = 2 * bins.error * stats.norm.pdf(ratio) + gap * (1 - 2 * stats.norm.cdf(-ratio))
    return float(bins.share @ (folded - gap))


def _around(mean: float, ends: Values, level: float) -> Interval:
    """The interval between the ends, widened to the mean, which a skewed distribution can have beyond them."""
    return Interval(mean, min(mean, float(ends[0])), max(mean, float(ends[1])), level, "band")


def _if_calibrated(members: Values, values: Values, resamples: int, random: np.random.Generator) -> Values:
    """The ECE of samples whose labels are drawn from the confidences, (resamples,)."""
    wanted = members.T @ values
    drawn = []
    for rows in blocks(resamples, len(values)):
        labels = (random.random((rows, len(values))) < values).astype(np.float64)
        drawn.append(np.abs(labels @ members - wanted).sum(axis=1) / len(values))
    return np.concatenate(drawn)
