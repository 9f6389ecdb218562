import json
import re
import sys
from contextlib import nullcontext
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from eval.commands.exporting import log
from eval.errors import DataError
from eval.interop import log_runs
from eval.report import write_result
from results import judged_result

NAME = re.compile(r"[/\w.\- ]+", re.ASCII)


@pytest.fixture(name="file")
def _file(tmp_path: Path) -> Path:
    write_result(judged_result(), tmp_path / "judged.json")
    return tmp_path / "judged.json"


def test_each_result_is_a_line_and_the_log_grows(file: Path, tmp_path: Path) -> None:
    out = tmp_path / "runs.jsonl"
    assert log_runs([file, file], out) == 2
    assert log_runs([file], out) == 1
    first, *others = map(json.loads, out.read_text(encoding="utf-8").splitlines())
    assert len(others) == 2
    assert first["name"] == "judged"
    assert first["metrics"]["nDCG at 10"] == 0.5
    assert first["metrics"]["nDCG at 10/low"] == 0.25
    assert first["metrics"]["nDCG at 10 2/questions"] == 1
    assert first["metrics"]["risk at 25 percent coverage first quote/high"] == 0.2
    figure = first["figures"]["nDCG@10"]
    assert (figure["value"], figure["low"], figure["high"], figure["eligible"]) == (0.5, 0.25, 0.75, 2)
    assert not {"values", "groups"} & set(figure)
    assert first["params"]["configuration.tuning.weights"] == "[1, 2]"
    assert len(first["params"]["configuration.tuning.names.a"]) == 500
    assert first["params"]["selection"] == "odd half"
    assert first["params"]["seed"] == "3"
    assert "url" not in first["params"]
    assert first["tags"]["command"] == "pincite eval judged items.jsonl"


def test_another_file_adds_nothing(file: Path, tmp_path: Path) -> None:
    (tmp_path / "other.json").write_text("{}")
    with pytest.raises(DataError):
        log_runs([file, tmp_path / "other.json"], tmp_path / "runs.jsonl")
    assert not (tmp_path / "runs.jsonl").exists()


def test_the_documented_lines_import_the_log_into_mlflow(
    file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    log_runs([file], tmp_path / "runs.jsonl")
    logged: dict[str, Any] = {}

    def keep(kind: str, values: dict[str, Any], of: type) -> None:
        assert all(NAME.fullmatch(name) and isinstance(value, of) for name, value in values.items())
        assert all(len(name) <= 250 for name in values)
        logged[kind] = values

    mlflow = ModuleType("mlflow")

    def start_run(run_name: str, tags: dict[str, Any]) -> nullcontext[str]:
        keep("tags", tags, str)
        return nullcontext(run_name)

    vars(mlflow).update(
        start_run=start_run,
        log_params=lambda params: keep("params", params, str),
        log_metrics=lambda metrics: keep("metrics", metrics, float),
    )
    monkeypatch.setitem(sys.modules, "mlflow", mlflow)
    monkeypatch.chdir(tmp_path)
    documented = re.findall(r"^ {6}(.*)$", log.__doc__ or "", re.MULTILINE)
    assert len(documented) == 4
    exec("\n".join(documented), {})
    assert logged["metrics"]["nDCG at 10"] == 0.5
    assert logged["params"]["experiment"] == "judged"
    assert logged["tags"]["generation"] == "g1"
