"""Intervals of proportions, against their definitions, and their exact coverage."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats
from scipy.optimize import brentq

from eval.statistics import exact_interval, score_interval, wilson_interval

COUNTS = st.integers(1, 200).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n)))


def test_none_of_twenty_has_an_interval_with_a_width() -> None:
    assert wilson_interval(0, 20)[:3] == pytest.approx((0, 0, 0.16113), abs=1e-5)
    assert exact_interval(0, 20)[:3] == pytest.approx((0, 0, 1 - 0.025 ** (1 / 20)))
    assert wilson_interval(20, 20).low == pytest.approx(1 - 0.16113, abs=1e-5)
    assert (wilson_interval(3, 9).method, exact_interval(3, 9).method) == ("wilson", "exact")


@given(COUNTS)
@settings(max_examples=60, deadline=None)
def test_wilson_ends_are_z_standard_errors_from_the_share(counts: tuple[int, int]) -> None:
    successes, trials = counts
    interval = wilson_interval(successes, trials)
    z = stats.norm.ppf(0.975)
    for end in (interval.low, interval.high):
        if 0 < end < 1:
            assert abs(successes / trials - end) == pytest.approx(z * np.sqrt(end * (1 - end) / trials), abs=1e-9)
    assert interval.low <= interval.mean <= interval.high


@given(COUNTS)
@settings(max_examples=60, deadline=None)
def test_exact_ends_leave_a_fortieth_in_each_tail(counts: tuple[int, int]) -> None:
    successes, trials = counts
    interval = exact_interval(successes, trials)
    if successes:
        low = brentq(lambda p: stats.binom.sf(successes - 1, trials, p) - 0.025, 1e-12, 1 - 1e-12)
        assert interval.low == pytest.approx(low, abs=1e-6)
    if successes < trials:
        high = brentq(lambda p: stats.binom.cdf(successes, trials, p) - 0.025, 1e-12, 1 - 1e-12)
        assert interval.high == pytest.approx(high, abs=1e-6)


@pytest.mark.parametrize("trials", [5, 20, 45])
def test_the_exact_interval_never_covers_less_and_wilsons_covers_as_much_on_average(trials: int) -> None:
    shares = np.linspace(0.005, 0.995, 199)
    chances = stats.binom.pmf(np.arange(trials + 1)[:, None], trials, shares)
    coverage = {}
    for method in (exact_interval, wilson_interval):
        ends = np.asarray([method(count, trials)[1:3] for count in range(trials + 1)])
        inside = (ends[:, :1] <= shares) & (shares <= ends[:, 1:])
        coverage[method] = (chances * inside).sum(axis=0)
    assert coverage[exact_interval].min() >= 0.95
    assert 0.945 <= coverage[wilson_interval].mean() <= 0.97
    assert coverage[wilson_interval].min() >= 0.83


@given(COUNTS)
@settings(max_examples=60, deadline=None)
def test_the_score_interval_of_a_share_is_wilsons(counts: tuple[int, int]) -> None:
    successes, trials = counts
    ours = score_interval(successes / trials, trials)
    assert ours[:3] == pytest.approx(wilson_interval(successes, trials)[:3], abs=1e-9)
    signed = score_interval(2 * successes / trials - 1, trials, bounds=(-1, 1))
    assert (signed.low, signed.high) == pytest.approx((2 * ours.low - 1, 2 * ours.high - 1), abs=1e-9)


def test_what_is_no_share_is_refused() -> None:
    for successes, trials in ((0, 0), (3, 2), (-1, 2)):
        for method in (wilson_interval, exact_interval):
            with pytest.raises(ValueError, match="is not a share"):
                method(successes, trials)
    with pytest.raises(ValueError, match="level must be between"):
        wilson_interval(1, 2, level=1.0)
    for mean, size in ((1.5, 10), (0.5, 0)):
        with pytest.raises(ValueError, match="needs a mean within"):
            score_interval(mean, size)
