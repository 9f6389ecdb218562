"""Sentence features for a query: similarity, term overlap, soft coverage, headings and neighbouring sentences."""

from index.features.sentence_scores import (
    CONTEXT_TERMS,
    CONTEXT_VECTORS,
    CONTEXT_WORDS,
    SENTENCE_TERMS,
    SENTENCE_VECTORS,
    SENTENCE_WORDS,
    SentenceScorer,
)

__all__ = [
    "CONTEXT_TERMS",
    "CONTEXT_VECTORS",
    "CONTEXT_WORDS",
    "SENTENCE_TERMS",
    "SENTENCE_VECTORS",
    "SENTENCE_WORDS",
    "SentenceScorer",
]
