"""A log handler that writes a limited number of lines a second, so that no client can fill the disk with them."""

import logging
import time
from collections.abc import Callable
from dataclasses import dataclass


@dataclass
class _Second:
    """The lines that one logger wrote, and those that it was refused, since a moment."""

    began: float
    written: int = 0
    left_out: int = 0


class LimitedHandler(logging.StreamHandler):  # type: ignore[type-arg]  # generic only for type checkers
    """Writes at most `lines` lines a second of each logger to stderr, and says how many it left out.

    Loggers are counted apart, so that a flood of one kind of line does not hide the others.
    """

    def __init__(self, lines: int, clock: Callable[[], float] = time.monotonic) -> None:
        super().__init__()
        self._lines = lines
        self._clock = clock
        self._seconds: dict[str, _Second] = {}

    def emit(self, record: logging.LogRecord) -> None:
        """Write a record unless its logger has had its lines of this second."""
        now = self._clock()
        second = self._seconds.setdefault(record.name, _Second(now))
        if now - second.began >= 1:
            if second.left_out:
                super().emit(_notice(record.name, second.left_out))
            second = self._seconds[record.name] = _Second(now)
        if second.written < self._lines:
            second.written += 1
            super().emit(record)
        else:
            second.left_out += 1


def _notice(name: str, left_out: int) -> logging.LogRecord:
    message = "%d more lines within a second were left out"
    return logging.LogRecord(name, logging.WARNING, __file__, 0, message, (left_out,), None)
