"""How far an experiment has come, told to whoever looks on."""

from typing import Protocol


class Progress(Protocol):
    """Called after every question."""

    def __call__(self, done: int, total: int | None = None) -> None:
        """So many of so many questions are asked."""
        ...


def unseen(done: int, total: int | None = None) -> None:
    """Progress that nobody looks at."""
