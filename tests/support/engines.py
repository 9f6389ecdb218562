"""An engine over a few documents, with hashed words instead of a model."""

from pathlib import Path

from corpus.document import Document
from corpus.store import Store
from index.build import build
from index.dense import HashEmbedder
from index.lexical import Analyser
from index.live import LiveIndex
from qa.audience import load_disclaimers
from qa.conversation import Conversations
from qa.engine import Engine

DIMENSION = 1024


def publish(home: Path, store: Store, *documents: Document) -> None:
    """Adds the documents to the store, and publishes a generation of all that it holds."""
    analyser = Analyser()
    for document in documents:
        store.add(document, raw_sha256=document.version, reader="test 1", origin="test")
    embedder = HashEmbedder(analyser, dimension=DIMENSION)
    build(store.documents(), store.root(), embedder=embedder, analyser=analyser, home=home)


def engine_over(home: Path, store: Store, *documents: Document, suggest: bool = True) -> Engine:
    """An engine over the store, to which the documents are added."""
    publish(home, store, *documents)
    analyser = Analyser()
    live = LiveIndex(home, HashEmbedder(analyser, dimension=DIMENSION), analyser)
    conversations = Conversations(home / "conversations.db")
    return Engine(store, live, conversations, load_disclaimers(), suggest=suggest)
