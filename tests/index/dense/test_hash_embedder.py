import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from index.dense.hash_embedder import HashEmbedder


@given(st.lists(st.text(), max_size=8))
def test_hashed_vectors_have_length_one_and_depend_on_the_text_alone(texts: list[str]) -> None:
    embedder = HashEmbedder()
    vectors = embedder.encode(texts).vectors
    assert vectors.dtype == np.float32
    assert vectors.shape == (len(texts), embedder.dimension)
    np.testing.assert_allclose(np.linalg.norm(vectors, axis=1), 1, rtol=1e-5)
    assert np.array_equal(vectors, HashEmbedder().encode(texts).vectors)
    assert all(
        np.array_equal(embedder.encode_query(text).vector, row) for text, row in zip(texts, vectors, strict=True)
    )


def test_hashed_vectors_reflect_words() -> None:
    embedder = HashEmbedder(dimension=512)
    query = embedder.encode_query("survival of patients with bulbar onset").vector
    texts = ["Patients with bulbar onset survived longer.", "Gout is treated with colchicine."]
    near, far = embedder.encode(texts).vectors
    assert query @ near > 0.5 > query @ far
    assert embedder.fingerprint != HashEmbedder().fingerprint


def test_hashing_reports_its_progress() -> None:
    told: list[tuple[int, int]] = []
    HashEmbedder().encode(["a", "b"], progress=lambda done, total: told.append((done, total)))
    assert told == [(2, 2)]


@given(st.lists(st.text(alphabet="aginot -5'é/%"), max_size=5))
def test_a_word_has_the_vector_of_a_text_of_that_word(texts: list[str]) -> None:
    embedder = HashEmbedder()
    encoded = embedder.encode(texts)
    assert encoded.offsets[0] == 0
    for row, text in enumerate(texts):
        words = encoded.words[encoded.offsets[row] : encoded.offsets[row + 1]]
        query = embedder.encode_query(text)
        assert np.array_equal(query.words, words)
        for (start, end), word in zip(query.spans, words, strict=True):
            if embedder.analyser.terms(text[start:end]):
                assert np.array_equal(embedder.encode_query(text[start:end]).vector, word)


def test_a_letter_that_is_a_name_does_not_depend_on_its_case() -> None:
    upper, lower = HashEmbedder().encode_query("Hepatitis A"), HashEmbedder().encode_query("hepatitis a")
    assert upper.spans == ((0, 9), (10, 11))
    assert np.array_equal(upper.words, lower.words)
