from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest

from index.dense import vector_cache as vectors
from index.dense.embedding import HashEmbedder, Progress
from index.dense.vector_cache import VectorCache, digest
from index.types import HalfVectors, Vector

TEXTS = ["one fish", "two fish", "one fish", "red fish", "blue fish"]


class Counting(HashEmbedder):
    """Records the texts that it embeds, and raises at one text."""

    asked: list[str]
    fatal = ""

    def embed(self, texts: Sequence[str], *, progress: Progress | None = None) -> Vector:
        if self.fatal in texts:
            raise KeyboardInterrupt
        self.asked.extend(texts)
        return super().embed(texts, progress=progress)


@pytest.fixture
def embedder() -> Counting:
    counting = Counting()
    object.__setattr__(counting, "asked", [])
    return counting


@pytest.fixture(autouse=True)
def _small_chunks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(vectors, "CHUNK", 2)


def embedded(
    path: Path, embedder: Counting, texts: Sequence[str] = TEXTS
) -> tuple[HalfVectors, list[tuple[int, int]]]:
    out = np.zeros((len(texts), embedder.dimension), dtype=np.float16)
    told: list[tuple[int, int]] = []
    with VectorCache(path) as cache:
        cache.embed(texts, embedder, out, lambda done, total: told.append((done, total)))
    return out, told


def test_each_text_is_embedded_once(tmp_path: Path, embedder: Counting) -> None:
    first, told = embedded(tmp_path / "v.db", embedder)
    assert sorted(embedder.asked) == sorted(set(TEXTS))
    assert told[-1] == (5, 5)
    assert sorted(told) == told
    np.testing.assert_array_equal(first, HashEmbedder().embed(TEXTS).astype(np.float16))
    again, _ = embedded(tmp_path / "v.db", embedder, TEXTS[::-1])
    np.testing.assert_array_equal(again, first[::-1])
    assert len(embedder.asked) == 4


def test_vectors_from_before_a_kill_are_kept(tmp_path: Path, embedder: Counting) -> None:
    object.__setattr__(embedder, "fatal", "blue fish")
    with pytest.raises(KeyboardInterrupt):
        embedded(tmp_path / "v.db", embedder)
    object.__setattr__(embedder, "fatal", "")
    embedder.asked.clear()
    embedded(tmp_path / "v.db", embedder)
    assert embedder.asked == ["blue fish"]


def test_vectors_of_different_models_are_separate(tmp_path: Path) -> None:
    key, vector = digest("a"), np.ones(3, dtype=np.float16)
    with VectorCache(tmp_path / "v.db") as cache:
        cache.put_many("m1", [(key, vector)])
        assert cache.get_many("m2", [key]) == {}
        found = cache.get_many("m1", [key, digest("b")])
    assert list(found) == [key]
    np.testing.assert_array_equal(found[key], vector)


def test_progress_is_optional(tmp_path: Path, embedder: Counting) -> None:
    out = np.zeros((2, embedder.dimension), dtype=np.float16)
    with VectorCache(tmp_path / "v.db") as cache:
        cache.embed(TEXTS[:2], embedder, out)
        cache.embed(TEXTS[:2], embedder, out)
    assert len(embedder.asked) == 2


def test_no_texts_need_nothing(tmp_path: Path, embedder: Counting) -> None:
    out, told = embedded(tmp_path / "v.db", embedder, [])
    assert out.shape == (0, 64)
    assert told == []
