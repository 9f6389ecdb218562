"""The command `pincite calibrate`, and what the other commands say of its results."""

import json
import re
import shlex
from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from eval.fitting.calibrate import EXAMPLES
from index.storage import BuildLock
from qa.answerability import CalibrationRecord, Calibrations
from qa.cli import build_app
from qa.commands import Exit
from qa.ranking import Relevance
from repository import ROOT

PAGE = ROOT / "docs" / "calibration.md"
AGAIN = "run `pincite calibrate` again"
Run = Callable[..., Result]


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return tmp_path / "home"


@pytest.fixture
def run(home: Path) -> Run:
    def invoke(*arguments: object) -> Result:
        environment = {"PINCITE_HOME": str(home), "PINCITE_MODEL": "hash"}
        return CliRunner().invoke(build_app(), [str(part) for part in arguments], env=environment)

    return invoke


@pytest.fixture
def ingested(run: Run, samples_dir: Path) -> Run:
    assert run("ingest", samples_dir).exit_code == Exit.DONE
    return run


def test_it_is_a_command_with_examples_of_itself(run: Run) -> None:
    assert "  calibrate  Fit the confidence" in run("--help").stdout
    shown = run("calibrate", "--help").stdout
    for example in EXAMPLES:
        assert example in shown
        assert shlex.split(example)[:2] == ["pincite", "calibrate"]


def test_the_page_in_docs_names_every_option(run: Run) -> None:
    page = PAGE.read_text(encoding="utf-8")
    options = set(re.findall(r"--[a-z]+", run("calibrate", "--help").stdout.split("Examples:")[0])) - {"--help"}
    assert len(options) > 5
    for option in options:
        assert f"`{option}" in page
    for field in CalibrationRecord.model_fields:
        assert f"`{field}`" in page


def test_outcomes_refer_to_the_calibration_until_the_index_changes(ingested: Run, tmp_path: Path) -> None:
    assert json.loads(ingested("status", "--json").stdout)["index"]["calibration"] == "packaged"
    done = ingested("calibrate", "--limit", 40, "--json")
    assert done.exit_code == Exit.DONE, done.stderr
    body = json.loads(done.stdout)
    asked = json.loads(ingested("ask", "What is malaria?", "--json").stdout)
    assert asked["confidence"]["calibration"] == body["id"]
    assert asked["confidence"]["threshold"] == body["calibration"]["threshold"]
    status = ingested("status")
    assert f"calibration: {body['id']}" in status.stdout
    assert AGAIN not in status.stdout

    (tmp_path / "new.txt").write_text("Zorbitis\n\nZorbitis heals within two weeks.\n")
    assert AGAIN in ingested("ingest", tmp_path / "new.txt").stdout
    assert AGAIN in ingested("status").stdout
    index = json.loads(ingested("status", "--json").stdout)["index"]
    assert (index["calibration"], index["is_calibration_outdated"]) == ("packaged", True)
    assert ingested("calibrate", "--limit", 40).exit_code == Exit.DONE
    assert AGAIN not in ingested("status").stdout


def test_it_is_kept_beside_the_generation_and_says_what_it_shows(ingested: Run, home: Path) -> None:
    shown = ingested("calibrate", "--limit", 40, "--seed", 7, "--risk", 0.1)
    assert shown.exit_code == Exit.DONE, shown.stderr
    (path,) = (home / "calibrations").iterdir()
    record = Calibrations(home / "calibrations", Relevance.load().digest).of(path.stem)
    assert record is not None
    assert (home / "generations" / path.stem).is_dir()
    assert json.loads(ingested("status", "--json").stdout)["index"]["problems"] == []
    assert (record.seed, record.risk) == (7, 0.1)
    assert record.fitted.answerable + record.tried.answerable == 40
    assert record.wrongly_answered <= 0.1
    assert record.answered > 0.7
    for part in (record.id, str(path), f"threshold {record.calibration.threshold:g}", "generated from the corpus"):
        assert part in shown.stdout


def test_questions_of_a_person_are_fitted(ingested: Run, tmp_path: Path) -> None:
    topics = ("malaria", "asthma", "stroke", "migraine", "tuberculosis", "kidney stones")
    aspects = ("treatment", "diagnosis", "symptoms", "cause", "prevention")
    answerable, unanswerable = tmp_path / "yes.txt", tmp_path / "no.txt"
    answerable.write_text("".join(f"What is the {a} of {t}?\n" for a in aspects for t in topics))
    unanswerable.write_text("".join(f"Which pizza oven number {n} bakes quickest?\n" for n in range(30)))
    done = ingested("calibrate", "--answerable", answerable, "--unanswerable", unanswerable, "--json")
    assert done.exit_code == Exit.DONE, done.stderr
    body = json.loads(done.stdout)
    assert (body["answerable"], body["unanswerable"]) == ("yes.txt", "no.txt")
    assert body["auroc"] > 0.9
    assert "Which pizza" not in done.stdout


def test_the_same_command_gives_the_same_calibration(ingested: Run) -> None:
    made = [ingested("calibrate", "--limit", 40, "--seed", seed, "--json").stdout for seed in (1, 1, 2)]
    ids = [json.loads(record)["id"] for record in made]
    assert ids[0] == ids[1] != ids[2]


def test_what_is_wrong_is_said_in_one_line(run: Run, home: Path, tmp_path: Path, samples_dir: Path) -> None:
    (tmp_path / "few.txt").write_text("Why?\n")
    assert run("calibrate").exit_code == Exit.NO_INDEX
    run("ingest", samples_dir / "malaria.md")
    for arguments, complaint in (
        ((), "too few"),
        (("--answerable", tmp_path / "few.txt"), "1 answerable questions (few.txt) are too few"),
        (("--unanswerable", tmp_path / "nope.txt"), "nope.txt: cannot be read"),
    ):
        ended = run("calibrate", *arguments)
        assert ended.exit_code == Exit.REFUSED
        assert complaint in ended.stderr
        assert len(ended.stderr.splitlines()) == 1
    with BuildLock(home):
        assert "another build is running" in run("calibrate").stderr
    assert not (home / "calibrations").exists()
    assert run("calibrate", "--risk", 2).exit_code == Exit.USAGE


def test_a_damaged_calibration_is_told_with_its_remedy(ingested: Run, home: Path) -> None:
    ingested("calibrate", "--limit", 40)
    (path,) = (home / "calibrations").iterdir()
    path.write_text("{}")
    for command in (("ask", "What is malaria?"), ("status",)):
        ended = ingested(*command)
        assert ended.exit_code == Exit.REFUSED
        assert f"{path} cannot be used: delete it and run" in ended.stderr
    assert ingested("calibrate", "--limit", 40).exit_code == Exit.DONE
    assert ingested("ask", "What is malaria?").exit_code in (Exit.DONE, Exit.ABSTAINED)
