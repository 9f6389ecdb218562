"""Engines for tests, over hand-made documents, with hashed words instead of a model."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from corpus.document import Document
from corpus.store import Store
from indexes import live_index, publish
from qa.audience import load_disclaimers
from qa.conversation import Conversations
from qa.engine import Engine
from qa.search import Tuning


def engine_over(
    home: Path, store: Store, *documents: Document, suggest: bool = True, tuning: Tuning | None = None
) -> Engine:
    """An engine over the store, to which the documents are added."""
    publish(home, store, *documents)
    conversations = Conversations(home / "conversations.db")
    return Engine(store, live_index(home), conversations, load_disclaimers(), suggest=suggest, tuning=tuning)


@contextmanager
def engine_of(home: Path, *documents: Document, suggest: bool = True) -> Iterator[Engine]:
    """An engine over a new store of the documents, which is closed at the end."""
    with Store(home / "store.db") as store:
        yield engine_over(home, store, *documents, suggest=suggest)
