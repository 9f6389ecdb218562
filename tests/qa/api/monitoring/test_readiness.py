"""Readiness: it waits for an index, and for a model that can be loaded."""

import logging
from typing import cast

import anyio
import pytest

from fakes import FakeIndex, FakeLive
from index.errors import EmbeddingModelError
from index.live import LiveIndex
from qa.api.monitoring.readiness import Readiness
from qa.api.problems import ProblemError


class Reluctant(FakeLive):
    """There only at the third look, and then with a model that loads only at the second try."""

    def __init__(self) -> None:
        super().__init__()
        self.looks = 0

    def current(self) -> FakeIndex:
        """The index, when it is time."""
        self.looks += 1
        self.missing = self.looks < 3
        if self.looks == 3:
            raise EmbeddingModelError("the model's files are altered")
        return super().current()


def test_it_tries_until_there_is_an_index_and_a_model(caplog: pytest.LogCaptureFixture) -> None:
    live = Reluctant()
    readiness = Readiness(cast("LiveIndex", live), pause=0.001)
    assert readiness.generation() is None
    live.looks = 0
    with caplog.at_level(logging.ERROR, logger="pincite"):
        anyio.run(readiness.warm_up)
    assert live.looks == 4
    assert "the model's files are altered" in caplog.text
    assert readiness.index().generation_id == readiness.generation() == "generation-1"


def test_an_index_without_a_model_is_not_ready() -> None:
    readiness = Readiness(cast("LiveIndex", FakeLive()))
    with pytest.raises(ProblemError, match="not-ready"):
        readiness.index()
