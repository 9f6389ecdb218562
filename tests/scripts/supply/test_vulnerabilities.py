"""The audit of the locked packages: what it says, and that a failed look-up is not a clean result."""

import subprocess
from pathlib import Path
from typing import Any

import pytest

from vulnerabilities import FOUND, NO_DATA, UNCHECKED, audited, code, report

CLEAN: dict[str, Any] = {"name": "a", "version": "1", "vulns": []}
SKIPPED: dict[str, Any] = {"name": "b", "skip_reason": "not found"}
VULNERABLE: dict[str, Any] = {
    "name": "c",
    "version": "2",
    "vulns": [{"id": "PYSEC-0", "fix_versions": ["3", "2.1"]}, {"id": "PYSEC-1", "fix_versions": []}],
}


@pytest.mark.parametrize(
    ("packages", "expected", "lines"),
    [
        ([CLEAN], 0, ["1 packages checked, 0 with known vulnerabilities"]),
        ([CLEAN, SKIPPED], UNCHECKED, ["1 packages checked, 0 with known vulnerabilities", "not checked: b"]),
        ([], UNCHECKED, [NO_DATA]),
        (
            [CLEAN, SKIPPED, VULNERABLE],
            FOUND,
            [
                "c 2: PYSEC-0, fixed in 3, 2.1",
                "c 2: PYSEC-1, fixed in no version yet",
                "2 packages checked, 1 with known vulnerabilities",
                "not checked: b",
            ],
        ),
    ],
)
def test_the_report_and_the_exit_code(packages: list[dict[str, Any]], expected: int, lines: list[str]) -> None:
    assert code(packages) == expected
    assert list(report(packages)) == lines


@pytest.mark.parametrize("written", ["", '{"dependencies": [{"name": "b", "skip_reason": "not found"}]}'])
def test_a_tool_that_reached_no_data_has_checked_nothing(monkeypatch: pytest.MonkeyPatch, written: str) -> None:
    def run(command: list[str], **_: object) -> None:
        Path(command[command.index("--output") + 1]).write_text(written, encoding="utf-8")

    monkeypatch.setattr(subprocess, "run", run)
    assert audited(Path("requirements.lock"), "pypi") == []
