"""What sentences share with a question's terms, against a plain reckoning of the same."""

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.arrays import Ragged
from index.lexical import LexicalIndex
from index.overlap import Asked, Cues, Overlap, present

TERMS = ["zinc", "cold", "adult", "not", "12", "3.5", "method", "show"]
VOCABULARY = {term: number for number, term in enumerate(TERMS)}
PASSAGES = [[0, 1], [0, 2, 4], [5, 6], [3, 7, 0]]
LEXICAL = LexicalIndex.build(PASSAGES, VOCABULARY)
CUES = Cues.of(LEXICAL)
terms = st.lists(st.sampled_from(TERMS), max_size=6)


def overlap(question: list[str], sentences: list[list[str]], over: list[list[str]] | None = None) -> Overlap:
    asked = Asked.of(question, LEXICAL)
    ids = Ragged.of([VOCABULARY[term] for term in sentence] for sentence in sentences)
    contexts = Ragged.of([VOCABULARY[term] for term in held] for held in over or [[] for _ in sentences])
    return Overlap.of(asked, CUES, ids, present(contexts, asked.ids))


def test_coverage_is_weighed_by_idf_and_told_apart_by_place() -> None:
    found = overlap(["zinc", "cold"], [["zinc"], ["cold"], ["adult"]], [["cold"], ["cold"], []])
    zinc, cold = LEXICAL.idf("zinc"), LEXICAL.idf("cold")
    assert found.coverage.tolist() == pytest.approx([1, cold / (zinc + cold), 0])
    assert found.own_coverage.tolist() == pytest.approx([zinc / (zinc + cold), cold / (zinc + cold), 0])
    assert found.novel_coverage.tolist() == pytest.approx([zinc / (zinc + cold), 0, 0])


def test_terms_that_the_corpus_lacks_count_with_the_largest_idf() -> None:
    asked = Asked.of(["zinc", "abacavir"], LEXICAL)
    largest = LEXICAL.idf("abacavir")
    assert asked.unknown == pytest.approx(largest / (largest + LEXICAL.idf("zinc")))
    assert overlap(["zinc", "abacavir"], [["zinc"]]).coverage[0] == pytest.approx(1 - asked.unknown)


def test_negation_numbers_aims_and_findings_are_told() -> None:
    found = overlap(["zinc", "not", "12"], [["not", "12"], ["zinc"], ["method", "zinc"], ["zinc", "show"]])
    assert found.negation.tolist() == [1, 0, 0, 0]
    assert found.numbers.tolist() == [1, 0, 0, 0]
    assert found.aim.tolist() == [0, 0, 1, 0]
    assert found.finding.tolist() == [0, 0, 0, 1]


def test_a_question_without_known_terms_and_empty_sentences_are_no_error() -> None:
    found = overlap(["unheard"], [[], ["zinc"]])
    assert found.coverage.tolist() == found.pairs.tolist() == [0, 0]
    assert overlap(["zinc"], []).coverage.shape == (0,)
    assert Asked.of([], LEXICAL).unknown == 1


@settings(deadline=None)
@given(question=terms, sentences=st.lists(terms, max_size=5))
def test_pairs_and_numbers_are_those_of_a_plain_count(question: list[str], sentences: list[list[str]]) -> None:
    found = overlap(question, sentences)
    asked = set(pairwise(question))
    for row, sentence in enumerate(sentences):
        held = sum(pair in asked for pair in pairwise(sentence))
        assert found.pairs[row] == pytest.approx(min(1, held / len(asked)) if asked else 0)
        numbers = {term for term in question if term[0].isdigit()}
        share = len(numbers & set(sentence)) / len(numbers) if numbers else 0
        assert found.numbers[row] == pytest.approx(share)


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
