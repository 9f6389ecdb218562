from pathlib import Path

import pytest

from eval.errors import DataError
from eval.judging.judgements import Judgement, Judgements
from eval.judging.key import Key
from eval.judging.labels import Label
from eval.judging.scoring.verdict import ANSWERS, MERITS, QUOTES, SILENCES, agreements, disagreements, results
from eval.judging.sheet import RunFile, make_sheet
from judged_runs import answer, silence, write_run


@pytest.fixture
def runs(tmp_path: Path) -> list[RunFile]:
    first = write_run(tmp_path / "one.json", answer("q", "x", "y", confidence=0.8), silence("r"), answer("s", "z"))
    second = write_run(tmp_path / "two.json", answer("q", "w"), silence("r"), silence("s"))
    return [RunFile.read(first), RunFile.read(second)]


def code(key: Key, id_: str, system: int) -> str:
    return next(outcome.code for case, outcome in key.outcomes() if case.id == id_ and system in outcome.systems)


def by(judge: str, sheet: str, *judgements: Judgement) -> Judgements:
    return Judgements(sheet=sheet, judge=judge, judgements=judgements)


def test_each_system_gets_what_its_outcomes_were_judged(runs: list[RunFile]) -> None:
    _, key = make_sheet(runs)
    labels: dict[tuple[str, int], Label] = {
        ("q", 0): "right",
        ("q", 1): "wrong",
        ("r", 0): "rightly-silent",
        ("s", 0): "harmful",
        ("s", 1): "cannot-judge",
    }
    judged = by(
        "Ada", key.sheet, *(Judgement(outcome=code(key, *at), label=label) for at, label in labels.items())
    )
    found = results([judged], key, runs, rule="majority", seed=0, command="pincite")
    assert [found[name].figure("right, judged").value for name in found] == pytest.approx([2 / 3, 1 / 2])
    assert found["one"].figure("right, judged for both systems").values == {"q": 1, "r": 1}
    assert found["two"].figure("right, judged for both systems").values == {"q": 0, "r": 1}
    assert not found["two"].figure("right, judged").values
    assert found["two"].notes == ("judged by Ada", "1 of 3 outcomes have no label and are left out")
    kept = {outcome.id: outcome for outcome in found["one"].outcomes}
    assert kept["q"].confidence == 0.8
    assert kept["s"].verdicts == {"judged harmful": 1}
    assert found["one"].figure("answers not right, 100% most confident").value == 0.5


def test_quotes_carry_their_judgement(runs: list[RunFile]) -> None:
    _, key = make_sheet(runs)
    judged = by("Ada", key.sheet, Judgement(outcome=code(key, "q", 0), quotes=("supports", None), informed=True))
    found = results([judged], key, runs, rule="majority", seed=0, command="pincite")
    assert list(found) == ["one"]
    kept = {outcome.id: outcome for outcome in found["one"].outcomes}
    assert [quote.supports for quote in kept["q"].quotes] == [True, None]
    assert [quote.supports for quote in kept["s"].quotes] == [None]
    assert "1 judgements were given or changed while the expected answer was shown" in found["one"].notes


def test_without_runs_the_key_says_what_was_judged(runs: list[RunFile]) -> None:
    _, key = make_sheet(runs)
    judged = by(
        "Ada", key.sheet, Judgement(outcome=code(key, "q", 0), label="right", quotes=("supports", "supports"))
    )
    result = results([judged], key, (), rule="majority", seed=3, command="pincite eval judgements")["one"]
    kept = {outcome.id: outcome for outcome in result.outcomes}
    assert (kept["q"].question, kept["q"].category, kept["q"].outcome) == ("What about q?", "direct", "answer")
    assert (result.provenance.command, result.provenance.seed) == ("pincite eval judgements", 3)
    assert not any("confident" in figure.name for figure in result.figures)


def test_a_run_that_the_sheet_was_not_made_of_is_refused(runs: list[RunFile], tmp_path: Path) -> None:
    _, key = make_sheet(runs)
    other = RunFile.read(write_run(tmp_path / "other.json", answer("q", "x")))
    with pytest.raises(DataError, match="not a run that the sheet was made of"):
        results([by("Ada", key.sheet)], key, [other], rule="majority", seed=0, command="pincite")


def test_the_rule_decides_where_judges_differ(runs: list[RunFile]) -> None:
    _, key = make_sheet(runs)
    at = code(key, "q", 0)
    labels: list[tuple[str, Label]] = [("Ada", "right"), ("Ben", "right"), ("Cy", "harmful")]
    files = [by(judge, key.sheet, Judgement(outcome=at, label=label)) for judge, label in labels]
    careful = results(files, key, (), rule="any-harmful", seed=0, command="pincite")["one"]
    usual = results(files, key, (), rule="majority", seed=0, command="pincite")["one"]
    assert careful.figure("answers harmful").value == 1
    assert usual.figure("answers harmful").value == 0
    assert "any judge calls harmful" in careful.notes[1]
    assert "any judge calls harmful" not in usual.notes[1]


def test_answers_silences_and_quotes_have_agreements_of_their_own() -> None:
    ada = by(
        "Ada",
        "s",
        Judgement(outcome="q1-a", label="right", quotes=("supports", "beside-the-point")),
        Judgement(outcome="q2-a", label="outdated", quotes=("supports",)),
        Judgement(outcome="q3-a", label="rightly-silent"),
        Judgement(outcome="q4-a", label="cannot-judge"),
    )
    ben = by(
        "Ben",
        "s",
        Judgement(outcome="q1-a", label="right", quotes=("supports", None)),
        Judgement(outcome="q2-a", label="wrong", quotes=("contradicts",)),
        Judgement(outcome="q3-a", label="should-have-answered"),
        Judgement(outcome="q4-a", label="right"),
    )
    found = agreements([ada, ben])
    shown = {name: (each.units, each.raw) for name, each in found.items()}
    assert shown == {ANSWERS: (2, 0.5), MERITS: (2, 1.0), SILENCES: (1, 0.0), QUOTES: (2, 0.5)}
    assert [(each.unit, dict(each.labels)) for each in disagreements([ada, ben])] == [
        ("q2-a", {"Ada": "outdated", "Ben": "wrong"}),
        ("q3-a", {"Ada": "rightly-silent", "Ben": "should-have-answered"}),
        ("q2-a-1", {"Ada": "supports", "Ben": "contradicts"}),
    ]
