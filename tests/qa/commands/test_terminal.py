import io
import sys

import pytest

from qa.commands.terminal import PLAIN_SECONDS, Progress, print_out
from qa.commands.text import EmphasisedLine


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_emphasis_is_shown_on_a_terminal_and_left_out_in_a_pipe(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    lines = [
        "plain \x1b[1m",
        EmphasisedLine.of("lasts \x1b[1m", "2-3 years", "."),
        EmphasisedLine.of("a", "", "b"),
    ]
    print_out(lines)
    assert capsys.readouterr().out == "plain \\u001b[1m\nlasts \\u001b[1m2-3 years.\nab\n"
    terminal = Terminal()
    monkeypatch.setattr(sys, "stdout", terminal)
    print_out(lines)
    shown = terminal.getvalue()
    assert shown == "plain \\u001b[1m\nlasts \\u001b[1m\x1b[1m\x1b[4m2-3 years\x1b[0m.\nab\n"


def test_in_a_pipe_a_long_step_says_a_plain_line_now_and_then(capsys: pytest.CaptureFixture[str]) -> None:
    now = 0.0
    with Progress("Embedding", "sentences", clock=lambda: now) as progress:
        for done in range(1, 31):
            now += PLAIN_SECONDS / 10
            progress(done, 100)
    shown = capsys.readouterr()
    assert shown.out == ""
    assert shown.err.splitlines() == [f"Embedding: {done} of 100 sentences" for done in (10, 20, 30)]


def test_without_a_total_only_what_is_done_is_said(capsys: pytest.CaptureFixture[str]) -> None:
    times = iter((0.0, PLAIN_SECONDS, PLAIN_SECONDS))
    with Progress("Reading", "records", clock=lambda: next(times)) as progress:
        progress(7)
    assert capsys.readouterr().err == "Reading: 7 records\n"


def test_on_a_terminal_there_is_a_bar_that_goes_away(monkeypatch: pytest.MonkeyPatch) -> None:
    terminal = Terminal()
    monkeypatch.setattr(sys, "stderr", terminal)
    with Progress("Embedding", "sentences") as progress:
        progress(1, 4)
        progress(4, 4)
    shown = terminal.getvalue()
    assert "Embedding" in shown
    assert "/4" in shown
    assert shown.endswith("\r")
