"""How long each stage of an answer takes, told to whoever asks for it."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from time import perf_counter

Observe = Callable[[str, float], None]
"""Told the name of a stage and the seconds that it took."""


def unobserved(stage: str, seconds: float) -> None:
    """Take a stage's seconds and drop them."""
    del stage, seconds


@contextmanager
def timed(observe: Observe, stage: str) -> Iterator[None]:
    """Tells how long the block took, also where it raises."""
    started = perf_counter()
    try:
        yield
    finally:
        observe(stage, perf_counter() - started)
