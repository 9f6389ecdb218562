from types import SimpleNamespace

import numpy as np
import torch
from hypothesis import given
from hypothesis import strategies as st

from index.dense.encoders.token_words import Tokens, spans_of


def features(vectors: list[list[list[float]]], **more: object) -> dict[str, object]:
    return {"token_embeddings": torch.tensor(vectors), **more}


def encodings(*offsets: list[tuple[int, int]]) -> list[SimpleNamespace]:
    return [SimpleNamespace(offsets=each) for each in offsets]


TEXT = "no TDP-43"
PIECES = [(0, 0), (0, 2), (3, 5), (5, 6), (6, 7), (7, 9), (0, 0)]


def test_a_word_is_the_normalised_mean_of_its_pieces() -> None:
    vectors = [[[9.0, 9.0], [0.0, 2.0], [1.0, 0.0], [3.0, 4.0], [9.0, 9.0], [0.0, -1.0], [9.0, 9.0]]]
    tokens = Tokens.of(encodings(PIECES), features(vectors), None)
    assert tokens is not None
    (words,) = tokens.words([TEXT])
    assert words.spans.tolist() == [[0, 2], [3, 6], [7, 9]]
    np.testing.assert_allclose(words.vectors, np.array([[0, 1], [0.5**0.5, 0.5**0.5], [0, -1]]), rtol=1e-6)
    assert words.vectors.dtype == np.float32


def test_a_piece_that_overlaps_two_words_counts_for_both() -> None:
    tokens = Tokens.of(encodings([(0, 2), (2, 9)]), features([[[1.0, 0.0], [0.0, 1.0]]]), None)
    assert tokens is not None
    (words,) = tokens.words([TEXT])
    np.testing.assert_allclose(words.vectors, [[1, 0], [0, 1], [0, 1]])


def test_a_prompt_is_subtracted_and_a_word_without_pieces_left_out() -> None:
    spans = [(0, 0), (0, 4), (4, 7), (7, 9), (10, 12)]
    tokens = Tokens.of(encodings(spans), features([[[1.0, 0.0]] * 4 + [[0.0, 1.0]]]), "prompt ")
    assert tokens is not None
    (words,) = tokens.words([TEXT])
    assert words.spans.tolist() == [[0, 2], [3, 6]]
    np.testing.assert_allclose(words.vectors, [[1, 0], [0, 1]])


def test_without_token_vectors_or_their_places_there_is_nothing() -> None:
    vectors = [[[1.0], [1.0]]]
    two = encodings([(0, 2), (3, 6)])
    assert Tokens.of(two, {}, None) is None
    assert Tokens.of(None, features(vectors), None) is None
    assert Tokens.of(encodings([(0, 2)]), features(vectors), None) is None
    assert Tokens.of(two, features(vectors, modality="message"), None) is None
    assert Tokens.of(two, features(vectors, modality="text"), None) is not None


@given(st.text(alphabet="abn 5-é", max_size=20))
def test_every_word_with_a_piece_has_a_unit_vector(text: str) -> None:
    spans = [(place, place + 1) for place in range(len(text))] or [(0, 0)]
    vectors = np.random.default_rng(len(text)).normal(size=(1, len(spans), 3))
    tokens = Tokens.of(encodings(spans), features(vectors.tolist()), None)
    assert tokens is not None
    (words,) = tokens.words([text])
    assert words.spans.tolist() == spans_of(text).tolist()
    np.testing.assert_allclose(np.linalg.norm(words.vectors, axis=1), 1, rtol=1e-5)
