"""Measures how long each stage of an answer takes."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from time import perf_counter

Observe = Callable[[str, float], None]
"""Receives the name of a stage and the seconds that it took."""


def unobserved(stage: str, seconds: float) -> None:
    """Ignores a measurement."""
    del stage, seconds


@contextmanager
def timed(observe: Observe, stage: str) -> Iterator[None]:
    """Reports the duration of the block to `observe`, even if the block raises."""
    started = perf_counter()
    try:
        yield
    finally:
        observe(stage, perf_counter() - started)
