"""Statistics at thresholds: equal to the measures, resampled by weights as by rows."""

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from eval.measures import false_answers_at_coverage, risk_coverage
from eval.statistics import (
    area_under_risk,
    selective_difference,
    selective_interval,
    wrong_of_answers,
    wrong_of_unanswerable,
)
from eval.statistics.selective import _Sample

SCORE = st.one_of(st.sampled_from([0.0, 0.5, 1.0]), st.floats(0, 1))
ROWS = st.lists(st.tuples(SCORE, st.booleans(), st.integers(0, 3)), min_size=2, max_size=30)


@given(ROWS)
@settings(max_examples=100, deadline=None)
def test_weights_count_as_repeated_questions(rows: list[tuple[float, bool, int]]) -> None:
    repeated = [(score, label) for score, label, times in rows for _ in range(times)]
    assume(len({label for _, label in repeated}) == 2)
    scores, labels = [score for score, _ in repeated], [label for _, label in repeated]
    sample = _Sample.of([score for score, _, _ in rows], [label for _, label, _ in rows])
    counts = sample.counts(np.array([[times for _, _, times in rows]], dtype=float))
    point = false_answers_at_coverage(scores, labels, 0.95)
    above = [label for score, label in repeated if score >= point.threshold]
    assert area_under_risk(*counts)[0] == pytest.approx(risk_coverage(scores, [not one for one in labels]).area)
    assert wrong_of_unanswerable(0.95)(*counts)[0] == pytest.approx(point.error)
    assert wrong_of_answers(0.95)(*counts)[0] == pytest.approx(above.count(False) / len(above))


def _drawn(n: int = 60, shift: float = 1.5) -> tuple[list[float], list[bool]]:
    labels = [number < 0.6 * n for number in range(n)]
    scores = np.random.default_rng(7).normal(size=n) + shift * np.asarray(labels)
    return scores.tolist(), labels


def test_the_interval_is_the_same_for_the_same_seed_and_contains_the_value() -> None:
    scores, labels = _drawn()
    for statistic in (area_under_risk, wrong_of_unanswerable(0.95), wrong_of_answers(0.95)):
        interval = selective_interval(statistic, scores, labels, seed=3)
        assert interval == selective_interval(statistic, scores, labels, seed=3)
        assert 0 <= interval.low <= interval.mean <= interval.high <= 1


def test_a_mix_that_varies_makes_the_area_less_certain() -> None:
    kept, drawn = (selective_interval(area_under_risk, *_drawn(), together=each) for each in (False, True))
    assert kept.mean == drawn.mean
    assert drawn.high - drawn.low > 1.3 * (kept.high - kept.low)


def test_no_wrong_answer_has_an_interval_with_a_width() -> None:
    scores, labels = [0.9] * 12 + [0.1] * 20, [True] * 12 + [False] * 20
    interval = selective_interval(wrong_of_unanswerable(0.95), scores, labels)
    assert (interval.mean, interval.low) == (0, 0)
    assert interval.high > 0.2


def test_a_better_system_differs_and_an_equal_one_does_not() -> None:
    scores, labels = _drawn()
    same = selective_difference(area_under_risk, scores, scores, labels)
    assert (same.p, same.interval.mean) == (1, 0)
    assert same.interval.low < 0 < same.interval.high
    noise = np.random.default_rng(8).normal(size=60).tolist()
    better = selective_difference(area_under_risk, noise, scores, labels)
    assert better.interval.high < 0
    assert better.p < 0.01
    back = selective_difference(area_under_risk, scores, noise, labels)
    assert back.p == pytest.approx(better.p)


def test_a_missing_kind_is_refused() -> None:
    for labels in ([True, True], [False, False], [True]):
        with pytest.raises(ValueError, match="both kinds of labels"):
            selective_interval(area_under_risk, [0.1, 0.2], labels)
