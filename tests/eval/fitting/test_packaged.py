"""The commands that fit the packaged weights, on tiny data and with hashed words instead of a model."""

from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from eval.fitting.packaged import build_app
from fitting_data import write_fitting_data
from qa.answerability import Calibration
from qa.commands import Exit
from qa.ranking import Weights


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_fitting_data(tmp_path_factory.mktemp("data"))


@pytest.fixture(scope="module")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("cache")


def fit(*arguments: object, data: Path | None, cache: Path) -> Result:
    environment = {"PINCITE_MODEL": "hash", "PINCITE_DATA": str(data) if data else None}
    words = [str(part) for part in (*arguments, "--cache", cache)]
    return CliRunner().invoke(build_app(), words, env=environment)


@pytest.mark.parametrize(("command", "form"), [("relevance", Weights), ("calibration", Calibration)])
def test_what_is_written_is_what_is_printed(
    command: str, form: type[Weights | Calibration], data: Path, cache: Path, tmp_path: Path
) -> None:
    target = tmp_path / "fitted.json"
    done = fit(command, "--write", target, data=data, cache=cache)
    assert done.exit_code == Exit.DONE, done.stderr
    written = target.read_text(encoding="utf-8")
    assert done.stdout.endswith(written)
    assert form.model_validate_json(written).provenance
    again = fit(command, data=data, cache=cache)
    assert again.stdout == done.stdout
    assert list(tmp_path.iterdir()) == [target]


def test_the_figures_come_first(data: Path, cache: Path) -> None:
    relevance = fit("relevance", data=data, cache=cache).stdout.splitlines()
    assert relevance[0].startswith("claims: 4 questions, hit@3 ")
    assert relevance[1].startswith("questions: ")
    calibration = fit("calibration", data=data, cache=cache).stdout.splitlines()
    judged = "PinciteBench, guidance, tune"
    names = ["MedQuAD", "COVID-QA", "samples", "near, even half", judged, "near, odd half", "claims"]
    assert [line.partition(":")[0] for line in calibration[: len(names)]] == names


@pytest.mark.parametrize(("command", "missing"), [("relevance", "scifact"), ("calibration", "medquad")])
def test_a_data_set_that_is_missing_ends_in_one_line(
    command: str, missing: str, cache: Path, tmp_path: Path
) -> None:
    ended = fit(command, data=tmp_path, cache=cache)
    assert ended.exit_code == Exit.REFUSED
    assert f"{missing}: no " in ended.stderr
    assert len(ended.stderr.splitlines()) == 1


def test_the_folder_of_the_data_sets_has_to_be_named(cache: Path) -> None:
    ended = fit("relevance", data=None, cache=cache)
    assert ended.exit_code == Exit.USAGE
    assert "PINCITE_DATA" in ended.stderr
