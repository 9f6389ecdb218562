"""Haystack: sentences as documents, found by BM25 and by embeddings, joined by reciprocal rank fusion."""

from __future__ import annotations

from collections.abc import Sequence
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING

from exchange import QUOTED, Asked, Quoted, Sentence
from vectors import embedding_model, kept_vectors

if TYPE_CHECKING:
    from haystack import Pipeline
    from haystack.document_stores.in_memory import InMemoryDocumentStore

DEPTH = 100


class HaystackHybrid:
    """The hybrid retrieval pipeline of Haystack's documentation over sentences with their headings."""

    def __init__(self, sentences: Sequence[Sentence], vectors: Path) -> None:
        self.name = f"haystack {version('haystack-ai')}: BM25 and embeddings of sentences, reciprocal rank fusion"
        self._sentences = sentences
        self._pipeline = _pipeline(_store(sentences, vectors))

    def answer(self, question: Asked) -> list[Quoted]:
        """The three best sentences with their fused scores, which are 1 where both rankings agree on the first."""
        filters = question.document_id and {
            "field": "meta.document_id",
            "operator": "==",
            "value": question.document_id,
        }
        found = self._pipeline.run(
            {
                "embedder": {"text": question.text},
                "dense": {"filters": filters},
                "lexical": {"query": question.text, "filters": filters},
            }
        )["joiner"]["documents"]
        rows = [(self._sentences[int(document.id)], document.score) for document in found]
        return [Quoted(sentence.document_id, sentence.text, score) for sentence, score in rows]


def _store(sentences: Sequence[Sentence], vectors: Path) -> InMemoryDocumentStore:
    """The sentences under their headings, with their vectors."""
    from haystack import Document
    from haystack.document_stores.in_memory import InMemoryDocumentStore

    texts = [sentence.in_context for sentence in sentences]
    store = InMemoryDocumentStore(embedding_similarity_function="cosine")
    store.write_documents(
        [
            Document(id=str(row), content=text, meta={"document_id": sentence.document_id}, embedding=vector)
            for row, (sentence, text, vector) in enumerate(
                zip(sentences, texts, kept_vectors(texts, vectors), strict=True)
            )
        ]
    )
    return store


def _pipeline(store: InMemoryDocumentStore) -> Pipeline:
    from haystack import Pipeline
    from haystack.components.joiners import DocumentJoiner
    from haystack.components.retrievers.in_memory import InMemoryBM25Retriever, InMemoryEmbeddingRetriever
    from haystack_integrations.components.embedders.sentence_transformers import SentenceTransformersTextEmbedder

    pipeline = Pipeline()
    pipeline.add_component(
        "embedder",
        SentenceTransformersTextEmbedder(model=embedding_model(), progress_bar=False, local_files_only=True),
    )
    pipeline.add_component("dense", InMemoryEmbeddingRetriever(store, top_k=DEPTH))
    pipeline.add_component("lexical", InMemoryBM25Retriever(store, top_k=DEPTH))
    pipeline.add_component("joiner", DocumentJoiner(join_mode="reciprocal_rank_fusion", top_k=QUOTED))
    pipeline.connect("embedder.embedding", "dense.query_embedding")
    pipeline.connect("dense", "joiner")
    pipeline.connect("lexical", "joiner")
    return pipeline
