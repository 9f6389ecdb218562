"""Maximal marginal relevance."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from qa.selection.mmr import mmr


def test_a_near_duplicate_ranks_behind_something_new() -> None:
    vectors = np.array([[1, 0], [0.9, 0.436], [0, 1]], dtype=np.float32)
    relevance = np.array([0.9, 0.85, 0.7], dtype=np.float32)
    assert mmr(relevance, vectors, limit=3, balance=0.5) == [0, 2, 1]


@given(
    arrays(np.float32, st.tuples(st.integers(0, 8), st.just(3)), elements=st.floats(-1, 1, width=32)),
    st.integers(0, 9),
)
def test_positions_are_distinct_and_at_most_the_limit(vectors: np.ndarray, limit: int) -> None:
    relevance = np.linspace(1, 0.1, len(vectors), dtype=np.float32)
    taken = mmr(relevance, vectors, limit, balance=0.7)
    assert len(set(taken)) == len(taken) == min(limit, len(vectors))
