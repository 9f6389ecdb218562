import sqlite3
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest

from index.dense import vector_cache as vectors
from index.dense.embedder import BasisKind, Encoded, Progress
from index.dense.hash_embedder import HashEmbedder
from index.dense.vector_cache import Cached, VectorCache, digest
from index.dense.word_basis import WordBasis
from index.storage import StoredWords, StoredWordsWriter
from index.types import HalfVectors
from repository import ROOT

TEXTS = ["one fish", "two fish", "one fish", "red fish", "blue fish"]
WORDS = [1, 2, 1, 2, 2]


class Counting(HashEmbedder):
    """Records the texts that it embeds, and raises at one text."""

    asked: list[str]
    fatal = ""

    def encode(self, texts: Sequence[str], *, progress: Progress | None = None) -> Encoded:
        if self.fatal in texts:
            raise KeyboardInterrupt
        self.asked.extend(texts)
        return super().encode(texts, progress=progress)


class Fitted(Counting):
    """Needs a basis of its own."""

    @property
    def word_basis(self) -> BasisKind:
        return "fitted"


def counting(kind: type[Counting] = Counting) -> Counting:
    made = kind()
    object.__setattr__(made, "asked", [])
    return made


@pytest.fixture
def embedder() -> Counting:
    return counting()


@pytest.fixture(autouse=True)
def _small_chunks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(vectors, "CHUNK", 2)


def encoded(
    path: Path, embedder: Counting, texts: Sequence[str] = TEXTS
) -> tuple[HalfVectors, StoredWords, list[tuple[int, int]]]:
    out = np.zeros((len(texts), embedder.dimension), dtype=np.float16)
    told: list[tuple[int, int]] = []
    with VectorCache(path) as cache:
        width = cache.basis(embedder).width(embedder.dimension)
        with StoredWordsWriter(path.parent, "words", width) as writer:
            cache.encode(texts, embedder, out, writer, lambda done, total: told.append((done, total)))
    stored = StoredWords.open(path.parent, "words")
    return out, StoredWords(stored.values.copy(), stored.offsets.copy()), told


def test_each_text_is_embedded_once(tmp_path: Path, embedder: Counting) -> None:
    first, words, told = encoded(tmp_path / "v.db", embedder)
    assert sorted(embedder.asked) == sorted(set(TEXTS))
    assert told[-1] == (5, 5)
    assert sorted(told) == told
    expected = HashEmbedder().encode(TEXTS)
    np.testing.assert_array_equal(first, expected.vectors.astype(np.float16))
    np.testing.assert_array_equal(words.values, WordBasis(None).quantise(expected.words))
    np.testing.assert_array_equal(words.offsets, expected.offsets)
    again, words_again, _ = encoded(tmp_path / "v.db", embedder, TEXTS[::-1])
    np.testing.assert_array_equal(again, first[::-1])
    np.testing.assert_array_equal(words_again.values, words.take(range(4, -1, -1)).values)
    assert len(embedder.asked) == 4


def test_encodings_from_before_a_kill_are_kept(tmp_path: Path, embedder: Counting) -> None:
    object.__setattr__(embedder, "fatal", "blue fish")
    with pytest.raises(KeyboardInterrupt):
        encoded(tmp_path / "v.db", embedder)
    object.__setattr__(embedder, "fatal", "")
    embedder.asked.clear()
    out, words, _ = encoded(tmp_path / "v.db", embedder)
    assert embedder.asked == ["blue fish"]
    fresh, fresh_words, _ = encoded(tmp_path / "w.db", embedder)
    np.testing.assert_array_equal(out, fresh)
    np.testing.assert_array_equal(words.values, fresh_words.values)


def test_a_process_that_is_killed_loses_only_the_chunk_at_hand(tmp_path: Path, embedder: Counting) -> None:
    code = f"""
import os, signal, numpy as np
from pathlib import Path
from index.dense import HashEmbedder, VectorCache, vector_cache
from index.storage import StoredWordsWriter
vector_cache.CHUNK = 2
class Dying(HashEmbedder):
    def encode(self, texts, *, progress=None):
        if "blue fish" in texts:
            os.kill(os.getpid(), signal.SIGKILL)
        return super().encode(texts, progress=progress)
folder = Path({str(tmp_path)!r})
out = np.zeros((5, 64), dtype=np.float16)
with VectorCache(folder / "v.db") as cache, StoredWordsWriter(folder, "words", 64) as writer:
    cache.encode({TEXTS!r}, Dying(), out, writer)
"""
    killed = subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=False)
    assert killed.returncode == -9
    encoded(tmp_path / "v.db", embedder)
    assert embedder.asked == ["blue fish"]


def test_encodings_of_different_recipes_are_separate(tmp_path: Path) -> None:
    key, one = digest("a"), Cached(np.ones(3, dtype=np.float16), np.ones((2, 4), dtype=np.int8))
    with VectorCache(tmp_path / "v.db") as cache:
        cache.put_many("m1", [(key, one)])
        assert cache.get_many("m2", [key], 4) == {}
        found = cache.get_many("m1", [key, digest("b")], 4)
    assert list(found) == [key]
    np.testing.assert_array_equal(found[key].vector, one.vector)
    np.testing.assert_array_equal(found[key].words, one.words)


def test_a_cache_without_words_is_filled_again(tmp_path: Path, embedder: Counting) -> None:
    old = sqlite3.connect(tmp_path / "v.db")
    with old:
        old.execute("CREATE TABLE vectors (model TEXT, text BLOB, vector BLOB, PRIMARY KEY (model, text))")
        old.execute("INSERT INTO vectors VALUES (?, ?, ?)", (embedder.fingerprint, digest("one fish"), b""))
    old.close()
    _, words, _ = encoded(tmp_path / "v.db", embedder)
    assert sorted(embedder.asked) == sorted(set(TEXTS))
    assert np.diff(words.offsets).tolist() == WORDS


def test_a_basis_is_fitted_once_and_decides_what_is_cached(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("index.dense.word_basis.sample_texts", lambda: ["three sample words"])
    first, second = counting(Fitted), counting(Fitted)
    _, words, _ = encoded(tmp_path / "v.db", first)
    assert first.asked.count("three sample words") == 1
    _, again, _ = encoded(tmp_path / "v.db", second)
    assert second.asked == []
    np.testing.assert_array_equal(again.values, words.values)
    monkeypatch.setattr("index.dense.word_basis.FIT_VERSION", 2)
    monkeypatch.setattr("index.dense.word_basis.sample_texts", lambda: ["other sample words", "and more"])
    encoded(tmp_path / "v.db", second)
    assert sorted(second.asked) == sorted({*TEXTS, "other sample words", "and more"})


def test_progress_is_optional(tmp_path: Path, embedder: Counting) -> None:
    out = np.zeros((2, embedder.dimension), dtype=np.float16)
    with VectorCache(tmp_path / "v.db") as cache, StoredWordsWriter(tmp_path, "words", 64) as writer:
        cache.encode(TEXTS[:2], embedder, out, writer)
        cache.encode(TEXTS[:2], embedder, out, writer)
    assert len(embedder.asked) == 2


def test_no_texts_need_nothing(tmp_path: Path, embedder: Counting) -> None:
    out, words, told = encoded(tmp_path / "v.db", embedder, [])
    assert out.shape == (0, 64)
    assert (len(words), words.values.shape) == (0, (0, 64))
    assert told == []
