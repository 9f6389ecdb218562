"""Intervals, the paired test and the correction, against scipy and by their own properties."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from eval.statistics import bootstrap_interval, differences, holm, randomisation_test, ratio_interval

VALUES = st.lists(st.floats(-1, 1), min_size=1, max_size=9)


def test_the_interval_agrees_with_scipy() -> None:
    values = np.random.default_rng(1).beta(2, 1, size=200)
    ours = bootstrap_interval(values, seed=5)
    theirs = stats.bootstrap(
        (values,), np.mean, method="percentile", rng=np.random.default_rng(9)
    ).confidence_interval
    assert (ours.low, ours.high) == pytest.approx((theirs.low, theirs.high), abs=0.003)
    assert ours.mean == pytest.approx(values.mean())
    assert ours.level == 0.95


def test_the_interval_holds_the_true_mean_as_often_as_it_says() -> None:
    random = np.random.default_rng(2)
    held = 0
    for seed in range(200):
        interval = bootstrap_interval(random.random(60), level=0.8, resamples=300, seed=seed)
        held += interval.low <= 0.5 <= interval.high
    assert 0.72 < held / 200 < 0.88


@given(VALUES, st.integers(0, 5))
@settings(max_examples=50, deadline=None)
def test_the_interval_is_the_same_for_the_same_seed_and_wider_for_a_higher_level(
    values: list[float], seed: int
) -> None:
    wide, narrow = (bootstrap_interval(values, level, 200, seed) for level in (0.99, 0.5))
    assert wide == bootstrap_interval(values, 0.99, 200, seed)
    assert min(values) - 1e-9 <= wide.low <= narrow.low <= narrow.high <= wide.high <= max(values) + 1e-9


def test_a_large_sample_is_drawn_in_blocks() -> None:
    interval = bootstrap_interval(np.tile([0.0, 1.0], 5000), resamples=1000)
    assert interval.low == pytest.approx(0.49, abs=0.003)
    assert interval.high == pytest.approx(0.51, abs=0.003)
    assert randomisation_test(np.tile([1.0, -1.0], 5000), permutations=1000) == 1.0


@given(st.lists(st.integers(-64, 64).map(lambda n: n / 64), min_size=2, max_size=9))
@settings(max_examples=60, deadline=None)
def test_the_exact_test_agrees_with_scipy(values: list[float]) -> None:
    theirs = stats.permutation_test((values,), np.sum, permutation_type="samples", n_resamples=np.inf)
    assert randomisation_test(values) == pytest.approx(float(theirs.pvalue))


def test_the_drawn_test_agrees_with_scipy() -> None:
    values = np.random.default_rng(3).normal(0.2, 1, size=80)
    theirs = stats.permutation_test(
        (values,), np.mean, permutation_type="samples", n_resamples=20_000, rng=np.random.default_rng(4)
    )
    assert randomisation_test(values, 20_000) == pytest.approx(float(theirs.pvalue), abs=0.01)


def test_p_is_never_zero_and_one_where_nothing_differs() -> None:
    assert randomisation_test([1.0] * 50, permutations=999) == pytest.approx(1 / 1000)
    assert randomisation_test([0.0] * 50, permutations=999) == 1.0
    assert randomisation_test([1e-9] * 10) == pytest.approx(2 / 1024)


def test_the_test_is_the_same_for_the_same_seed_and_in_both_directions() -> None:
    values = np.random.default_rng(6).normal(0.1, 1, size=100)
    p = randomisation_test(values, 2000, seed=7)
    assert p == randomisation_test(values, 2000, seed=7) == randomisation_test(-values, 2000, seed=7)
    assert p != randomisation_test(values, 2000, seed=8)


def test_differences_are_taken_query_by_query() -> None:
    assert list(differences({"b": 0.5, "a": 1.0}, {"a": 0.25, "b": 1.0})) == [-0.75, 0.5]
    with pytest.raises(
        ValueError, match=r"different questions: 2 of 3 are in only one of the two, such as 'b'; score both"
    ):
        differences({"a": 1.0, "b": 1.0}, {"a": 1.0, "c": 1.0})


def test_holm_is_the_worked_example() -> None:
    adjusted = holm({"a": 0.01, "b": 0.04, "c": 0.03, "d": 0.005})
    assert adjusted == pytest.approx({"a": 0.03, "b": 0.06, "c": 0.06, "d": 0.02})
    assert holm({}) == {}


@given(st.dictionaries(st.text(max_size=3), st.floats(0, 1), min_size=1, max_size=8))
@settings(max_examples=100)
def test_holm_lies_between_no_correction_and_bonferroni_and_keeps_the_order(p_values: dict[str, float]) -> None:
    adjusted = holm(p_values)
    assert list(adjusted) == list(p_values)
    for name, p in p_values.items():
        assert p <= adjusted[name] <= min(1.0, p * len(p_values)) + 1e-12
        assert all(adjusted[name] <= adjusted[other] for other, larger in p_values.items() if p < larger)


@pytest.mark.parametrize("values", [[], [float("nan")], [float("inf"), 1.0]])
def test_values_that_cannot_be_averaged_are_refused(values: list[float]) -> None:
    with pytest.raises(ValueError, match="all of them finite"):
        bootstrap_interval(values)
    with pytest.raises(ValueError, match="all of them finite"):
        randomisation_test(values)


def test_settings_that_make_no_sense_are_refused() -> None:
    with pytest.raises(ValueError, match="level must be between 0 and 1"):
        bootstrap_interval([1.0], level=1.0)
    with pytest.raises(ValueError, match="at least 1 resample"):
        bootstrap_interval([1.0], resamples=0)


def test_a_ratio_of_sums_has_an_interval_over_its_pairs() -> None:
    interval = ratio_interval([1, 2, 3], [2, 2, 4])
    assert interval.mean == 6 / 8
    assert 0.5 <= interval.low <= interval.mean <= interval.high <= 1
    assert ratio_interval([1, 0], [1, 0]).low == 1
    for above, below in (([1], [1, 2]), ([1, 2], [0, 0])):
        with pytest.raises(ValueError, match="a ratio needs"):
            ratio_interval(above, below)
