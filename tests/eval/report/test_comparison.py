from pathlib import Path

import pytest

from eval.data import Ranked, write_run
from eval.errors import ComparisonError, DataError
from eval.report import compare, read_system, system_of
from eval.report.result import Figure, Result, write_result
from scripted import ORIGIN

QUERIES = [f"q{number}" for number in range(40)]


def result(better: float, name: str = "nDCG@10") -> Result:
    values = {query: min(1.0, (number % 7) / 10 + better) for number, query in enumerate(QUERIES)}
    bare = Figure(name="AURC", value=0.1, low=0.1, high=0.1, eligible=40, better="lower")
    return Result(experiment="retrieval", figures=(Figure.of(name, values), bare), provenance=ORIGIN)


def test_a_real_difference_is_told_from_none() -> None:
    systems = [system_of(result(better), name) for better, name in ((0.0, "first"), (0.2, "more"), (0.0, "same"))]
    more, same = compare(systems)
    assert (more.first, more.second, more.figure, more.questions) == ("first", "more", "nDCG@10", 40)
    assert more.difference == pytest.approx(0.2)
    assert more.means[1] - more.means[0] == pytest.approx(more.difference)
    assert more.low <= more.difference <= more.high
    assert more.p <= more.adjusted < 0.01
    assert same.difference == 0
    assert same.adjusted == 1


def test_a_run_that_the_judgements_say_nothing_of_is_refused(tmp_path: Path) -> None:
    write_run({"q1": [Ranked("d1", 1.0)]}, tmp_path / "a.run")
    for qrels in ({"other": {"d1": 1}}, {"q1": {"d1": 0}}, {}):
        with pytest.raises(DataError, match="no question of this run has a relevant document"):
            read_system(tmp_path / "a.run", qrels)


def test_only_figures_of_single_questions_are_compared() -> None:
    assert set(system_of(result(0), "first").figures) == {"nDCG@10"}
    with pytest.raises(ComparisonError, match="nothing to compare"):
        compare([system_of(result(0), "first"), system_of(result(0, "MAP"), "second")])
    with pytest.raises(ComparisonError, match="two or more"):
        compare([system_of(result(0), "first")])


def test_other_questions_cannot_be_compared() -> None:
    other = Result(experiment="retrieval", figures=(Figure.of("nDCG@10", {"q1": 1.0}),), provenance=ORIGIN)
    with pytest.raises(ComparisonError, match="different questions: 39 of 40"):
        compare([system_of(result(0), "first"), system_of(other, "second")])


def test_runs_are_scored_against_judgements_and_results_are_read(tmp_path: Path) -> None:
    run, json = tmp_path / "bm25.run", tmp_path / "after.json"
    write_run({"q1": [Ranked("d1", 2.0), Ranked("d2", 1.0)]}, run)
    write_result(result(0), json)
    system = read_system(run, {"q1": {"d2": 1}, "q2": {"d1": 1}})
    assert system.name == "bm25"
    assert system.figures["MRR@10"].values == {"q1": 0.5, "q2": 0}
    assert read_system(json, None).name == "after"
    with pytest.raises(DataError, match="name them with --qrels"):
        read_system(run, None)
