import gzip
import json
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.analysis.analyser import Analyser
from index.lexical.bm25 import LexicalIndex
from index.lexical.bm25_reference import K1, LuceneBM25, lucene_idf

TERMS = st.sampled_from("abcdefgh")
CORPUS = st.lists(st.lists(TERMS, max_size=12), min_size=1, max_size=25)
QUERY = st.lists(st.sampled_from("abcdefghxyz"), max_size=6)


def lexical(texts: list[list[str]]) -> LexicalIndex:
    vocabulary: dict[str, int] = {}
    return LexicalIndex.build(
        [[vocabulary.setdefault(t, len(vocabulary)) for t in text] for text in texts], vocabulary
    )


def reference_order(texts: list[list[str]], query: list[str]) -> tuple[list[int], list[float]]:
    scores = LuceneBM25(texts).get_scores(query).tolist() if texts else []
    found = [row for row in range(len(texts)) if scores[row] > 0]
    return found, scores


def agrees(texts: list[list[str]], query: list[str], index: LexicalIndex, k: int) -> None:
    """Checks that the reference has the same rows, with scores k1 + 1 times as high, in order up to rounding."""
    found, expected = reference_order(texts, query)
    rows, scores = index.top(query, k)
    assert len(rows) == min(k, len(found))
    assert ((K1 + 1) * scores).tolist() == pytest.approx([expected[row] for row in rows], rel=1e-5)
    best = sorted((expected[row] for row in found), reverse=True)[:k]
    assert [expected[row] for row in rows] == pytest.approx(best, rel=1e-5)


@settings(max_examples=150)
@given(CORPUS, QUERY, st.integers(1, 30))
def test_it_agrees_with_rank_bm25(texts: list[list[str]], query: list[str], k: int) -> None:
    agrees(texts, query, lexical(texts), k)


@settings(max_examples=60)
@given(CORPUS, QUERY, st.data())
def test_a_mask_leaves_out_rows_before_the_cut(
    texts: list[list[str]], query: list[str], data: st.DataObject
) -> None:
    mask = np.array(data.draw(st.lists(st.booleans(), min_size=len(texts), max_size=len(texts))), dtype=np.bool_)
    index = lexical(texts)
    everything = index.top(query, len(texts))[0]
    assert index.top(query, 3, mask)[0].tolist() == [row for row in everything.tolist() if mask[row]][:3]


def test_ties_are_broken_by_row_at_the_cut_off_too() -> None:
    index = lexical([["a"]] * 50)
    assert index.top(["a"], 7)[0].tolist() == list(range(7))


def test_frequencies_and_weights() -> None:
    index = lexical([["a", "a"], ["a", "b"], ["c"]])
    assert [index.df(term) for term in "abcz"] == [2, 1, 1, 0]
    assert index.idf("a") == lucene_idf(2, 3)
    assert index.idf("z") == lucene_idf(0, 3) > index.idf("b")


@given(CORPUS, QUERY)
def test_coverage_is_the_share_of_the_weight_in_the_passage(texts: list[list[str]], query: list[str]) -> None:
    index = lexical(texts)
    total = sum(index.idf(term) for term in set(query)) or 1
    held = [sum(index.idf(term) for term in set(query) & set(text)) / total for text in texts]
    assert index.coverage(query, np.arange(len(texts))).tolist() == pytest.approx(held)


@pytest.mark.parametrize("texts", [[["a", "b"], [], ["b", "ä"]], [], [[], []]])
def test_it_is_saved_and_opened(tmp_path: Path, texts: list[list[str]]) -> None:
    built = lexical(texts)
    built.save(tmp_path)
    opened = LexicalIndex.open(tmp_path)
    assert len(opened) == len(texts)
    for query in (["b"], ["ä", "b"], ["z"], []):
        assert [part.tolist() for part in opened.top(query, 5)] == [part.tolist() for part in built.top(query, 5)]


def test_unknown_terms_find_nothing() -> None:
    index = LexicalIndex.build([[]], {"heading": 0})
    assert index.top(["heading"], 5)[0].tolist() == []
    assert index.df("heading") == 0


@pytest.mark.real_data
def test_it_agrees_with_rank_bm25_on_medquad(data_dir: Path) -> None:
    analyser = Analyser()
    with gzip.open(data_dir / "medquad" / "corpus.jsonl.gz", "rt", encoding="utf-8") as lines:
        records = [json.loads(line) for _, line in zip(range(400), lines, strict=False)]
    texts = [analyser.terms(record["text"]) for record in records]
    index = lexical(texts)
    for record in records[::20]:
        agrees(texts, analyser.terms(f"What is {record['title']} and how is it treated?"), index, 10)
