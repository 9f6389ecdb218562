"""The log handler that writes a limited number of lines a second."""

import io
import logging

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa.api.monitoring.limited_handler import LimitedHandler


class Clock:
    """A clock that is set by hand."""

    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


def handler_of(lines: int, clock: Clock) -> tuple[LimitedHandler, io.StringIO]:
    handler, written = LimitedHandler(lines, clock), io.StringIO()
    handler.setStream(written)
    handler.setFormatter(logging.Formatter("%(name)s %(levelname)s %(message)s"))
    return handler, written


def record(name: str, text: str) -> logging.LogRecord:
    return logging.LogRecord(name, logging.INFO, "x.py", 1, text, None, None)


def test_lines_over_the_limit_are_left_out_and_counted() -> None:
    clock = Clock()
    handler, written = handler_of(2, clock)
    for number in range(5):
        handler.handle(record("a", f"line {number}"))
    handler.handle(record("b", "another logger"))
    clock.now = 1.0
    handler.handle(record("a", "a second later"))
    assert written.getvalue().splitlines() == [
        "a INFO line 0",
        "a INFO line 1",
        "b INFO another logger",
        "a WARNING 3 more lines within a second were left out",
        "a INFO a second later",
    ]


@given(lines=st.integers(1, 5), steps=st.lists(st.integers(0, 5).map(lambda n: n / 8), max_size=60))
def test_no_second_has_more_lines_than_allowed_and_none_goes_uncounted(lines: int, steps: list[float]) -> None:
    clock = Clock()
    handler, written = handler_of(lines, clock)
    for step in steps:
        clock.now += step
        handler.handle(record("a", "line"))
    clock.now += 1.0
    handler.handle(record("a", "last"))
    found = written.getvalue().splitlines()
    counted = sum(int(line.split()[2]) for line in found if "left out" in line)
    assert found.count("a INFO line") + counted == len(steps)
    assert found.count("a INFO line") <= lines * (sum(steps) + 1)


def test_a_limit_is_kept_by_the_whole_configuration(capsys: pytest.CaptureFixture[str]) -> None:
    handler = LimitedHandler(1)
    handler.handle(record("a", "one"))
    handler.handle(record("a", "two"))
    assert capsys.readouterr().err == "one\n"
