"""An experiment whose process is killed goes on with the next identical command."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from eval.report import read_result
from qa.commands import Exit
from tiny import write_collection, write_lines

ITEMS = 120
PATIENCE = 120.0
Start = Callable[..., "subprocess.Popen[str]"]


@pytest.fixture(name="start")
def _start(tmp_path: Path) -> Start:
    environment = {
        **os.environ,
        "PINCITE_HOME": str(tmp_path / "own"),
        "PINCITE_MODEL": "hash",
        "XDG_CACHE_HOME": str(tmp_path),
    }

    def start(*arguments: object) -> "subprocess.Popen[str]":
        command = [sys.executable, "-c", "from qa.cli import main; main()", *map(str, arguments)]
        return subprocess.Popen(
            command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
        )

    return start


@pytest.fixture(name="arguments")
def _arguments(tmp_path: Path) -> tuple[object, ...]:
    corpus = write_collection(tmp_path / "tiny") / "corpus.jsonl"
    items = (
        {
            "id": str(number),
            "question": f"Does zorbine cure zorbitis in {number} adults?",
            "gold": {"doc": "zorbitis", "any": ["cures zorbitis"]},
        }
        for number in range(ITEMS)
    )
    file = write_lines(tmp_path / "items.jsonl", items)
    return "eval", "judged", file, "--corpus", corpus, "--json", tmp_path / "r.json"


def await_lines(path: Path, least: int, process: "subprocess.Popen[str]") -> None:
    """Waits until a journal has this many whole lines."""
    until = time.monotonic() + PATIENCE
    while not path.exists() or path.read_bytes().count(b"\n") < least:
        assert process.poll() is None, process.communicate()
        assert time.monotonic() < until
        time.sleep(0.01)


@pytest.mark.parametrize("how", [signal.SIGKILL, signal.SIGINT])
def test_a_killed_experiment_goes_on(
    start: Start, arguments: tuple[object, ...], tmp_path: Path, how: signal.Signals
) -> None:
    partial = tmp_path / "r.json.partial"
    process = start(*arguments)
    await_lines(partial, 6, process)
    process.send_signal(how)
    _, said = process.communicate(timeout=PATIENCE)
    if how is signal.SIGINT:
        assert process.returncode == Exit.INTERRUPTED
        assert "repeat the command to continue" in said
    kept = partial.read_bytes().count(b"\n") - 1
    assert 5 <= kept < ITEMS
    with partial.open("ab") as file:
        file.write(b'{"key": "half a li')
    _, said = start(*arguments).communicate(timeout=PATIENCE)
    assert f"{kept} outcomes are taken over from {partial}" in said
    result = read_result(tmp_path / "r.json")
    assert [outcome.id for outcome in result.outcomes] == [str(number) for number in range(ITEMS)]
    assert result.timing is not None
    assert result.timing.calls == ITEMS
    assert not partial.exists()
