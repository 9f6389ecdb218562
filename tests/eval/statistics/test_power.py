"""Power of the paired t-test, from its noncentral distribution and from samples."""

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from eval.statistics import minimum_detectable, needed_questions, power


def test_the_known_values_of_the_normal_distribution() -> None:
    assert minimum_detectable(1.0) == pytest.approx(stats.norm.ppf(0.975) + stats.norm.ppf(0.8), abs=1e-4)
    assert power(0, 1.0) == pytest.approx(0.05)
    assert power(1.959964, 1.0) == pytest.approx(0.5, abs=1e-3)


def test_cohens_table() -> None:
    """A medium effect, d = 0.5, takes 34 pairs at a power of 80 %."""
    assert power(0.5, 1 / math.sqrt(34), 33) == pytest.approx(0.808, abs=0.001)
    assert needed_questions(0.5, 1 / math.sqrt(20), 20, 19) == 34


def test_samples_are_found_as_often_as_it_says() -> None:
    true = minimum_detectable(1 / math.sqrt(20), 19)
    samples = np.random.default_rng(1).normal(true, 1, (4000, 20))
    found = stats.ttest_1samp(samples, 0, axis=1).pvalue < 0.05
    assert found.mean() == pytest.approx(0.8, abs=0.02)


@given(st.floats(0.01, 0.5), st.floats(0.001, 0.2), st.integers(5, 3000))
@settings(max_examples=30, deadline=None)
def test_the_detectable_difference_has_that_power_and_takes_these_questions(
    difference: float, error: float, questions: int
) -> None:
    detectable = minimum_detectable(error, questions - 1)
    assert power(detectable, error, questions - 1) == pytest.approx(0.8, abs=1e-6)
    assert power(-detectable, error, questions - 1) == pytest.approx(0.8, abs=1e-6)
    assert abs(needed_questions(detectable, error, questions, questions - 1) - questions) <= 1
    needed = needed_questions(difference, error, questions, questions - 1)
    assert power(difference, error * math.sqrt(questions / needed), needed - 1) >= 0.8 - 1e-6
    if needed > 2:
        fewer = needed - 1
        assert power(difference, error * math.sqrt(questions / fewer), max(1, fewer - 1)) < 0.8


def test_what_has_no_power_is_refused() -> None:
    with pytest.raises(ValueError, match="difference of 0"):
        needed_questions(0, 1.0, 10)
    for error in (0.0, math.nan, math.inf):
        with pytest.raises(ValueError, match="above 0"):
            power(0.1, error)
    with pytest.raises(ValueError, match="needs a power"):
        minimum_detectable(1.0, wanted=0.01)
