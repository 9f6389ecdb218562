"""Indexes for tests: small, with hashed words instead of a model."""

from pathlib import Path

from corpus.document import Document
from corpus.store import Store
from index.build import build
from index.dense import HashEmbedder
from index.hybrid import HybridIndex
from index.live import LiveIndex
from index.storage import Generation

EMBEDDER = HashEmbedder(dimension=1024)
"""So many components that hardly any two words of a small corpus share one."""


def build_over(
    home: Path, *documents: Document, embedder: HashEmbedder = EMBEDDER, root: str = "root"
) -> Generation:
    """A published generation of the documents, without a store."""
    return build(documents, root, embedder=embedder, analyser=embedder.analyser, home=home)


def opened(generation: Generation, embedder: HashEmbedder = EMBEDDER) -> HybridIndex:
    """The index of a generation."""
    return HybridIndex.open(generation, embedder, embedder.analyser)


def publish(home: Path, store: Store, *documents: Document, embedder: HashEmbedder = EMBEDDER) -> Generation:
    """Adds the documents to the store, and publishes a generation of all that it holds."""
    for document in documents:
        store.add(document, raw_sha256=document.version, reader="test 1", origin="test")
    return build(store.documents(), store.root(), embedder=embedder, analyser=embedder.analyser, home=home)


def live_index(home: Path, embedder: HashEmbedder = EMBEDDER) -> LiveIndex:
    """The index that is live in a data folder."""
    return LiveIndex(home, embedder, embedder.analyser)


def index_over(home: Path, store: Store, *documents: Document, embedder: HashEmbedder = EMBEDDER) -> HybridIndex:
    """The index of the store, to which the documents are added."""
    publish(home, store, *documents, embedder=embedder)
    return live_index(home, embedder).current()
