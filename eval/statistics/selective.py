"""Intervals and differences of what a threshold gives: AURC, and wrong answers at a coverage.

The statistics are computed from bootstrap weights, so that a resample costs two cumulative sums and no sorting.
"""

from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy import stats

from eval.statistics.proportions import score_interval
from eval.statistics.sample import Difference, Interval, Labels, Values, blocks, checked_level, finite

RESAMPLES = 2000
COVERAGE = 0.95
Counts = NDArray[np.float64]
Resampled = Callable[[Counts, Counts], Values]
"""From the numbers of right and of wrong answers at each threshold, (b, t), highest threshold first, to (b,)."""


def area_under_risk(right: Counts, wrong: Counts) -> Values:
    """AURC as `eval.measures.risk_coverage` defines it: the mean risk over the questions' thresholds."""
    answered = right + wrong
    steps = np.diff(answered, axis=1, prepend=0.0)
    areas: Values = (steps * wrong / np.maximum(answered, 1)).sum(axis=1) / answered[:, -1]
    return areas


def wrong_of_unanswerable(coverage: float) -> Resampled:
    """The share of the unanswerable questions answered where `coverage` of the answerable are."""

    def share(right: Counts, wrong: Counts) -> Values:
        rows, at = _reaching(right, coverage)
        shares: Values = wrong[rows, at] / np.maximum(wrong[:, -1], 1)
        return shares

    return share


def wrong_of_answers(coverage: float) -> Resampled:
    """The share of unanswerable questions among those answered where `coverage` of the answerable are."""

    def share(right: Counts, wrong: Counts) -> Values:
        rows, at = _reaching(right, coverage)
        shares: Values = wrong[rows, at] / np.maximum(right[rows, at] + wrong[rows, at], 1)
        return shares

    return share


def selective_interval(
    statistic: Resampled,
    scores: Sequence[float] | Values,
    right: Sequence[bool] | Labels,
    *,
    together: bool = False,
    level: float = 0.95,
    resamples: int = RESAMPLES,
    seed: int = 0,
) -> Interval:
    """A statistic of scores, (n,), of which some would be right if answered, (n,), with a bootstrap interval.

    Both kinds are resampled separately, which keeps their numbers as they are; with `together` all questions are
    resampled, so that the proportion of the kinds varies as well. The interval contains the percentiles of the
    resamples and the score interval whose effective sample size has their variance: the percentiles alone are too
    narrow where few are wrong. Raises ValueError if a kind is missing, or the lengths differ.
    """
    sample = _Sample.of(scores, right)
    checked_level(level)
    value = float(statistic(*sample.counts(np.ones((1, len(sample.right)))))[0])
    drawn = np.concatenate(
        [
            statistic(*sample.counts(weights))
            for weights in _weights(sample.right, together=together, resamples=resamples, seed=seed)
        ]
    )
    low, high = np.quantile(drawn, [(1 - level) / 2, (1 + level) / 2]).tolist()
    variance = float(drawn.var(ddof=1))
    kinds = int(sample.right.sum()), int((~sample.right).sum())
    narrow = variance <= 1e-12 or value in (0.0, 1.0)  # noqa: PLR2004 (rounding)
    effective = min(kinds) if narrow else value * (1 - value) / variance
    score = score_interval(value, effective, max(1, min(kinds) - 1), level)
    return Interval(value, min(low, score.low), max(high, score.high), level)


def selective_difference(
    statistic: Resampled,
    first: Sequence[float] | Values,
    second: Sequence[float] | Values,
    right: Sequence[bool] | Labels,
    *,
    level: float = 0.95,
    resamples: int = RESAMPLES,
    seed: int = 0,
) -> Difference:
    """The difference of two systems on the same questions: both are resampled together, each kind separately.

    The interval is the difference plus and minus Student's t times the standard deviation of the resamples, with
    as many degrees of freedom as the smaller kind has questions less one. Where no resample differs, the standard
    error is that of two independent shares of one half, the largest there is. Raises ValueError as
    `selective_interval` does.
    """
    before, after = _Sample.of(first, right), _Sample.of(second, right)
    checked_level(level)

    def gap(weights: Counts) -> Values:
        return statistic(*after.counts(weights)) - statistic(*before.counts(weights))

    value = float(gap(np.ones((1, len(before.right))))[0])
    every = _weights(before.right, together=False, resamples=resamples, seed=seed)
    error = float(np.concatenate([gap(weights) for weights in every]).std(ddof=1))
    freedom = max(1, int(min(before.right.sum(), (~before.right).sum())) - 1)
    if error <= 1e-12:  # noqa: PLR2004 (rounding)
        error = float(np.sqrt(0.5 / (freedom + 1)))
    half = float(stats.t.ppf((1 + level) / 2, freedom)) * error
    p = float(2 * stats.t.sf(abs(value) / error, freedom))
    return Difference(Interval(value, value - half, value + half, level), error, freedom, p)


class _Sample(NamedTuple):
    """Questions in descending order of score: the order, which are right, and the last position of each score."""

    order: NDArray[np.int64]
    right: Labels
    ends: NDArray[np.int64]

    @classmethod
    def of(cls, scores: Sequence[float] | Values, right: Sequence[bool] | Labels) -> "_Sample":
        values, labels = finite(scores), np.asarray(right, dtype=np.bool_)
        if values.shape != labels.shape or labels.all() or not labels.any():
            raise ValueError("needs one label per score, and both kinds of labels")
        order = np.argsort(-values, kind="stable")
        ends = np.flatnonzero(np.diff(values[order], append=-np.inf))
        return cls(order, labels, ends)

    def counts(self, weights: Counts) -> tuple[Counts, Counts]:
        """The numbers of right and wrong answers at each threshold, (b, t) each, for weights, (b, n)."""
        ordered, labels = weights[:, self.order], self.right[self.order]
        right, wrong = (np.cumsum(ordered * kind, axis=1)[:, self.ends] for kind in (labels, ~labels))
        return right, wrong


def _weights(right: Labels, *, together: bool, resamples: int, seed: int) -> Iterator[Counts]:
    """Blocks of how often each question is drawn, (b, n); the rows of all blocks are the resamples."""
    random = np.random.default_rng(seed)
    kinds = [np.arange(len(right))] if together else [np.flatnonzero(right), np.flatnonzero(~right)]
    for rows in blocks(resamples, len(right)):
        weights = np.zeros((rows, len(right)))
        for kind in kinds:
            drawn = random.integers(0, len(kind), size=(rows, len(kind))) + len(kind) * np.arange(rows)[:, None]
            counts = np.bincount(drawn.ravel(), minlength=rows * len(kind))
            weights[:, kind] = counts.reshape(rows, len(kind))
        yield weights


def _reaching(right: Counts, coverage: float) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """The first threshold at which the coverage is reached, for each row."""
    reached = right >= coverage * right[:, -1:] - 1e-9
    return np.arange(len(right)), reached.argmax(axis=1)
