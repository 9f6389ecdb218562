from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.dense.faiss_index import FaissIndex, NumpyIndex
from index.types import Vector

DIMENSION = 8


def vectors(seed: int, rows: int, distinct: int) -> Vector:
    """Rows with few distinct vectors, so that ties are common; the values are exact in half precision."""
    drawn = np.random.default_rng(seed).integers(-2, 3, size=(distinct, DIMENSION))
    return drawn[np.random.default_rng(seed + 1).integers(0, distinct, size=rows)].astype(np.float32)


@settings(max_examples=80, deadline=None)
@given(st.integers(0, 1000), st.integers(0, 60), st.integers(1, 8), st.integers(1, 70), st.booleans())
def test_faiss_finds_what_the_reference_finds(seed: int, rows: int, distinct: int, k: int, masked: bool) -> None:
    stored = vectors(seed, rows, distinct)
    query = vectors(seed + 2, 1, 1)[0]
    mask = np.random.default_rng(seed + 3).random(rows) < 0.4 if masked else None
    found = FaissIndex.build(stored).top(query, k, mask)
    expected = NumpyIndex(stored.astype(np.float16)).top(query, k, mask)
    assert found[0].tolist() == expected[0].tolist()
    assert found[1].tolist() == expected[1].tolist()


def test_scores_are_inner_products_in_half_precision() -> None:
    stored = np.random.default_rng(1).normal(size=(200, DIMENSION)).astype(np.float32)
    query = stored[7]
    rows, scores = FaissIndex.build(stored).top(query, 200)
    assert sorted(rows.tolist()) == list(range(200))
    np.testing.assert_allclose(scores, (stored @ query)[rows], rtol=2e-3, atol=1e-2)


def test_a_tie_at_the_cut_off_is_broken_by_row() -> None:
    stored = np.ones((500, DIMENSION), dtype=np.float32)
    assert FaissIndex.build(stored).top(stored[0], 3)[0].tolist() == [0, 1, 2]


def test_it_is_saved_and_opened(tmp_path: Path) -> None:
    stored = vectors(5, 40, 6)
    built = FaissIndex.build(stored)
    built.save(tmp_path)
    opened = FaissIndex.open(tmp_path)
    assert len(opened) == 40
    mask = np.arange(40) % 2 == 0
    assert opened.top(stored[3], 10, mask)[0].tolist() == built.top(stored[3], 10, mask)[0].tolist()


@pytest.mark.parametrize(
    "index", [FaissIndex.build(np.empty((0, 4), np.float32)), NumpyIndex(np.empty((0, 4), np.float16))]
)
def test_no_vectors_no_rows(index: FaissIndex | NumpyIndex) -> None:
    assert len(index) == 0
    assert index.top(np.ones(4, dtype=np.float32), 5)[0].tolist() == []
    assert index.top(np.ones(4, dtype=np.float32), 5, np.zeros(0, dtype=np.bool_))[0].tolist() == []
