"""DeLong's variance and test against the definition over all pairs, and against scikit-learn."""

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray
from scipy import stats
from sklearn.metrics import roc_auc_score

from eval.statistics import auroc_difference, auroc_interval, placements

SCORE = st.one_of(st.sampled_from([0.0, 0.5, 1.0]), st.floats(0, 1))
ROWS = st.lists(st.tuples(SCORE, SCORE, st.booleans()), min_size=4, max_size=40)
Values = NDArray[np.float64]


def _columns(rows: list[tuple[float, float, bool]]) -> tuple[Values, Values, NDArray[np.bool_]]:
    first, second, labels = (np.asarray(column) for column in zip(*rows, strict=True))
    assume(2 <= labels.sum() <= len(labels) - 2)
    return first.astype(float), second.astype(float), labels.astype(bool)


def _kernel(scores: Values, labels: NDArray[np.bool_]) -> Values:
    """For each positive and negative: 1 if the positive is above, 1/2 for a tie, 0 if it is below."""
    above, below = scores[labels][:, None], scores[~labels][None, :]
    kernel: Values = (above > below) + 0.5 * (above == below)
    return kernel


def _covariance(pairs: list[Values]) -> Values:
    """DeLong, DeLong and Clarke-Pearson (1988), equations 4 to 6, over all pairs."""
    by_positive, by_negative = (np.asarray([pair.mean(axis=axis) for pair in pairs]) for axis in (1, 0))
    m, n = pairs[0].shape
    covariance: Values = np.cov(by_positive) / m + np.cov(by_negative) / n
    return covariance


@given(ROWS)
@settings(max_examples=100, deadline=None)
def test_placements_are_those_of_all_pairs(rows: list[tuple[float, float, bool]]) -> None:
    scores, _, labels = _columns(rows)
    kernel = _kernel(scores, labels)
    found = placements(scores, labels)
    assert found.positives == pytest.approx(kernel.mean(axis=1))
    assert found.negatives == pytest.approx(kernel.mean(axis=0))
    assert found.auroc == pytest.approx(float(roc_auc_score(labels, scores)))


@given(ROWS)
@settings(max_examples=100, deadline=None)
def test_the_difference_has_the_variance_of_the_definition(rows: list[tuple[float, float, bool]]) -> None:
    first, second, labels = _columns(rows)
    pairs = [_kernel(first, labels), _kernel(second, labels)]
    covariance = _covariance(pairs)
    variance = covariance[0, 0] + covariance[1, 1] - 2 * covariance[0, 1]
    found = auroc_difference(first, second, labels)
    gap = pairs[1].mean() - pairs[0].mean()
    assert found.interval.mean == pytest.approx(gap, abs=1e-12)
    if variance > 1e-10:
        assert found.error == pytest.approx(np.sqrt(variance))
        assert found.p == pytest.approx(2 * stats.t.sf(abs(gap) / np.sqrt(variance), found.freedom))
    assert -1 <= found.interval.low <= found.interval.mean <= found.interval.high <= 1
    back = auroc_difference(second, first, labels)
    assert (back.p, back.interval.mean) == pytest.approx((found.p, -found.interval.mean), abs=1e-12)


@given(ROWS)
@settings(max_examples=100, deadline=None)
def test_the_interval_contains_the_area(rows: list[tuple[float, float, bool]]) -> None:
    scores, _, labels = _columns(rows)
    interval = auroc_interval(scores, labels)
    assert 0 <= interval.low <= interval.mean <= interval.high <= 1
    assert interval.low < interval.high


def test_the_interval_of_a_large_sample_is_the_normal_one() -> None:
    random = np.random.default_rng(5)
    labels = random.random(4000) < 0.4
    scores = random.normal(size=4000) + labels
    covariance = _covariance([_kernel(scores, labels)] * 2)
    interval = auroc_interval(scores, labels)
    half = 1.96 * np.sqrt(covariance[0, 0])
    assert interval.method == "delong"
    assert (interval.low, interval.high) == pytest.approx((interval.mean - half, interval.mean + half), abs=5e-4)


def test_perfect_separation_has_an_interval_with_a_width() -> None:
    interval = auroc_interval([1.0] * 20 + [0.0] * 20, [True] * 20 + [False] * 20)
    assert (interval.mean, interval.high, interval.method) == (1, 1, "score")
    assert interval.low == pytest.approx(0.899, abs=0.001)
    worst = auroc_interval([0.0] * 20 + [1.0] * 20, [True] * 20 + [False] * 20)
    assert (worst.low, worst.high) == pytest.approx((0, 1 - interval.low), abs=1e-6)
    single = auroc_interval([0.7, 0.1, 0.9], [True, False, False])
    assert single.low < 0.5 < single.high


def test_equal_systems_do_not_differ_and_a_perfect_one_differs_from_chance() -> None:
    labels = [True] * 20 + [False] * 20
    perfect, chance = [1.0] * 20 + [0.0] * 20, [0.5] * 40
    same = auroc_difference(perfect, perfect, labels)
    assert (same.p, same.interval.mean) == (1, 0)
    apart = auroc_difference(chance, perfect, labels)
    assert 0 < apart.p < 0.001
    assert apart.interval.low > 0


@pytest.mark.parametrize("labels", [[True, True], [False, False], [True]])
def test_a_missing_kind_is_refused(labels: list[bool]) -> None:
    with pytest.raises(ValueError, match="both positives and negatives"):
        auroc_interval([0.1, 0.2], labels)
