"""The callback that reports the progress of an experiment."""

from typing import Protocol


class Progress(Protocol):
    """Called after each question."""

    def __call__(self, done: int, total: int | None = None) -> None:
        """Reports that `done` of `total` questions have been asked."""
        ...


def unseen(done: int, total: int | None = None) -> None:
    """Ignores the progress."""
