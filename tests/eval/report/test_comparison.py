from pathlib import Path

import numpy as np
import pytest

from eval.data import Answerability, GoldQuestion, Ranked, write_run
from eval.errors import ComparisonError, DataError
from eval.experiments import evaluate_abstention
from eval.experiments.abstention import SHARE, WRONGLY
from eval.report import System, compare, left_out, read_system, system_of
from eval.report.result import Figure, Result, write_result
from eval.statistics import auroc_difference, holm, minimum_detectable, needed_questions, power, randomisation_test
from scripted import ORIGIN, ScriptedAsker

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


def asked(scores: dict[str, float], right: dict[str, bool]) -> Result:
    labels = [*sorted(right, key=lambda id_: not right[id_])]
    kinds = [tuple(GoldQuestion(id_, id_) for id_ in labels if right[id_] is kind) for kind in (True, False)]
    return evaluate_abstention(ScriptedAsker(confidence=scores), Answerability(*kinds), provenance=ORIGIN)


RIGHT = {f"g{number}": True for number in range(40)} | {f"b{number}": False for number in range(30)}


def confidences(shift: float, seed: int) -> dict[str, float]:
    random = np.random.default_rng(seed)
    return {id_: float(1 / (1 + np.exp(-random.normal(shift if right else 0)))) for id_, right in RIGHT.items()}


def test_auroc_is_compared_by_delong_over_both_kinds() -> None:
    systems = [system_of(asked(confidences(shift, seed), RIGHT), name) for shift, seed, name in COMPARED]
    rows = {(row.second, row.figure): row for row in compare(systems)}
    auroc = rows["better", "AUROC"]
    before, after = ([system.scores.confidence[id_] for id_ in RIGHT] for system in systems[:2] if system.scores)
    expected = auroc_difference(before, after, list(RIGHT.values()))
    assert (auroc.test, auroc.questions) == ("DeLong", 70)
    assert (auroc.difference, auroc.p) == pytest.approx((expected.interval.mean, expected.p))
    assert auroc.means[1] - auroc.means[0] == pytest.approx(auroc.difference)
    assert auroc.adjusted < 0.05
    for name in ("AURC", WRONGLY, SHARE):
        assert rows["better", name].test == "paired bootstrap"
    assert rows["better", "answerable answered, as served"].test == "randomisation"
    assert rows["equal", "AUROC"].p > 0.05
    reasons = dict(reason.split(": ", 1) for reason in left_out(systems))
    assert reasons.keys() == {
        "AURC, mix of both kinds resampled",
        "ECE",
        "ECE, debiased",
        "ECE of a calibrated system",
    }


COMPARED = ((0.5, 1, "first"), (3.0, 2, "better"), (0.5, 3, "equal"))


def test_results_without_the_confidences_are_compared_without_auroc() -> None:
    new = asked(confidences(1.0, 1), RIGHT)
    assert new.confidences is not None
    bare = new.confidences.model_copy(update={"scores": None})
    figures = [
        figure.model_copy(
            update={"statistic": "mean", "eligible": 70 if figure.name == "AUROC" else figure.eligible}
        )
        for figure in new.figures
    ]
    old = new.model_copy(update={"confidences": bare, "figures": tuple(figures)})
    systems = [system_of(old, "old"), system_of(old, "other")]
    assert "AUROC" not in {row.figure for row in compare(systems)}
    assert "AUROC: old has values for only some of its questions: score it anew with this version" in left_out(
        systems
    )
    mixed = [system_of(new, "new"), system_of(old, "old")]
    assert any(reason.startswith("AUROC: the two results define it differently") for reason in left_out(mixed))
    forgotten = [System("new", system_of(new, "new").figures), system_of(new, "other")]
    assert any("new has no confidence of each question" in reason for reason in left_out(forgotten))


def test_other_labels_of_the_same_questions_are_not_compared() -> None:
    swapped = RIGHT | {"g0": False}
    systems = [
        system_of(asked(confidences(1.0, 1), right), str(number)) for number, right in enumerate((RIGHT, swapped))
    ]
    with pytest.raises(ComparisonError, match="other labels"):
        compare(systems)


def run_of(depth: int) -> dict[str, list[Ranked]]:
    return {query: [Ranked(f"d{n}", float(depth - n)) for n in range(depth)] for query in ("q1", "q2")}


def test_rankings_of_different_depth_are_refused_and_can_be_cut(tmp_path: Path) -> None:
    qrels = {"q1": {"d2": 1}, "q2": {"d7": 1}}
    for depth in (5, 9):
        write_run(run_of(depth), tmp_path / f"deep{depth}.run")
    deep = [read_system(tmp_path / f"deep{depth}.run", qrels) for depth in (5, 9)]
    assert ("MAP@5" in deep[0].figures, "MAP@9" in deep[1].figures) == (True, True)
    assert deep[1].figures["MAP@9"].depth == 9
    with pytest.raises(ComparisonError, match=r"deep5 at 5, deep9 at 9.*with the same --depth"):
        compare(deep)
    cut = [read_system(tmp_path / f"deep{depth}.run", qrels, 5) for depth in (5, 9)]
    rows = {row.figure: row for row in compare(cut)}
    assert rows["MAP@5"].difference == 0
    assert "nDCG@10" not in rows


def test_the_whole_family_that_is_shown_is_corrected() -> None:
    two = [{query: float(number % 3 == kind) for number, query in enumerate(QUERIES)} for kind in (0, 1)]
    results = [
        Result(
            experiment="retrieval",
            figures=tuple(Figure.of(f"figure {name}", values) for name in range(3)),
            provenance=ORIGIN,
        )
        for values in (*two, two[0])
    ]
    rows = compare([system_of(each, str(number)) for number, each in enumerate(results)])
    expected = holm({str(number): row.p for number, row in enumerate(rows)})
    assert [row.adjusted for row in rows] == list(expected.values())
    assert len(rows) == 6


def test_it_says_what_could_be_found_and_warns_where_questions_are_few() -> None:
    systems = [system_of(result(better), name) for better, name in ((0.0, "first"), (0.0, "same"))]
    (same,) = compare(systems)
    assert (same.detectable, same.needed, same.power) == (None, None, None)
    random = np.random.default_rng(1)
    values = [dict(zip(QUERIES[:20], random.random(20).tolist(), strict=True)) for _ in range(2)]
    few = [
        system_of(Result(experiment="retrieval", figures=(Figure.of("nDCG@10", some),), provenance=ORIGIN), name)
        for some, name in zip(values, ("first", "second"), strict=True)
    ]
    (row,) = compare(few, expected=0.5)
    paired = np.asarray([values[1][query] - values[0][query] for query in QUERIES[:20]])
    error = paired.std(ddof=1) / np.sqrt(20)
    assert row.detectable == pytest.approx(minimum_detectable(error, 19))
    assert row.power == pytest.approx(power(0.5, error, 19))
    assert row.needed == needed_questions(0.5, error, 20, 19)
    assert any("only 20 questions" in warning for warning in row.warnings)
    (seen,) = compare(few)
    assert seen.needed == needed_questions(row.difference, error, 20, 19)
    assert any(f"{seen.needed} questions would find" in warning for warning in seen.warnings)


def test_turns_are_compared_by_session() -> None:
    random = np.random.default_rng(2)
    ids = [f"s{number // 4}/{number % 4}" for number in range(80)]
    groups = {id_: id_.split("/")[0] for id_ in ids}
    sessions = {group: float(random.random() < 0.5) for group in sorted(set(groups.values()))}
    first = {id_: sessions[groups[id_]] for id_ in ids}
    second = {id_: max(first[id_], float(groups[id_] in {"s1", "s2", "s3", "s4"})) for id_ in ids}
    systems = [
        system_of(
            Result(experiment="followups", figures=(Figure.of("hit", some, groups=groups),), provenance=ORIGIN),
            name,
        )
        for some, name in ((first, "first"), (second, "second"))
    ]
    (row,) = compare(systems)
    paired = [second[id_] - first[id_] for id_ in sorted(ids)]
    by_session = randomisation_test(paired, groups=[groups[id_] for id_ in sorted(ids)])
    assert row.p == pytest.approx(by_session)
    assert by_session > 3 * randomisation_test(paired)
    assert any("only 20 groups of questions" in warning for warning in row.warnings)


def test_a_figure_over_other_questions_is_left_out_and_named() -> None:
    systems = []
    for answered in (QUERIES[:9], QUERIES[:10]):
        figures = (
            Figure.of("answered", {query: float(query in answered) for query in QUERIES}),
            Figure.of("right if answered", dict.fromkeys(answered, 1.0)),
        )
        systems.append(
            system_of(Result(experiment="judged", figures=figures, provenance=ORIGIN), str(len(answered)))
        )
    assert [row.figure for row in compare(systems)] == ["answered"]
    assert left_out(systems) == [
        "right if answered: different questions: 1 of 10 are in only one of the two, such as 'q9'; score both with"
        " the same split, --half, --limit and --sample"
    ]
