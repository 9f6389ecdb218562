"""The selection of excerpts: their order, boosts, length, and the article first."""

from itertools import pairwise

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from corpus.document import Document
from factories import make_document
from index.types import SentenceKey
from qa.selection import Preferences
from qa.selection.select import select


def chosen(
    relevance: list[float],
    boosts: list[float],
    longest: int | None = None,
    texts: list[str] | None = None,
    *,
    article: str | None = None,
    floor: float = 0.1,
) -> list[str]:
    """The documents that are quoted, in order; each holds one sentence."""
    names = [f"d{place}" for place in range(len(relevance))]
    documents: dict[str, Document] = {
        name: make_document(name, sections={"": [texts[place] if texts else f"Sentence {place}."]})
        for place, name in enumerate(names)
    }
    excerpts = select(
        [SentenceKey(name, documents[name].version, 1) for name in names],
        np.array(relevance, dtype=np.float32),
        np.eye(len(names), dtype=np.float32),
        article=article,
        limit=len(names),
        preferences=Preferences(floor=floor),
        load=lambda key: documents[key.document_id],
        boosts=np.array(boosts, dtype=np.float32),
        longest=longest,
    )
    return [excerpt.document.id for excerpt in excerpts]


def test_a_boost_reorders_candidates_of_similar_relevance() -> None:
    assert chosen([0.9, 0.88], [0, 0.1]) == ["d1", "d0"]


def test_a_boost_does_not_overcome_a_clear_lead() -> None:
    assert chosen([0.9, 0.6], [0, 0.1]) == ["d0", "d1"]


@given(st.lists(st.tuples(st.floats(0.2, 1), st.floats(0, 0.1)), min_size=2, max_size=6))
def test_no_sentence_overtakes_one_that_leads_by_more_than_the_largest_boost(
    drawn: list[tuple[float, float]],
) -> None:
    drawn.sort(reverse=True)
    relevance, boosts = [r for r, _ in drawn], [f for _, f in drawn]
    order = chosen(relevance, boosts)
    for before, after in pairwise(order):
        assert relevance[int(after[1:])] - relevance[int(before[1:])] <= 0.1 + 1e-6


def test_long_quotes_are_skipped_except_the_first() -> None:
    long, short = "word " * 30 + "ends.", "Short."
    assert chosen([0.9, 0.8, 0.7], [0, 0, 0], 50, [long, long, short]) == ["d0", "d2"]
    assert chosen([0.9], [0], 50, [long]) == ["d0"]


def test_the_article_comes_first_if_it_is_relevant_enough() -> None:
    assert chosen([0.9, 0.8, 0.7], [0, 0, 0], article="d2") == ["d2", "d0", "d1"]
    assert chosen([0.9, 0.8, 0.3], [0, 0, 0], article="d2", floor=0.5) == ["d0", "d1"]


def test_a_boost_makes_no_sentence_relevant_enough() -> None:
    assert chosen([0.9, 0.4], [0, 0.1], floor=0.5) == ["d0"]


@given(st.lists(st.floats(0, 1, width=32)), st.floats(0.1, 1))
def test_relevant_enough_are_the_first_of_the_candidates(relevance: list[float], floor: float) -> None:
    ordered = np.array(sorted(relevance, reverse=True), dtype=np.float32)
    enough = Preferences(floor=floor).relevant_enough(ordered).tolist()
    assert len(enough) == len(relevance)
    assert enough == sorted(enough, reverse=True)
    assert all(enough[:1])
