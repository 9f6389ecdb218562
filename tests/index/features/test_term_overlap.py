"""Term-overlap features, compared with a simple computation."""

from itertools import combinations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.features.neighbours import Neighbours
from index.features.term_overlap import MAX_TERM_DISTANCE, CueTerms, Overlap, QuestionTerms, present
from index.lexical import LexicalIndex
from index.storage import Ragged

TERMS = ["zinc", "cold", "adult", "week", "12", "5%", "method", "show"]
VOCABULARY = {term: number for number, term in enumerate(TERMS)}
PASSAGES = [[0, 1], [0, 2, 4], [5, 6], [3, 7, 0]]
LEXICAL = LexicalIndex.build(PASSAGES, VOCABULARY)
CUES = CueTerms.of(LEXICAL)
terms = st.lists(st.sampled_from(TERMS), max_size=10)


def overlap(question: list[str], sentences: list[list[str]], over: list[list[str]] | None = None) -> Overlap:
    asked = QuestionTerms.of(question, LEXICAL)
    ids = Ragged.of([VOCABULARY[term] for term in sentence] for sentence in sentences)
    contexts = Ragged.of([VOCABULARY[term] for term in held] for held in over or [[] for _ in sentences])
    rows = np.arange(len(sentences))
    return Overlap.of(asked, CUES, ids, present(contexts, asked.ids), Neighbours.of(rows, np.zeros_like(rows)))


def test_coverage_is_weighted_by_idf_and_separate_by_place() -> None:
    found = overlap(["zinc", "cold"], [["zinc"], ["cold"], ["adult"]], [["cold"], ["cold"], []])
    zinc, cold = LEXICAL.idf("zinc"), LEXICAL.idf("cold")
    assert found.coverage.tolist() == pytest.approx([1, cold / (zinc + cold), 0])
    assert found.own_coverage.tolist() == pytest.approx([zinc / (zinc + cold), cold / (zinc + cold), 0])


def test_terms_that_the_corpus_lacks_count_with_the_largest_idf() -> None:
    asked = QuestionTerms.of(["zinc", "abacavir"], LEXICAL)
    largest = LEXICAL.idf("abacavir")
    assert asked.unknown == pytest.approx(largest / (largest + LEXICAL.idf("zinc")))
    assert overlap(["zinc", "abacavir"], [["zinc"]]).coverage[0] == pytest.approx(1 - asked.unknown)


def test_coverage_by_neighbouring_sentences_counts_too() -> None:
    found = overlap(["zinc", "cold", "adult"], [["zinc"], ["week"], ["cold"], ["adult"]])
    total = sum(LEXICAL.idf(term) for term in TERMS[:3])
    zinc, cold, adult = (LEXICAL.idf(term) / total for term in TERMS[:3])
    assert found.coverage_before.tolist() == pytest.approx([zinc, zinc, cold, cold + adult])
    assert found.coverage_near.tolist() == pytest.approx([zinc, zinc + cold, zinc + cold + adult, cold + adult])


def test_numbers_times_shares_aims_and_findings_are_detected() -> None:
    found = overlap(["zinc"], [["zinc", "12"], ["5%"], ["method", "week"], ["zinc", "show"]])
    assert found.number.tolist() == [1, 1, 0, 0]
    assert found.share.tolist() == [0, 1, 0, 0]
    assert found.time.tolist() == [0, 0, 1, 0]
    assert found.figures.tolist() == [0.5, 1, 0, 0]
    assert found.aim.tolist() == [0, 0, 1, 0]
    assert found.finding.tolist() == [0, 0, 0, 1]
    assert found.fresh.tolist() == [1, 1, 1, 1]


def test_a_sentence_with_only_query_terms_is_not_fresh() -> None:
    assert overlap(["zinc", "cold"], [["zinc"], ["cold", "zinc"], ["zinc", "adult"], []]).fresh.tolist() == [
        0,
        0,
        1,
        0,
    ]


def test_a_question_without_known_terms_and_empty_sentences_are_no_error() -> None:
    found = overlap(["unheard"], [[], ["zinc"]])
    assert found.coverage.tolist() == found.nearness.tolist() == [0, 0]
    assert overlap(["zinc"], []).coverage.shape == (0,)
    assert QuestionTerms.of([], LEXICAL).unknown == 1


@settings(deadline=None)
@given(question=terms, sentences=st.lists(terms, max_size=5))
def test_nearness_equals_a_plain_count(question: list[str], sentences: list[list[str]]) -> None:
    found = overlap(question, sentences)
    asked = set(question)
    for row, sentence in enumerate(sentences):
        places = [(place, term) for place, term in enumerate(sentence) if term in asked]
        near = {
            frozenset((one, other))
            for (before, one), (after, other) in combinations(places, 2)
            if after - before <= MAX_TERM_DISTANCE and one != other
        }
        assert found.nearness[row] == pytest.approx(len(near) / max(1, len(asked) * (len(asked) - 1) / 2))


@settings(deadline=None)
@given(question=terms, sentences=st.lists(st.tuples(terms, terms), max_size=5))
def test_all_shares_lie_between_zero_and_one(
    question: list[str], sentences: list[tuple[list[str], list[str]]]
) -> None:
    found = overlap(question, [own for own, _ in sentences], [over for _, over in sentences])
    for values in vars(found).values():
        assert values.dtype == np.float32
        assert ((values >= 0) & (values <= 1.000001)).all()
    assert (found.coverage + 1e-6 >= found.own_coverage).all()
    assert (found.coverage_near + 1e-6 >= found.coverage_before).all()
    assert (found.coverage_whole + 1e-6 >= np.maximum(found.coverage, found.coverage_near)).all()
    assert (found.coverage_before + 1e-6 >= found.own_coverage).all()
