from math import sqrt

import numpy as np
import pytest

from factories import make_document
from index.analysis import Analyser
from index.dense import EncodedQuery, WordBasis
from index.hybrid import HybridIndex
from index.query_words import query_words
from indexes import build_over, opened

GOUT = make_document("gout", "Gout", {"": ["Colchicine relieves gout.", "Its role is unclear."]})
FLU = make_document("flu", "Hepatitis A", {"": ["Fever comes first.", "Hepatitis A is catching."]})


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> HybridIndex:
    return opened(build_over(tmp_path_factory.mktemp("words"), GOUT, FLU))


def test_a_query_carries_its_content_words(index: HybridIndex) -> None:
    words = index.query("What is the dose of colchicine, 5-10 mg?").words
    assert words.texts == ("dose", "colchicine", "5", "10", "mg")
    assert words.vectors.dtype == np.int8
    assert words.vectors.shape == (5, 1024)
    assert np.array_equal(words.vectors[1], index.query("colchicine").words.vectors[0])


def test_weights_are_square_roots_of_idf_and_largest_for_unknown_words(index: HybridIndex) -> None:
    words = index.query("zorbitis and colchicine").words
    assert words.texts == ("zorbitis", "colchicine")
    assert words.weights.tolist() == [sqrt(index.lexical.idf("zorbiti")), sqrt(index.lexical.idf("colchicin"))]
    assert words.weights[0] == sqrt(max(map(index.lexical.idf, [*index.lexical.vocabulary, "unheard"])))


def test_question_words_count_only_if_the_corpus_has_them(index: HybridIndex) -> None:
    assert index.query("What is the role of colchicine versus rest?").words.texts == ("role", "colchicine", "rest")
    assert index.query("Describe gout").words.texts == ("gout",)


def test_the_letter_of_a_name_is_a_word(index: HybridIndex) -> None:
    words = index.query("hepatitis A").words
    assert words.texts == ("hepatitis", "A")
    assert index.score(index.query("hepatitis A"), index.document_rows("flu")).soft_own.tolist() == [0, 1]


@pytest.mark.parametrize("question", ["", "?", "what is the"])
def test_without_content_there_are_no_words(index: HybridIndex, question: str) -> None:
    words = index.query(question).words
    assert (words.texts, words.vectors.shape, words.weights.shape) == ((), (0, 1024), (0,))


def test_words_that_have_no_vector_or_no_term_are_left_out(index: HybridIndex) -> None:
    text = "colchicine relieves gout"
    encoded = EncodedQuery(np.ones(2, np.float32), ((0, 10), (21, 24)), np.eye(2, dtype=np.float32))
    words = query_words(text, encoded, WordBasis(None), Analyser(stop_words=frozenset(["gout"])), index.lexical)
    assert words.texts == ("colchicine",)
    assert words.vectors.tolist() == [[127, 0]]
