from math import log

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.lexical.bm25_reference import LuceneBM25, lucene_idf


def test_the_formula() -> None:
    scorer = LuceneBM25([["a", "b"], ["b", "b", "c"], ["c"]])
    idf = log(1 + (3 - 2 + 0.5) / (2 + 0.5))
    expected = [
        idf * tf * 2.2 / (tf + 1.2 * (0.25 + 0.75 * length / 2)) for tf, length in ((1, 2), (2, 3), (0, 1))
    ]
    assert scorer.get_scores(["b"]).tolist() == pytest.approx(expected)


def test_terms_in_most_texts_never_weigh_less_than_nothing() -> None:
    scorer = LuceneBM25([["a"], ["a"], ["a", "b"]])
    assert all(score > 0 for score in scorer.get_scores(["a"]))


def test_terms_have_the_weights_of_the_larger_corpus() -> None:
    texts = [["a", "b"], ["b"]]
    inside = LuceneBM25(texts, frequencies={"b": 500, "z": 3}, documents=1000)
    assert inside.idf == {"b": lucene_idf(500, 1000), "z": lucene_idf(3, 1000)}
    assert inside.get_scores(["a"]).tolist() == [0, 0]
    ratio = lucene_idf(500, 1000) / lucene_idf(2, 2)
    expected = [ratio * score for score in LuceneBM25(texts).get_scores(["b"])]
    assert inside.get_scores(["b"]).tolist() == pytest.approx(expected)


def test_texts_without_terms_score_nothing() -> None:
    assert LuceneBM25([[], []], frequencies={1: 2}, documents=9).get_scores([1]).tolist() == [0, 0]


def test_no_texts_are_refused() -> None:
    with pytest.raises(ValueError, match="at least one"):
        LuceneBM25([])


@given(
    st.lists(st.lists(st.sampled_from("abcd"), max_size=6), min_size=1, max_size=5),
    st.sets(st.sampled_from("abz")),
)
def test_texts_need_only_contain_the_query_terms(texts: list[list[str]], query: set[str]) -> None:
    asked = sorted(query)
    held = [[term for term in text if term in query] for text in texts]
    part = LuceneBM25(held, lengths=[len(text) for text in texts])
    assert part.get_scores(asked).tolist() == LuceneBM25(texts).get_scores(asked).tolist()
