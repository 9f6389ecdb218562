"""The calibration error: its estimates inside their interval, and what chance gives."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from eval.measures import calibration_error
from eval.statistics import calibration

ROWS = st.lists(st.tuples(st.floats(0, 1), st.booleans()), min_size=1, max_size=60)


@given(ROWS)
@settings(max_examples=60, deadline=None)
def test_both_estimates_lie_in_their_interval(rows: list[tuple[float, bool]]) -> None:
    confidence, right = [score for score, _ in rows], [label for _, label in rows]
    found = calibration(confidence, right, resamples=300)
    assert found.plain.mean == pytest.approx(calibration_error(confidence, right))
    for estimate in (found.plain, found.debiased):
        assert 0 <= estimate.low <= estimate.mean + 0.01
        assert estimate.mean <= estimate.high <= 1
    assert found.debiased.mean <= found.plain.mean
    assert found.calibrated.low <= found.calibrated.mean <= found.calibrated.high
    assert 0 < found.p <= 1


def _sample(n: int, slope: float, seed: int) -> tuple[list[float], list[bool]]:
    random = np.random.default_rng(seed)
    logit = random.normal(0, 1.5, n)
    probability = 1 / (1 + np.exp(-slope * logit))
    return (1 / (1 + np.exp(-logit))).tolist(), (random.random(n) < probability).tolist()


def test_the_debiased_estimate_is_nearer_to_none_for_a_calibrated_system() -> None:
    found = [calibration(*_sample(200, 1.0, seed), resamples=100) for seed in range(40)]
    plain, debiased = (np.mean([getattr(each, name).mean for each in found]) for name in ("plain", "debiased"))
    expected = np.mean([each.calibrated.mean for each in found])
    assert plain == pytest.approx(expected, abs=0.008)
    assert debiased < 0.7 * plain


def test_a_calibrated_system_is_told_from_an_overconfident_one() -> None:
    calibrated, bold = (calibration(*_sample(800, slope, 3)) for slope in (1.0, 0.3))
    assert calibrated.p > 0.05
    assert calibrated.plain.mean <= calibrated.calibrated.high
    assert bold.p < 0.001
    assert bold.plain.low > bold.calibrated.mean


def test_lengths_and_confidences_are_checked() -> None:
    with pytest.raises(ValueError, match="one label per confidence"):
        calibration([0.5], [True, False])
    with pytest.raises(ValueError, match="between 0 and 1"):
        calibration([1.5], [True])
