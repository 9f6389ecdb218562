import io
import sys

import pytest

from qa.commands.terminal import PLAIN_SECONDS, Meter


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_in_a_pipe_a_long_step_says_a_plain_line_now_and_then(capsys: pytest.CaptureFixture[str]) -> None:
    now = 0.0
    with Meter("Embedding", "sentences", clock=lambda: now) as meter:
        for done in range(1, 31):
            now += PLAIN_SECONDS / 10
            meter(done, 100)
    shown = capsys.readouterr()
    assert shown.out == ""
    assert shown.err.splitlines() == [f"Embedding: {done} of 100 sentences" for done in (10, 20, 30)]


def test_without_a_total_only_what_is_done_is_said(capsys: pytest.CaptureFixture[str]) -> None:
    times = iter((0.0, PLAIN_SECONDS, PLAIN_SECONDS))
    with Meter("Reading", "records", clock=lambda: next(times)) as meter:
        meter(7)
    assert capsys.readouterr().err == "Reading: 7 records\n"


def test_on_a_terminal_there_is_a_bar_that_goes_away(monkeypatch: pytest.MonkeyPatch) -> None:
    terminal = Terminal()
    monkeypatch.setattr(sys, "stderr", terminal)
    with Meter("Embedding", "sentences") as meter:
        meter(1, 4)
        meter(4, 4)
    shown = terminal.getvalue()
    assert "Embedding" in shown
    assert "/4" in shown
    assert shown.endswith("\r")
