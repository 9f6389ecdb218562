"""Relevance, confidence and diversity."""

from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from pydantic import ValidationError

from index.types import SentenceScores
from qa.answerability.model import Calibration, ConfidenceFeatures
from qa.ranking import Candidates, QuestionType, Relevance, weigh
from qa.ranking.relevance import Model, Weight, Weights, features_of
from qa.selection.mmr import mmr

PLAIN = Weight(mean=0, scale=1, weight=1)
MODEL = Model(intercept=0, features={"length": PLAIN, "coverage": PLAIN})
RELEVANCE = Relevance(
    Weights(provenance="test", passage=1, aspect=2, named=1, matter=1, other=2, questions=MODEL, claims=MODEL)
)


def scores(cosine: list[float], coverage: list[float]) -> SentenceScores:
    zero = np.zeros(len(cosine), dtype=np.float32)
    arrays_of: dict[str, Any] = dict.fromkeys(SentenceScores.__dataclass_fields__, zero)
    arrays_of["cosine"], arrays_of["coverage"] = np.array(cosine, np.float32), np.array(coverage, np.float32)
    arrays_of["coverage_whole"] = arrays_of["coverage"]
    arrays_of["length"] = arrays_of["centred_cosine"] = arrays_of["cosine"]
    arrays_of["fresh"] = np.ones_like(arrays_of["cosine"])
    arrays_of["rows"] = np.arange(len(cosine), dtype=np.int64) + 10
    arrays_of["section"] = np.zeros(len(cosine), dtype=np.int64)
    return SentenceScores(**arrays_of | {"headings": ((),), "unknown": 0.25})


def weighed(question: str, found: SentenceScores, relevance: Relevance) -> Candidates:
    """Weighed as of passages that are all as good."""
    return weigh(QuestionType.of(question), found, np.ones(len(found.rows), dtype=np.float32), relevance)


def test_a_better_passage_makes_more_relevant() -> None:
    found = weigh(QuestionType.of("why?"), scores([0.5, 0.5], [0, 0]), np.array([0.2, 1], np.float32), RELEVANCE)
    assert found.rows.tolist() == [11, 10]


def test_the_section_that_was_asked_for_makes_more_relevant_where_one_was() -> None:
    found = replace(scores([0.5, 0.5], [0, 0]), aspect=np.array([-0.1, 0.1], np.float32))
    assert weighed("How is it treated?", found, RELEVANCE).rows.tolist() == [11, 10]
    for question in ("why?", "Is rest a treatment?", "Rest helps."):
        assert weighed(question, found, RELEVANCE).rows.tolist() == [10, 11]


def test_the_work_that_a_question_names_is_more_relevant_but_not_for_a_claim() -> None:
    found = replace(scores([0.5, 0.5], [0, 0]), named=np.array([0.3, 0.7], np.float32))
    assert weighed("why?", found, RELEVANCE).rows.tolist() == [11, 10]
    assert weighed("Rest helps.", found, RELEVANCE).rows.tolist() == [10, 11]


def test_a_section_about_what_is_asked_for_goes_before_one_about_something_else() -> None:
    paths = (("Diagnosis",), ("Dose titration",), ("Long-term control",))
    found = replace(scores([0.5] * 3, [0] * 3), section=np.arange(3), headings=paths)
    for question in ("How is asthma treated?", "treatment of asthma"):
        assert weighed(question, found, RELEVANCE).rows.tolist() == [11, 12, 10]
    for question in ("Is asthma treated?", "Asthma is treated with rest."):
        assert weighed(question, found, RELEVANCE).rows.tolist() == [10, 11, 12]


def test_a_section_about_what_is_asked_for_counts_as_far_as_its_work_is_named() -> None:
    found = replace(
        scores([0.5] * 2, [0] * 2), section=np.array([0, 1]), headings=(("Treatment",), ("Other matters",))
    )
    elsewhere = replace(found, named=np.array([0, 0.5], np.float32))
    assert weighed("How is asthma treated?", found, RELEVANCE).rows.tolist() == [10, 11]
    assert weighed("How is asthma treated?", elsewhere, RELEVANCE).rows.tolist() == [11, 10]


def test_one_work_alone_is_as_relevant_however_it_is_named() -> None:
    plain, named = (replace(scores([0.5], [1]), named=np.array([n], np.float32)) for n in (0.1, 0.9))
    assert weighed("why?", plain, RELEVANCE).relevance == weighed("why?", named, RELEVANCE).relevance


def test_what_says_nothing_new_answers_no_open_question() -> None:
    found = replace(scores([0.9, 0.5], [1, 0]), fresh=np.array([0, 1], np.float32))
    assert weighed("How is gout treated?", found, RELEVANCE).rows.tolist() == [11]
    assert weighed("Is gout treated?", found, RELEVANCE).rows.tolist() == [10, 11]
    nothing = weighed("What is gout?", replace(found, fresh=np.zeros(2, np.float32)), RELEVANCE)
    assert (len(nothing.rows), len(nothing.relevance), nothing.features) == (0, 0, None)


def test_only_numbers_answer_a_question_for_a_dose() -> None:
    found = replace(scores([0.9, 0.5], [1, 0]), number=np.array([0, 1], np.float32))
    assert weighed("dose of zinc?", found, RELEVANCE).rows.tolist() == [11]
    assert weighed("zinc and colds?", found, RELEVANCE).rows.tolist() == [10, 11]


def test_candidates_are_sorted_by_relevance_and_ties_by_row() -> None:
    found = weighed("why?", scores([0.2, 0.8, 0.2], [0, 1, 0]), RELEVANCE)
    assert found.rows.tolist() == [11, 10, 12]
    assert found.relevance.tolist() == sorted(found.relevance.tolist(), reverse=True)


def test_the_features_are_those_of_the_best_candidate() -> None:
    found = weighed("why?", scores([0.25, 0.75], [0, 1]), RELEVANCE)
    assert found.features == ConfidenceFeatures(cosine=0.75, context_cosine=0, coverage=1, unknown=0.25)


def test_without_candidates_there_are_no_features() -> None:
    assert weighed("why?", scores([], []), RELEVANCE).features is None


def test_the_packaged_weights_name_features_that_there_are() -> None:
    for question, name in (("why?", "questions"), ("Zinc shortens colds.", "claims")):
        model = Relevance.load().weights.model(QuestionType.of(question))
        assert model == getattr(Relevance.load().weights, name)
        assert set(model.features) == set(features_of(QuestionType.of(question), scores([0.1, 0.2], [0, 0])))


def test_more_similar_and_better_covered_is_more_relevant_and_makes_more_confident() -> None:
    first, second = (
        Relevance.load()
        .score(QuestionType.of("why?"), scores([0.2, 0.7], [0.1, 0.9]), np.array([1, 1], np.float32))
        .tolist()
    )
    assert first < second
    calibration = Calibration.load()
    unsure = calibration.confidence(ConfidenceFeatures(cosine=0.2, context_cosine=0.1, coverage=0.1, unknown=0.8))
    sure = calibration.confidence(ConfidenceFeatures(cosine=0.8, context_cosine=0.8, coverage=1.0, unknown=0.0))
    assert unsure < calibration.threshold < sure


def test_claims_may_be_judged_by_weights_of_their_own() -> None:
    packaged = Calibration.load()
    asked = ConfidenceFeatures(cosine=0.6, context_cosine=0.5, coverage=0.6, unknown=0)
    stated = ConfidenceFeatures(cosine=0.6, context_cosine=0.5, coverage=0.6, unknown=0, claim=True)
    assert packaged.claims is not None
    assert packaged.confidence(stated) == packaged.model_copy(update=dict(packaged.claims)).confidence(asked)
    plain = packaged.model_copy(update={"claims": None})
    assert plain.confidence(stated) == plain.confidence(asked) == packaged.confidence(asked)
    assert weighed("Zinc shortens colds.", scores([0.5], [1]), RELEVANCE).features == ConfidenceFeatures(
        0.5, 0, 1, 0.25, claim=True
    )


def test_a_threshold_outside_zero_and_one_is_refused() -> None:
    with pytest.raises(ValidationError, match="threshold"):
        Calibration.model_validate({**Calibration.load().model_dump(), "threshold": 1})


def test_the_same_said_twice_is_taken_once() -> None:
    vectors = np.array([[1, 0], [1, 0], [0, 1]], dtype=np.float32)
    relevance = np.array([0.9, 0.89, 0.5], dtype=np.float32)
    assert mmr(relevance, vectors, limit=3, balance=0.75, twin=0.97) == [0, 2]


def test_a_near_repetition_waits_behind_something_new() -> None:
    vectors = np.array([[1, 0], [0.9, 0.436], [0, 1]], dtype=np.float32)
    relevance = np.array([0.9, 0.85, 0.7], dtype=np.float32)
    assert mmr(relevance, vectors, limit=3, balance=0.5, twin=0.97) == [0, 2, 1]


@given(
    arrays(np.float32, st.tuples(st.integers(0, 8), st.just(3)), elements=st.floats(-1, 1, width=32)),
    st.integers(0, 9),
)
def test_positions_are_distinct_and_at_most_the_limit(vectors: np.ndarray, limit: int) -> None:
    relevance = np.linspace(1, 0.1, len(vectors), dtype=np.float32)
    taken = mmr(relevance, vectors, limit, balance=0.7, twin=99)
    assert len(set(taken)) == len(taken) == min(limit, len(vectors))


@given(st.lists(st.tuples(*[st.floats(0, 1, width=32)] * 2), min_size=1, max_size=6), st.text())
def test_relevance_stays_between_zero_and_one(rows: list[tuple[float, float]], question: str) -> None:
    columns = [list(column) for column in zip(*rows, strict=True)]
    found = weighed(question, scores(columns[0], columns[1]), Relevance.load())
    assert ((found.relevance >= 0) & (found.relevance <= 1)).all()
