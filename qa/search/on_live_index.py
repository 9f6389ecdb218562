"""Work on the live index, which another process may replace at any time."""

from collections.abc import Callable
from typing import TypeVar

from corpus.store import UnknownDocument
from index.hybrid import HybridIndex
from index.live import LiveIndex

T = TypeVar("T")


def on_live_index(live: LiveIndex, work: Callable[[HybridIndex], T]) -> T:
    """The result of the work on the live index.

    A document may leave the store while an older index still holds it: where a newer index is live by then,
    the work is done once more on that; else UnknownDocument is raised.
    """
    index = live.current()
    try:
        return work(index)
    except UnknownDocument:
        newer = live.current()
        if newer.generation_id == index.generation_id:
            raise
        return work(newer)
