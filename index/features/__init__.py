"""Sentence features for a query: similarity, term overlap, headings and neighbouring sentences."""

from index.features.sentence_scores import (
    CONTEXT_TERMS,
    CONTEXT_VECTORS,
    SENTENCE_TERMS,
    SENTENCE_VECTORS,
    SentenceScorer,
)

__all__ = [
    "CONTEXT_TERMS",
    "CONTEXT_VECTORS",
    "SENTENCE_TERMS",
    "SENTENCE_VECTORS",
    "SentenceScorer",
]
