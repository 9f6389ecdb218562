"""Vectors of sentences that were embedded before."""

from pathlib import Path

import numpy as np
import pytest

from vectors import kept_vectors

VECTORS = np.eye(2, 384, dtype=np.float32)


@pytest.fixture
def kept(tmp_path: Path) -> Path:
    np.save(tmp_path / "kept.npy", VECTORS)
    return tmp_path / "kept.npy"


def test_kept_vectors_are_read_and_nothing_is_embedded(kept: Path) -> None:
    np.testing.assert_array_equal(kept_vectors(["Zorbine helps.", "So does rest."], kept), VECTORS)


def test_vectors_of_other_sentences_are_refused(kept: Path) -> None:
    with pytest.raises(ValueError, match=r"2 vectors for 1 sentences: delete it"):
        kept_vectors(["Zorbine helps."], kept)
