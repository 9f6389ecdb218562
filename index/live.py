"""The live index: always the newest published generation, without dropping a request."""

import threading
from pathlib import Path

from index.dense import Embedder
from index.errors import CorruptIndexError, NoIndexError, UnusableIndexError
from index.hybrid import DEPTH, HybridIndex
from index.lexical import Analyser
from index.methods import Fusion
from index.storage import Generations


class LiveIndex:
    """Opens the generation that CURRENT names, and another one when that changes.

    An index that was handed out stays valid: its files are mapped, so it outlives its folder.
    """

    def __init__(
        self,
        home: Path,
        embedder: Embedder,
        analyser: Analyser,
        depth: int = DEPTH,
        fusion: Fusion = "convex",
    ) -> None:
        self._shelf = Generations(home)
        self._embedder = embedder
        self._analyser = analyser
        self._depth = depth
        self._fusion = fusion
        self._opening = threading.Lock()
        self._index: HybridIndex | None = None

    def current(self) -> HybridIndex:
        """The live generation, opened where it changed since the last call; costs one small read where not.

        Raises NoIndexError, CorruptIndexError, and IndexMismatchError where the generation was built with
        another model or analyser than this one's.
        """
        live = self._shelf.live_id()
        if live is None:
            raise NoIndexError
        index = self._index
        if index is None or index.generation_id != live:
            with self._opening:
                index = self._opened()
        return index

    def _opened(self) -> HybridIndex:
        """Opens what CURRENT names now, unless another thread just did.

        Whatever a library says of a file that was altered, its checksum tells which one that is.
        """
        generation = self._shelf.live()
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
