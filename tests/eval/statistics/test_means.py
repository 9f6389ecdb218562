"""Intervals of means: which method, and groups of values that depend on each other."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from eval.statistics import bootstrap_interval, difference_interval, mean_interval, standard_error, wilson_interval

VALUES = st.lists(st.sampled_from([0.0, 0.25, 0.5, 1.0]), min_size=2, max_size=30)


def test_the_method_follows_from_the_values() -> None:
    assert mean_interval([0.0] * 20) == wilson_interval(0, 20)
    assert mean_interval([0.0, 1.0, 0.5]).method == "score"
    assert mean_interval([0.0, 1.0, -0.5]).method == "score"
    assert mean_interval([0.0, 7.0, 3.0]) == bootstrap_interval([0.0, 7.0, 3.0])
    assert mean_interval([0.0, 7.0, 3.0], ["a", "a", "b"]).method == "bootstrap"
    assert difference_interval([0.0, 1.0, 1.0]).method == "score"


@given(VALUES)
@settings(max_examples=80, deadline=None)
def test_the_interval_contains_its_mean_within_the_bounds(values: list[float]) -> None:
    interval = mean_interval(values)
    assert 0 <= interval.low <= interval.mean <= interval.high <= 1
    assert interval.low < interval.high
    assert interval.mean == pytest.approx(np.mean(values))
    signed = difference_interval([value - 0.5 for value in values])
    assert -1 <= signed.low <= signed.mean <= signed.high <= 1
    assert signed.low < signed.high


def test_it_agrees_with_the_bootstrap_of_a_large_sample() -> None:
    values = np.random.default_rng(4).beta(2, 1, 400)
    ours, theirs = mean_interval(values), bootstrap_interval(values)
    assert (ours.low, ours.high) == pytest.approx((theirs.low, theirs.high), abs=0.004)


def test_a_level_is_kept_and_a_higher_one_is_wider() -> None:
    wide, narrow = (mean_interval([0.1, 0.5, 0.9, 0.4], level=level) for level in (0.99, 0.5))
    assert wide.low < narrow.low < narrow.high < wide.high


def test_no_difference_at_all_still_has_an_interval_that_shrinks() -> None:
    few, many = difference_interval([0.0] * 20), difference_interval([0.0] * 200)
    assert -0.2 < few.low < many.low < 0 < many.high < few.high < 0.2


def test_the_standard_error_is_the_usual_one_and_by_group_that_of_a_ratio() -> None:
    values = np.array([0.1, 0.4, 0.9, 0.2, 0.7, 0.3])
    assert standard_error(values) == pytest.approx(values.std(ddof=1) / np.sqrt(6))
    groups = ["a", "a", "a", "b", "b", "c"]
    rest = np.array([(0.1 + 0.4 + 0.9), (0.2 + 0.7), 0.3]) - values.mean() * np.array([3, 2, 1])
    assert standard_error(values, groups) == pytest.approx(np.sqrt(3 / 2 * (rest**2).sum()) / 6)
    assert standard_error(values, list("abcdef")) == pytest.approx(standard_error(values))
    assert np.isnan(standard_error([0.5]))


def test_turns_that_agree_within_their_session_count_as_one() -> None:
    turns, sessions = np.repeat([1.0, 0.0, 1.0, 1.0, 0.0] * 6, 4), [str(n // 4) for n in range(120)]
    alone, grouped = mean_interval(turns), mean_interval(turns, sessions)
    assert grouped.mean == alone.mean
    assert grouped.high - grouped.low > 1.8 * (alone.high - alone.low)
    by_session = mean_interval([1.0, 0.0, 1.0, 1.0, 0.0] * 6, [str(n) for n in range(30)])
    assert (grouped.low, grouped.high) == pytest.approx((by_session.low, by_session.high))


def test_groups_that_do_not_fit_are_refused() -> None:
    with pytest.raises(ValueError, match="one group per value"):
        mean_interval([0.5, 0.1], ["a"])
