"""The measures of a ranking give what trec_eval and ir_measures give, for every run and every judgement."""

from collections.abc import Callable

import ir_measures
import pytest
import pytrec_eval
from hypothesis import given, settings
from hypothesis import strategies as st

from eval.data import Qrels, Ranked, Run, eligible, ordered
from eval.measures.ranking import (
    NDCG,
    AveragePrecision,
    Measure,
    Precision,
    Recall,
    ReciprocalRank,
    Success,
    per_query,
)

DOCUMENTS = st.sampled_from([f"d{n}" for n in range(12)])
# pytrec_eval reads out of bounds where all grades of a query are negative: tested apart.
GRADES = st.dictionaries(DOCUMENTS, st.integers(-2, 4), min_size=1, max_size=8).filter(
    lambda grades: max(grades.values()) >= 0
)
QRELS = st.dictionaries(st.sampled_from(["q1", "q2", "q3"]), GRADES, min_size=1)
SCORES = st.one_of(st.integers(-2, 2).map(float), st.floats(-10, 10, width=32))
FOUND = st.dictionaries(DOCUMENTS, SCORES, max_size=12)
RUNS = st.dictionaries(st.sampled_from(["q1", "q2", "q3", "q4"]), FOUND)
TREC: dict[str, Measure] = {
    "ndcg": NDCG(),
    "ndcg_cut_3": NDCG(3),
    "ndcg_cut_10": NDCG(10),
    "recall_3": Recall(3),
    "recall_10": Recall(10),
    "set_recall": Recall(),
    "P_3": Precision(3),
    "P_10": Precision(10),
    "set_P": Precision(),
    "recip_rank": ReciprocalRank(),
    "map": AveragePrecision(),
    "map_cut_3": AveragePrecision(3),
    "success_1": Success(1),
    "success_5": Success(5),
}
TREC_REQUEST = {"ndcg", "set_recall", "set_P", "recip_rank", "map", "map_cut.3", "success.1,5"} | {
    f"{name}.3,10" for name in ("ndcg_cut", "recall", "P")
}
IR: dict[str, Measure] = {
    "nDCG@5": NDCG(5),
    "R@5": Recall(5),
    "P@5": Precision(5),
    "RR": ReciprocalRank(),
    "RR@5": ReciprocalRank(5),
    "AP": AveragePrecision(),
    "AP@5": AveragePrecision(5),
    "Success@5": Success(5),
}
ALL: list[Callable[[int], Measure]] = [NDCG, Recall, Precision, ReciprocalRank, AveragePrecision, Success]


def _run(found: dict[str, dict[str, float]]) -> Run:
    return {query: ordered(Ranked(*item) for item in scores.items()) for query, scores in found.items()}


@given(QRELS, RUNS)
@settings(max_examples=300, deadline=None)
def test_every_query_scores_as_trec_eval_scores_it(qrels: Qrels, found: dict[str, dict[str, float]]) -> None:
    expected = pytrec_eval.RelevanceEvaluator(qrels, TREC_REQUEST).evaluate(found)
    run = _run(found)
    for query in qrels.keys() & found.keys():
        ranking = [item.document for item in run[query]]
        ours = {name: measure(ranking, qrels[query]) for name, measure in TREC.items()}
        assert ours == pytest.approx({name: expected[query][name] for name in TREC}, abs=1e-9)


@given(QRELS, RUNS)
@settings(max_examples=15, deadline=None)
def test_every_query_scores_as_ir_measures_scores_it(qrels: Qrels, found: dict[str, dict[str, float]]) -> None:
    wanted = {ir_measures.parse_measure(name): measure for name, measure in IR.items()}
    run = _run(found)
    untied = {query: {item.document: float(-rank) for rank, item in enumerate(run[query])} for query in run}
    metrics = list(ir_measures.iter_calc(list(wanted), qrels, untied))
    assert len(metrics) == len(wanted) * len(qrels)
    for metric in metrics:
        ranking = [item.document for item in run.get(metric.query_id, [])]
        ours = wanted[metric.measure](ranking, qrels[metric.query_id])
        assert ours == pytest.approx(metric.value, abs=1e-9), metric


@pytest.mark.parametrize("measure", TREC.values())
def test_negative_grades_alone_gain_nothing(measure: Measure) -> None:
    assert measure(["a", "b"], {"a": -1, "b": -2}) == 0.0


def test_gains_are_linear_and_the_ideal_is_cut_too() -> None:
    judged = {"a": 3, "b": 1, "c": 1}
    assert NDCG(2)(["b", "a"], judged) == pytest.approx((1 + 3 / 1.584962500721156) / (3 + 1 / 1.584962500721156))
    assert NDCG(1)(["a"], judged) == 1.0


def test_a_query_without_results_scores_zero_and_one_without_relevant_documents_is_not_eligible() -> None:
    qrels: Qrels = {"found": {"a": 1}, "empty": {"a": 1}, "absent": {"a": 2}, "unjudged": {"a": 0, "b": -1}}
    run: Run = {"found": [Ranked("a", 1.0)], "empty": [], "unjudged": [Ranked("a", 1.0)]}
    assert per_query(ReciprocalRank(10), run, qrels) == {"found": 1.0, "empty": 0.0, "absent": 0.0}
    assert [query for query, judged in qrels.items() if not eligible(judged)] == ["unjudged"]


@pytest.mark.parametrize("kind", ALL)
def test_a_cutoff_below_one_and_a_document_twice_are_refused(kind: Callable[[int], Measure]) -> None:
    with pytest.raises(ValueError, match="at least 1, not 0"):
        kind(0)
    with pytest.raises(ValueError, match="twice"):
        kind(3)(["a", "b", "a"], {"a": 1})


def test_names() -> None:
    assert [kind(10).name for kind in ALL] == ["nDCG@10", "R@10", "P@10", "MRR@10", "MAP@10", "success@10"]
    assert (ReciprocalRank().name, AveragePrecision().name) == ("MRR", "MAP")
