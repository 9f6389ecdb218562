"""Work on the live index is retried once if a newer index was published meanwhile."""

from typing import NamedTuple, cast

import pytest

from corpus.store import UnknownDocument
from index.hybrid import HybridIndex
from index.live import LiveIndex
from qa.search import on_live_index


class Generation(NamedTuple):
    generation_id: str


class Published:
    """A live index that moves on to the next generation each time it is looked up, and stays at the last."""

    def __init__(self, *generations: str) -> None:
        self._generations = list(generations)

    def current(self) -> Generation:
        """The next generation."""
        first = self._generations[0]
        if len(self._generations) > 1:
            del self._generations[0]
        return Generation(first)


class Work:
    """Fails on some generations, and records the generations that it ran on."""

    def __init__(self, *failing: str, error: Exception | None = None) -> None:
        self.failing = failing
        self.error = error or UnknownDocument("gout")
        self.ran_on: list[str] = []

    def __call__(self, index: HybridIndex) -> str:
        """The generation, or the error."""
        self.ran_on.append(index.generation_id)
        if index.generation_id in self.failing:
            raise self.error
        return f"result of {index.generation_id}"


def run(work: Work, *generations: str) -> str:
    return on_live_index(cast("LiveIndex", Published(*generations)), work)


def test_the_work_runs_once_if_it_succeeds() -> None:
    work = Work()
    assert run(work, "old", "new") == "result of old"
    assert work.ran_on == ["old"]


def test_the_work_is_retried_on_a_newer_index() -> None:
    work = Work("old")
    assert run(work, "old", "new") == "result of new"
    assert work.ran_on == ["old", "new"]


def test_an_unknown_document_is_an_error_if_no_newer_index_is_live() -> None:
    work = Work("old")
    with pytest.raises(UnknownDocument):
        run(work, "old")
    assert work.ran_on == ["old"]


def test_the_work_is_retried_only_once() -> None:
    work = Work("old", "new")
    with pytest.raises(UnknownDocument):
        run(work, "old", "new", "newest")
    assert work.ran_on == ["old", "new"]


def test_another_error_is_not_retried() -> None:
    work = Work("old", error=ValueError("a bug"))
    with pytest.raises(ValueError, match="a bug"):
        run(work, "old", "new")
    assert work.ran_on == ["old"]
