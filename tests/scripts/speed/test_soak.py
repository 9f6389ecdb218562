"""The soak test: a short run over a real service, and that it notices each kind of fault."""

import hashlib
import subprocess
import sys
from pathlib import Path

import pytest

from repository import ROOT
from soak import faults
from soak_asker import Tally, holds
from soak_churn import Churn
from soak_service import Service

TEXT = b"One sentence. Another sentence."
SHOWN = {
    "version": hashlib.sha256(TEXT).hexdigest(),
    "byte_start": 0,
    "byte_end": 13,
    "sha256": hashlib.sha256(TEXT[:13]).hexdigest(),
    "text": "One sentence.",
}


@pytest.fixture
def churn(tmp_path: Path) -> Churn:
    return Churn(Service(tmp_path, {}), tmp_path, Tally(), seed=1)


def test_a_quote_holds_only_if_every_part_of_its_receipt_does() -> None:
    assert holds(SHOWN, TEXT)
    assert not holds(SHOWN, TEXT + b" ")
    for name, value in (("byte_start", 1), ("byte_end", 12), ("sha256", "0" * 64), ("text", "One sentence!")):
        assert not holds({**SHOWN, name: value}, TEXT), name


def test_a_run_without_faults_has_none(churn: Churn) -> None:
    tally = Tally()
    tally.receipt(holds=True)
    for status in (200, 429, 503):
        tally.reply(status, 0.1)
    assert list(faults(tally, churn)) == []


def test_every_kind_of_fault_is_named(churn: Churn) -> None:
    tally = Tally()
    assert list(faults(tally, churn)) == ["no quote was checked"]
    tally.receipt(holds=False)
    tally.reply(500, 0.1)
    tally.error("TimeoutError")
    churn.memory = [(0.7, 1000), (0.9, 1051)]
    assert list(faults(tally, churn)) == [
        "1 x TimeoutError",
        "1 x status 500",
        "1 receipts that do not hold",
        "memory grew by 5.1%",
    ]


def test_a_short_soak_finds_no_fault() -> None:
    command = [sys.executable, "scripts/speed/soak.py", "--minutes", "0.2", "--askers", "6", "--model", "hash"]
    run = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False, timeout=300)
    found = [line for line in run.stdout.splitlines() if line.startswith("faults:")]
    assert len(found) == 1, run.stderr
    # A few seconds are too short to judge memory by.
    assert [fault for fault in found[0].removeprefix("faults: ").split("; ") if "memory" not in fault] in (
        [],
        ["none"],
    )
