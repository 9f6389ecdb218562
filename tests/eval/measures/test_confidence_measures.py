"""The measures of confidence: ranking of questions, risk, error at a coverage, and calibration."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import mannwhitneyu
from sklearn.metrics import roc_auc_score, roc_curve

from eval.measures.confidence import (
    auroc,
    calibration_error,
    error_at_coverage,
    false_answers_at_coverage,
    reliability,
    risk_coverage,
)

CONFIDENCE = st.one_of(st.sampled_from([0.0, 0.1, 0.5, 0.9, 1.0]), st.floats(0, 1))
SAMPLE = st.lists(st.tuples(CONFIDENCE, st.booleans()), min_size=1, max_size=40)
MIXED = SAMPLE.filter(lambda rows: len({label for _, label in rows}) == 2)
Rows = list[tuple[float, bool]]


def _columns(rows: Rows) -> tuple[list[float], list[bool]]:
    return [score for score, _ in rows], [label for _, label in rows]


@given(MIXED)
@settings(max_examples=150, deadline=None)
def test_auroc_agrees_with_scikit_learn_and_with_the_mann_whitney_statistic(rows: Rows) -> None:
    scores, labels = _columns(rows)
    ours = auroc(scores, labels)
    assert ours == pytest.approx(float(roc_auc_score(labels, scores)))
    positives, negatives = ([score for score, label in rows if label is kind] for kind in (True, False))
    statistic = mannwhitneyu(positives, negatives, method="asymptotic").statistic if len(set(scores)) > 1 else None
    if statistic is not None:
        assert ours == pytest.approx(float(statistic) / (len(positives) * len(negatives)))


def test_auroc_of_equal_scores_is_chance_and_needs_both_kinds() -> None:
    assert auroc([0.3, 0.3, 0.3], [True, False, True]) == 0.5
    assert auroc([0.9, 0.1], [True, False]) == 1.0
    with pytest.raises(ValueError, match="2 positives and 0 negatives"):
        auroc([0.1, 0.2], [True, True])


def _naive_risk(rows: Rows, threshold: float) -> float:
    answered = [wrong for score, wrong in rows if score >= threshold]
    return sum(answered) / len(answered)


@given(SAMPLE)
@settings(max_examples=150, deadline=None)
def test_the_risk_coverage_curve_is_the_error_at_each_threshold(rows: Rows) -> None:
    curve = risk_coverage(*_columns(rows))
    assert list(curve.threshold) == sorted({score for score, _ in rows}, reverse=True)
    assert list(curve.risk) == pytest.approx([_naive_risk(rows, float(at)) for at in curve.threshold])
    expected = [sum(score >= at for score, _ in rows) / len(rows) for at in curve.threshold]
    assert list(curve.coverage) == pytest.approx(expected)
    assert curve.area == pytest.approx(np.mean([_naive_risk(rows, score) for score, _ in rows]))


def test_the_area_is_lower_where_errors_are_less_confident() -> None:
    good = risk_coverage([0.9, 0.8, 0.2, 0.1], [False, False, True, True]).area
    bad = risk_coverage([0.9, 0.8, 0.2, 0.1], [True, True, False, False]).area
    assert good == pytest.approx((0 + 0 + 1 / 3 + 1 / 2) / 4)
    assert bad == pytest.approx((1 + 1 + 2 / 3 + 1 / 2) / 4)


@given(SAMPLE, st.floats(0.01, 1))
@settings(max_examples=150, deadline=None)
def test_error_at_coverage_is_at_the_highest_threshold_that_reaches_it(rows: Rows, coverage: float) -> None:
    point = error_at_coverage(*_columns(rows), coverage)
    assert point.coverage >= coverage - 1e-9
    assert point.error == pytest.approx(_naive_risk(rows, point.threshold))
    assert sum(score > point.threshold for score, _ in rows) / len(rows) < coverage


@given(MIXED)
@settings(max_examples=150, deadline=None)
def test_false_answers_agree_with_the_roc_curve_of_scikit_learn(rows: Rows) -> None:
    scores, labels = _columns(rows)
    point = false_answers_at_coverage(scores, labels, 0.95)
    false_rate, true_rate, _ = roc_curve(labels, scores, drop_intermediate=False)
    at = int(np.argmax(true_rate >= 0.95 - 1e-12))
    assert point.error == pytest.approx(float(false_rate[at]))
    assert point.coverage == pytest.approx(float(true_rate[at]))


def test_ninety_five_percent_of_twenty_is_nineteen() -> None:
    scores = [n / 20 for n in range(20)]
    point = false_answers_at_coverage([*scores, 0.01, 0.07], [True] * 20 + [False] * 2)
    assert point == (0.5, 0.95, 0.05)


@pytest.mark.parametrize("coverage", [0.0, -0.5, 1.01])
def test_a_coverage_out_of_range_is_refused(coverage: float) -> None:
    with pytest.raises(ValueError, match="above 0 and at most 1"):
        error_at_coverage([0.5], [True], coverage)
    with pytest.raises(ValueError, match="above 0 and at most 1"):
        false_answers_at_coverage([0.5, 0.4], [True, False], coverage)


def test_false_answers_need_both_kinds() -> None:
    with pytest.raises(ValueError, match="needs answerable and unanswerable"):
        false_answers_at_coverage([0.5], [True])


@given(SAMPLE, st.integers(1, 15))
@settings(max_examples=150, deadline=None)
def test_calibration_error_of_equal_widths_is_the_definition(rows: Rows, bins: int) -> None:
    expected = 0.0
    edges = np.linspace(0, 1, bins + 1)
    for n in range(bins):
        above_floor = edges[n] if n else -1.0
        inside = [row for row in rows if above_floor < row[0] <= edges[n + 1]]
        if inside:
            gap = np.mean([right for _, right in inside]) - np.mean([score for score, _ in inside])
            expected += float(abs(gap)) * len(inside) / len(rows)
    assert calibration_error(*_columns(rows), bins, "width") == pytest.approx(expected, abs=1e-12)


@given(SAMPLE, st.integers(1, 15), st.randoms(use_true_random=False))
@settings(max_examples=150, deadline=None)
def test_bins_of_equal_mass_do_not_depend_on_the_order_of_the_questions(
    rows: Rows, bins: int, random: np.random.Generator
) -> None:
    parts = reliability(*_columns(rows), bins)
    shuffled = sorted(rows, key=lambda _: random.random())
    assert np.asarray(reliability(*_columns(shuffled), bins)) == pytest.approx(np.asarray(parts))
    assert sum(part.questions for part in parts) == len(rows)
    assert len(parts) <= bins
    assert [part.confidence for part in parts] == sorted(part.confidence for part in parts)


def test_bins_of_equal_mass_hold_the_same_number() -> None:
    parts = reliability([n / 100 for n in range(100)], [n % 2 == 0 for n in range(100)], bins=10)
    assert [part.questions for part in parts] == [10] * 10
    assert [part.accuracy for part in parts] == [0.5] * 10


def test_perfect_and_worst_calibration() -> None:
    assert calibration_error([0.0, 1.0, 1.0], [False, True, True]) == 0.0
    assert calibration_error([1.0, 1.0], [False, False], binning="width") == 1.0
    assert calibration_error([0.75] * 4, [True, True, True, False]) == 0.0


def test_what_is_no_confidence_or_no_binning_is_refused() -> None:
    with pytest.raises(ValueError, match="between 0 and 1"):
        calibration_error([1.5], [True])
    with pytest.raises(ValueError, match="at least 1 bin"):
        reliability([0.5], [True], bins=0)
    with pytest.raises(ValueError, match="'height'"):
        reliability([0.5], [True], binning="height")  # type: ignore[arg-type]  # what a file might say


@pytest.mark.parametrize(
    ("scores", "labels", "problem"),
    [
        ([], [], "one label per score"),
        ([0.5], [True, False], "one label per score"),
        ([float("nan")], [True], "not finite"),
    ],
)
def test_samples_that_do_not_fit_are_refused(scores: list[float], labels: list[bool], problem: str) -> None:
    with pytest.raises(ValueError, match=problem):
        risk_coverage(scores, labels)
