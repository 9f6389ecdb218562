"""Measures the time that the system under test takes for each question."""

from collections.abc import Iterator
from contextlib import contextmanager
from time import perf_counter

from eval.measures import latency
from eval.report import Timing


class Stopwatch:
    """Collects times; a call that raises an error is not counted."""

    def __init__(self) -> None:
        self._milliseconds: list[float] = []

    @contextmanager
    def running(self) -> Iterator[None]:
        """Measures the time of the block."""
        started = perf_counter()
        yield
        self._milliseconds.append(1000 * (perf_counter() - started))

    def timing(self) -> Timing:
        """The summary of the times; raises ValueError if there are none."""
        return Timing.of(latency(self._milliseconds))
