"""Whether the service can answer: a generation is live, and the embedding model has been loaded and used."""

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
    """Loads the model in the background, as soon as there is an index; `pause` (s) is how often it looks."""

    def __init__(self, live: LiveIndex, pause: float = PAUSE) -> None:
        self._live = live
        self._pause = pause
        self._warm = False

    def index(self) -> HybridIndex:
        """The live index; NoIndexError while there is none, a problem while the model is not loaded."""
        index = self._live.current()
        if not self._warm:
            raise ProblemError(NOT_READY)
        return index

    def generation(self) -> str | None:
        """The id of the live generation, or None while there is none."""
        try:
            return self._live.current().generation_id
        except UnusableIndexError:
            return None

    async def warm_up(self) -> None:
        """Embed a word of our own; wait and try again until that works."""
        while not self._warm:
            try:
                await to_thread.run_sync(self._embed, abandon_on_cancel=True)
            except NoIndexError:
                await anyio.sleep(self._pause)
            except Exception as error:  # noqa: BLE001 - whatever it is, the service stays up and says so
                _LOG.error("not ready yet, trying again: %s", error)
                await anyio.sleep(10 * self._pause)

    def _embed(self) -> None:
        self._live.current().query("warm-up")
        self._warm = True
