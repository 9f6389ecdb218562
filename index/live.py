"""The live index: always the newest published generation, switched without interrupting requests."""

import threading
from pathlib import Path

from index.analysis import Analyser
from index.dense import Embedder
from index.errors import CorruptIndexError, NoIndexError, UnusableIndexError
from index.hybrid import DEPTH, HybridIndex
from index.methods import Fusion
from index.storage import Generations


class LiveIndex:
    """Opens the generation that CURRENT names, and the new one whenever that changes.

    An index that was returned before stays valid even if its folder is deleted, because its files are mapped.
    """

    def __init__(
        self,
        home: Path,
        embedder: Embedder,
        analyser: Analyser,
        depth: int = DEPTH,
        fusion: Fusion = "convex",
    ) -> None:
        self._generations = Generations(home)
        self._embedder = embedder
        self._analyser = analyser
        self._depth = depth
        self._fusion = fusion
        self._opening = threading.Lock()
        self._index: HybridIndex | None = None

    def current(self) -> HybridIndex:
        """The live index; if it did not change since the last call, this costs one small read.

        Raises NoIndexError, CorruptIndexError, and IndexMismatchError if the generation was built with a model or
        analyser other than the configured one.
        """
        live = self._generations.live_id()
        if live is None:
            raise NoIndexError
        index = self._index
        if index is None or index.generation_id != live:
            with self._opening:
                index = self._opened()
        return index

    def _opened(self) -> HybridIndex:
        """Opens the generation that CURRENT names, unless another thread just did.

        If opening fails, checksums identify the altered file, because errors of the libraries do not.
        """
        generation = self._generations.live()
        if self._index is None or self._index.generation_id != generation.id:
            try:
                self._index = HybridIndex.open(
                    generation, self._embedder, self._analyser, self._depth, self._fusion
                )
            except UnusableIndexError:
                raise
            except Exception as error:
                altered = generation.verify()
                if not altered:
                    raise
                raise CorruptIndexError(generation.folder, "; ".join(altered)) from error
        return self._index
