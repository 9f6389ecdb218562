"""Readiness: whether an index is live and the embedding model has been loaded."""

import logging

import anyio
from anyio import to_thread

from index.errors import NoIndexError, UnusableIndexError
from index.hybrid import HybridIndex
from index.live import LiveIndex
from qa.api.problems import NOT_READY, ProblemError

_LOG = logging.getLogger("pincite.readiness")
PAUSE = 1.0


class Readiness:
    """Loads the embedding model in the background once there is an index, checking every `pause` seconds."""

    def __init__(self, live: LiveIndex, pause: float = PAUSE) -> None:
        self._live = live
        self._pause = pause
        self._warm = False

    def index(self) -> HybridIndex:
        """The live index. Raises NoIndexError if there is none, and ProblemError until the model is loaded."""
        index = self._live.current()
        if not self._warm:
            raise ProblemError(NOT_READY)
        return index

    def generation(self) -> str | None:
        """The id of the live generation, or None if there is none."""
        try:
            return self._live.current().generation_id
        except UnusableIndexError:
            return None

    async def warm_up(self) -> None:
        """Embed a fixed word to load the model, retrying until it succeeds."""
        while not self._warm:
            try:
                await to_thread.run_sync(self._embed, abandon_on_cancel=True)
            except NoIndexError:
                await anyio.sleep(self._pause)
            except Exception as error:  # noqa: BLE001 - the service stays up and reports any failure
                _LOG.error("not ready yet, retrying: %s", error)
                await anyio.sleep(10 * self._pause)

    def _embed(self) -> None:
        self._live.current().query("warm-up")
        self._warm = True
