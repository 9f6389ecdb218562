"""Relevance: which candidates rank higher, and which do not answer at all."""

from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.types import Rows, SentenceScores
from qa.answerability import Calibration, ConfidenceFeatures
from qa.ranking import Candidates, QuestionType, Relevance, rank_candidates
from qa.ranking.relevance import Combination, Model, Weight, Weights, features_of
from qa.slots import Agreement, Judgement, Stand

PLAIN = Weight(mean=0, scale=1, weight=1)
MODEL = Model(intercept=0, features={"length": PLAIN, "coverage": PLAIN})
SHARES = {"passage": 1.0, "aspect": 2.0, "named": 1.0, "matter": 1.0, "other": 2.0}
FITTED_ALONE = Combination(scale=1, centre=0, share=1)
RELEVANCE = Relevance(
    Weights(provenance="test", combination=FITTED_ALONE, questions=MODEL, claims=MODEL, **SHARES)
)
AGREES, SILENT = Judgement(Stand.AGREES), Judgement(Stand.SILENT)
OTHER = Judgement(Stand.CONTRADICTS, "about rest; the question asks about zinc")


def agreement(drug: Judgement = AGREES, population: Judgement = AGREES) -> Agreement:
    return Agreement(drug, AGREES, population, AGREES)


def all_agree(rows: Rows) -> list[Agreement]:
    return [agreement()] * len(rows)


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


def ranked(question: str, found: SentenceScores, relevance: Relevance) -> Candidates:
    """The candidates, all of them in passages with equal scores."""
    passages = np.ones(len(found.rows), dtype=np.float32)
    return rank_candidates(QuestionType.of(question), found, passages, relevance, all_agree)


def test_a_higher_passage_score_raises_relevance() -> None:
    found = rank_candidates(
        QuestionType.of("why?"), scores([0.5, 0.5], [0, 0]), np.array([0.2, 1], np.float32), RELEVANCE, all_agree
    )
    assert found.rows.tolist() == [11, 10]


def test_the_aspect_of_the_section_counts_only_if_the_question_asks_for_an_intent() -> None:
    found = replace(scores([0.5, 0.5], [0, 0]), aspect=np.array([-0.1, 0.1], np.float32))
    assert ranked("How is it treated?", found, RELEVANCE).rows.tolist() == [11, 10]
    for question in ("why?", "Is rest a treatment?", "Rest helps."):
        assert ranked(question, found, RELEVANCE).rows.tolist() == [10, 11]


def test_a_title_that_the_question_names_raises_relevance_except_for_claims() -> None:
    found = replace(scores([0.5, 0.5], [0, 0]), named=np.array([0.3, 0.7], np.float32))
    assert ranked("why?", found, RELEVANCE).rows.tolist() == [11, 10]
    assert ranked("Rest helps.", found, RELEVANCE).rows.tolist() == [10, 11]


def test_a_section_on_the_intent_ranks_above_one_on_another_intent() -> None:
    paths = (("Diagnosis",), ("Dose titration",), ("Long-term control",))
    found = replace(scores([0.5] * 3, [0] * 3), section=np.arange(3), headings=paths)
    for question in ("How is asthma treated?", "treatment of asthma"):
        assert ranked(question, found, RELEVANCE).rows.tolist() == [11, 12, 10]
    for question in ("Is asthma treated?", "Asthma is treated with rest."):
        assert ranked(question, found, RELEVANCE).rows.tolist() == [10, 11, 12]


def test_a_section_on_the_intent_counts_in_proportion_to_how_far_its_title_is_named() -> None:
    found = replace(
        scores([0.5] * 2, [0] * 2), section=np.array([0, 1]), headings=(("Treatment",), ("Other matters",))
    )
    named_second = replace(found, named=np.array([0, 0.5], np.float32))
    assert ranked("How is asthma treated?", found, RELEVANCE).rows.tolist() == [10, 11]
    assert ranked("How is asthma treated?", named_second, RELEVANCE).rows.tolist() == [11, 10]


def test_how_far_a_title_is_named_does_not_matter_with_one_document() -> None:
    plain, named = (replace(scores([0.5], [1]), named=np.array([n], np.float32)) for n in (0.1, 0.9))
    assert ranked("why?", plain, RELEVANCE).relevance == ranked("why?", named, RELEVANCE).relevance


def test_a_sentence_that_adds_nothing_does_not_answer_an_open_question() -> None:
    found = replace(scores([0.9, 0.5], [1, 0]), fresh=np.array([0, 1], np.float32))
    assert ranked("How is gout treated?", found, RELEVANCE).rows.tolist() == [11]
    assert ranked("Is gout treated?", found, RELEVANCE).rows.tolist() == [10, 11]
    nothing = ranked("What is gout?", replace(found, fresh=np.zeros(2, np.float32)), RELEVANCE)
    assert (len(nothing.rows), len(nothing.relevance), nothing.features) == (0, 0, None)


def test_only_sentences_with_numbers_answer_a_question_for_a_dose() -> None:
    found = replace(scores([0.9, 0.5], [1, 0]), number=np.array([0, 1], np.float32))
    assert ranked("dose of zinc?", found, RELEVANCE).rows.tolist() == [11]
    assert ranked("zinc and colds?", found, RELEVANCE).rows.tolist() == [10, 11]


def test_candidates_are_sorted_by_relevance_and_ties_by_row() -> None:
    found = ranked("why?", scores([0.2, 0.8, 0.2], [0, 1, 0]), RELEVANCE)
    assert found.rows.tolist() == [11, 10, 12]
    assert found.relevance.tolist() == sorted(found.relevance.tolist(), reverse=True)


def test_the_features_are_those_of_the_best_candidate() -> None:
    found = ranked("why?", scores([0.25, 0.75], [0, 1]), RELEVANCE)
    expected = ConfidenceFeatures(cosine=0.75, context_cosine=0, coverage=1, unknown=0.25)
    assert found.features is not None
    assert replace(found.features, lead=0.0) == expected


def test_the_lead_is_over_the_fifth_candidate_or_the_last_of_fewer() -> None:
    cosines = [0.9, 0.8, 0.7, 0.6, 0.5, 0.1]
    found = ranked("why?", scores(cosines, [0] * 6), RELEVANCE)
    odds = np.log(found.relevance / (1 - found.relevance))
    assert found.features is not None
    assert found.features.lead == pytest.approx(float(odds[0] - odds[4]), rel=1e-3)
    few = ranked("why?", scores(cosines[:2], [0] * 2), RELEVANCE)
    assert few.features is not None
    assert few.features.lead > 0
    alone = ranked("why?", scores(cosines[:1], [0]), RELEVANCE)
    assert alone.features is not None
    assert alone.features.lead == 0


def test_without_candidates_there_are_no_features() -> None:
    assert ranked("why?", scores([], []), RELEVANCE).features is None


def test_the_features_say_whether_the_question_is_a_claim() -> None:
    assert ranked("Zinc shortens colds.", scores([0.5], [1]), RELEVANCE).features == ConfidenceFeatures(
        0.5, 0, 1, 0.25, claim=True
    )


def test_the_shipped_weights_cover_exactly_the_features() -> None:
    for question, name in (("why?", "questions"), ("Zinc shortens colds.", "claims")):
        model = Relevance.load().weights.model(QuestionType.of(question))
        assert model == getattr(Relevance.load().weights, name)
        assert set(model.features) == set(features_of(QuestionType.of(question), scores([0.1, 0.2], [0, 0])))


def test_similarity_and_coverage_raise_relevance() -> None:
    first, second = (
        Relevance.load()
        .score(QuestionType.of("why?"), scores([0.2, 0.7], [0.1, 0.9]), np.array([1, 1], np.float32))
        .tolist()
    )
    assert first < second


def test_soft_coverage_and_the_blended_cosine_decide_for_questions_only() -> None:
    covering = np.array([0, 1], np.float32)
    weights = RELEVANCE.weights.model_copy(update={"combination": Combination(scale=5, centre=1, share=0.03)})
    plain = scores([0.6, 0.5], [0.6, 0.5])
    for found in (replace(plain, soft_coverage=covering), replace(plain, blended_cosine=covering)):
        assert ranked("why zinc?", found, Relevance(weights)).rows.tolist() == [11, 10]
        assert ranked("Zinc helps.", found, Relevance(weights)).rows.tolist() == [10, 11]


def test_a_sentence_about_another_drug_counts_less_and_does_not_remain() -> None:
    found = scores([0.9, 0.8], [1, 1])

    def first_differs(rows: Rows) -> list[Agreement]:
        return [agreement(drug=OTHER if row == 10 else AGREES) for row in rows.tolist()]

    passages = np.ones(2, dtype=np.float32)
    asked = rank_candidates(QuestionType.of("why zinc?"), found, passages, RELEVANCE, first_differs)
    assert asked.rows.tolist() == [11, 10]
    assert asked.differs == ""
    assert asked.agreeing.rows.tolist() == [11]
    claimed = rank_candidates(QuestionType.of("Zinc helps."), found, passages, RELEVANCE, first_differs)
    assert (claimed.rows.tolist(), claimed.agreements) == ([10, 11], {})


def test_what_the_best_sentence_differs_in_is_told_and_lowers_the_confidence() -> None:
    def differs(rows: Rows) -> list[Agreement]:
        return [agreement(drug=OTHER, population=SILENT)] * len(rows)

    passages = np.ones(1, dtype=np.float32)
    found = rank_candidates(QuestionType.of("why zinc?"), scores([0.9], [1]), passages, RELEVANCE, differs)
    assert found.differs == OTHER.why
    assert not len(found.agreeing.rows)
    assert found.features is not None
    assert (found.features.drug_contradicts, found.features.drug_silent) == (1, 0)
    assert (found.features.population_contradicts, found.features.population_silent) == (0, 1)
    alike = ranked("why zinc?", scores([0.9], [1]), RELEVANCE).features
    assert alike is not None
    assert Calibration.load().confidence(found.features) < Calibration.load().confidence(alike)


@given(st.lists(st.tuples(*[st.floats(0, 1, width=32)] * 2), min_size=1, max_size=6), st.text())
def test_relevance_is_between_0_and_1(rows: list[tuple[float, float]], question: str) -> None:
    columns = [list(column) for column in zip(*rows, strict=True)]
    found = ranked(question, scores(columns[0], columns[1]), Relevance.load())
    assert ((found.relevance >= 0) & (found.relevance <= 1)).all()
