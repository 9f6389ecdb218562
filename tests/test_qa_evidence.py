"""Relevance, confidence and diversity."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from index.hit import SentenceScores
from qa.evidence import Calibration, Weights, diverse, weigh

CALIBRATION = Calibration(intercept=-5, cosine=5, coverage=5, threshold=0.5)


def scores(cosine: list[float], bm25: list[float], coverage: list[float]) -> SentenceScores:
    return SentenceScores(
        rows=np.arange(len(cosine), dtype=np.int64) + 10,
        cosine=np.array(cosine, dtype=np.float32),
        context_cosine=np.zeros(len(cosine), dtype=np.float32),
        bm25=np.array(bm25, dtype=np.float32),
        coverage=np.array(coverage, dtype=np.float32),
    )


def test_the_weights_must_add_up_to_one() -> None:
    with pytest.raises(ValueError, match="add up to 1"):
        Weights(cosine=0.9)


def test_candidates_are_sorted_by_relevance_and_ties_by_row() -> None:
    found = weigh(scores([0.2, 0.8, 0.2], [0, 3, 0], [0, 1, 0]), Weights(), CALIBRATION)
    assert found.rows.tolist() == [11, 10, 12]
    assert found.relevance.tolist() == sorted(found.relevance.tolist(), reverse=True)


def test_confidence_rises_with_similarity_and_with_coverage() -> None:
    low = weigh(scores([0.2], [0], [0.1]), Weights(), CALIBRATION).confidence
    nearer = weigh(scores([0.7], [0], [0.1]), Weights(), CALIBRATION).confidence
    covered = weigh(scores([0.7], [1], [0.9]), Weights(), CALIBRATION).confidence
    assert 0 < low < nearer < covered < 1


def test_without_candidates_there_is_no_confidence() -> None:
    assert weigh(scores([], [], []), Weights(), CALIBRATION).confidence == 0


def test_the_same_said_twice_is_taken_once() -> None:
    vectors = np.array([[1, 0], [1, 0], [0, 1]], dtype=np.float32)
    relevance = np.array([0.9, 0.89, 0.5], dtype=np.float32)
    assert diverse(relevance, vectors, limit=3, balance=0.75, twin=0.97) == [0, 2]


def test_a_near_repetition_waits_behind_something_new() -> None:
    vectors = np.array([[1, 0], [0.9, 0.436], [0, 1]], dtype=np.float32)
    relevance = np.array([0.9, 0.85, 0.7], dtype=np.float32)
    assert diverse(relevance, vectors, limit=3, balance=0.5, twin=0.97) == [0, 2, 1]


@given(
    arrays(np.float32, st.tuples(st.integers(0, 8), st.just(3)), elements=st.floats(-1, 1, width=32)),
    st.integers(0, 9),
)
def test_positions_are_distinct_and_at_most_the_limit(vectors: np.ndarray, limit: int) -> None:
    relevance = np.linspace(1, 0.1, len(vectors), dtype=np.float32)
    taken = diverse(relevance, vectors, limit, balance=0.7, twin=99)
    assert len(set(taken)) == len(taken) == min(limit, len(vectors))


@given(st.lists(st.tuples(*[st.floats(0, 1, width=32)] * 3), min_size=1, max_size=6))
def test_relevance_and_confidence_stay_between_zero_and_one(rows: list[tuple[float, float, float]]) -> None:
    found = weigh(scores(*(list(column) for column in zip(*rows, strict=True))), Weights(), CALIBRATION)
    assert ((found.relevance >= 0) & (found.relevance <= 1.000001)).all()
    assert 0 <= found.confidence <= 1
