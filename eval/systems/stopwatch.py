"""The time that the system under test takes, question by question."""

from collections.abc import Iterator
from contextlib import contextmanager
from time import perf_counter

from eval.measures import latency
from eval.report import Timing


class Stopwatch:
    """Collects times; a question that is not answered is not counted."""

    def __init__(self) -> None:
        self._milliseconds: list[float] = []

    @contextmanager
    def running(self) -> Iterator[None]:
        """Times what happens inside."""
        started = perf_counter()
        yield
        self._milliseconds.append(1000 * (perf_counter() - started))

    def timing(self) -> Timing:
        """The summary; ValueError where nothing was timed."""
        return Timing.of(latency(self._milliseconds))
