"""`pincite eval check` and `pincite eval compare --fail-on-regression`."""

from pathlib import Path

import pytest

from eval.report import Figure, Result, write_result
from qa.commands import Exit
from scripted import ORIGIN
from shell import Run, shell


@pytest.fixture(name="run")
def _run(tmp_path: Path) -> Run:
    return shell(tmp_path / "unused", "eval")


def write(path: Path, right: int, of: int = 40) -> Path:
    values = {str(number): float(number < right) for number in range(of)}
    figure = Figure.of("first quote right", values)
    write_result(Result(experiment="judged", figures=(figure,), provenance=ORIGIN), path)
    return path


@pytest.mark.parametrize(
    ("aim", "code", "word"),
    [("0.4", Exit.DONE, "met"), ("0.99", Exit.MISSED, "missed"), ("0.75", Exit.UNDECIDED, "undecided")],
)
def test_the_exit_code_says_whether_aims_are_met(
    run: Run, tmp_path: Path, aim: str, code: Exit, word: str
) -> None:
    floor = tmp_path / "aims.yaml"
    floor.write_text(f"first quote right: {aim}\n")
    ended = run("check", write(tmp_path / "r.json", 30), "--floor", floor)
    assert ended.exit_code == code
    assert ended.stdout.startswith(f"{word}: first quote right is 0.7500 [")
    assert len(ended.stdout.splitlines()) == 1


def test_an_aim_that_is_missed_outweighs_one_that_is_undecided(run: Run, tmp_path: Path) -> None:
    floor = tmp_path / "aims.json"
    floor.write_text('{"first quote right": {"min": 0.75, "max": 0.1}}')
    ended = run("check", write(tmp_path / "r.json", 30), "--floor", floor)
    assert ended.exit_code == Exit.MISSED
    assert [line.split(":")[0] for line in ended.stdout.splitlines()] == ["undecided", "missed"]


def test_a_regression_fails_on_request(run: Run, tmp_path: Path) -> None:
    before, after = write(tmp_path / "before.json", 40), write(tmp_path / "after.json", 20)
    assert run("compare", before, after).exit_code == Exit.DONE
    ended = run("compare", before, after, "--fail-on-regression")
    assert ended.exit_code == Exit.MISSED
    assert "after is worse than before in first quote right, by 0.5000" in ended.stderr
    assert run("compare", after, before, "--fail-on-regression").exit_code == Exit.DONE


def test_a_margin_fails_where_significance_does_not(run: Run, tmp_path: Path) -> None:
    before, after = write(tmp_path / "before.json", 40), write(tmp_path / "after.json", 39)
    assert run("compare", before, after, "--fail-on-regression").exit_code == Exit.DONE
    ended = run("compare", before, after, "--fail-on-regression", "--margin", 0.01)
    assert ended.exit_code == Exit.MISSED
    assert run("compare", before, after, "--margin", 0.01).exit_code == Exit.USAGE


def test_the_help_gives_the_exit_codes(run: Run) -> None:
    shown = run("--help").stdout
    assert f"  {Exit.MISSED.value}    an aim was missed" in shown
    assert f"  {Exit.UNDECIDED.value}    no aim was missed" in shown
