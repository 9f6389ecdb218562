import json
from pathlib import Path

import pytest

from eval.judging.judgements import Judgement, Judgements
from eval.judging.key import Key, read_key
from eval.judging.labels import Label, QuoteLabel
from eval.report import read_result
from judged_runs import answer, silence, write_run
from qa.commands import Exit
from shell import Run, shell

IDS = [f"q{number}" for number in range(12)]


@pytest.fixture
def run(tmp_path: Path) -> Run:
    return shell(tmp_path / "unused", "eval")


@pytest.fixture
def runs(tmp_path: Path) -> list[Path]:
    before = (answer(id_, f"before {id_}", confidence=0.5 + number / 100) for number, id_ in enumerate(IDS))
    after = (answer(id_, f"after {id_}") if number else silence(id_) for number, id_ in enumerate(IDS))
    return [write_run(tmp_path / "before.json", *before), write_run(tmp_path / "after.json", *after)]


def judged(path: Path, key: Key, judge: str, right: int) -> Path:
    """Judgements of all outcomes: the first system is right on the first questions, the second on all."""
    judgements = []
    for case, outcome in key.outcomes():
        label: Label = "right" if 1 in outcome.systems or IDS.index(case.id) < right else "wrong"
        if not outcome.answered:
            label = "should-have-answered"
        quotes: list[QuoteLabel] = ["supports"] * outcome.quotes
        judgements.append(Judgement(outcome=outcome.code, label=label, quotes=tuple(quotes)))
    whole = Judgements(sheet=key.sheet, judge=judge, judgements=tuple(judgements))
    path.write_text(whole.model_dump_json())
    return path


def test_a_sheet_is_written_with_its_key_and_its_spreadsheet(run: Run, runs: list[Path], tmp_path: Path) -> None:
    out, spreadsheet = tmp_path / "sheet.html", tmp_path / "sheet.csv"
    done = run("sheet", *runs, "--out", out, "--csv", spreadsheet, "--limit", 5, "--seed", 2, "--judge", "Ada")
    assert done.exit_code == Exit.DONE, done.stderr
    assert f"{out}: 5 questions, 10 outcomes to judge" in done.stdout
    assert "keep it from the judges" in done.stderr
    key = read_key(tmp_path / "sheet.key.json")
    assert (len(key.cases), key.seed) == (5, 2)
    assert key.sheet in out.read_text()
    assert spreadsheet.read_text(encoding="utf-8-sig").count("Ada") == sum(
        1 + outcome.quotes for _, outcome in key.outcomes()
    )


def test_judgements_are_scored_compared_and_written(run: Run, runs: list[Path], tmp_path: Path) -> None:
    assert run("sheet", *runs, "--out", tmp_path / "sheet.html").exit_code == Exit.DONE
    key_file, scores = tmp_path / "sheet.key.json", tmp_path / "scores.json"
    key = read_key(key_file)
    files = [judged(tmp_path / f"{judge}.json", key, judge, right) for judge, right in (("ada", 4), ("ben", 3))]
    each_run = [part for path in runs for part in ("--run", path)]
    done = run("judgements", *files, "--key", key_file, *each_run, "--json", scores)
    assert done.exit_code == Exit.DONE, done.stderr
    assert "agreement on answers: 95.7% equal, Krippendorff's alpha 0." in done.stdout
    assert "  ada and ben: 95.7% equal, Cohen's kappa 0." in done.stdout
    assert "judged differently: 1\n  q3 " in done.stdout
    assert "ada right, ben wrong  What about q3?" in done.stdout
    assert "right, judged: only before 1, only after 9, p 0.0215 (McNemar, exact)  n 12" in done.stdout
    assert "where judges differ: an answer that any judge calls harmful is harmful" in done.stderr
    results = {name: read_result(tmp_path / f"scores-{name}.json") for name in ("before", "after")}
    assert results["before"].figure("right, judged").value == pytest.approx(3 / 12)
    assert results["after"].figure("wrongly silent, where an answer was possible").value == pytest.approx(1 / 12)
    assert results["before"].figure("AURC, answers judged right").eligible == 12
    paths = [tmp_path / f"scores-{name}.json" for name in results]
    assert run("report", *paths, "--out", tmp_path / "report.html").exit_code == Exit.DONE
    compared = run("compare", *paths, "--json", tmp_path / "compared.json")
    assert compared.exit_code == Exit.DONE, compared.stderr
    rows = {row["figure"]: row for row in json.loads((tmp_path / "compared.json").read_text())}
    assert rows["right, judged"]["difference"] == pytest.approx(8 / 12)


def test_without_a_key_only_agreement_is_printed(run: Run, runs: list[Path], tmp_path: Path) -> None:
    assert run("sheet", runs[0], "--out", tmp_path / "sheet.html").exit_code == Exit.DONE
    files = [judged(tmp_path / f"{n}.json", read_key(tmp_path / "sheet.key.json"), n, 3) for n in ("ada", "ben")]
    done = run("judgements", *files)
    assert done.exit_code == Exit.DONE
    assert "100.0% equal" in done.stdout
    assert "before" not in done.stdout
    assert "name the key" in done.stderr
    scored = run("judgements", files[0], "--key", tmp_path / "sheet.key.json", "--json", tmp_path / "one.json")
    assert scored.exit_code == Exit.DONE
    assert read_result(tmp_path / "one.json").experiment == "judged"


def test_what_is_wrong_is_said_in_one_line(run: Run, runs: list[Path], tmp_path: Path) -> None:
    assert run("sheet", *runs, "--out", tmp_path / "sheet.html").exit_code == Exit.DONE
    key = read_key(tmp_path / "sheet.key.json")
    nothing = tmp_path / "nothing.json"
    nothing.write_text(Judgements(sheet=key.sheet, judge="Ada", judgements=()).model_dump_json())
    for arguments, code, problem in (
        (("sheet", runs[0], "--out", tmp_path / "no" / "sheet.html"), Exit.USAGE, "there is no folder"),
        (("judgements", nothing, "--json", tmp_path / "x.json"), Exit.USAGE, "--run and --json need --key"),
        (("judgements", nothing, "--key", tmp_path / "sheet.key.json"), Exit.REFUSED, "nothing is judged yet"),
        (("judgements", tmp_path / "missing.json"), Exit.REFUSED, "no such file"),
    ):
        done = run(*arguments)
        assert done.exit_code == code
        assert problem in done.stderr
        assert done.stderr.count("\n") == 1
