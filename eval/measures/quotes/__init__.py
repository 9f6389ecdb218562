"""Measures of quotes and of their receipts."""

from eval.measures.quotes.containment import Containment, Excerpt
from eval.measures.quotes.receipts import receipt_validity
from eval.measures.quotes.sentence_overlap import (
    Gold,
    SentenceF1,
    SentenceHit,
    SentenceOverlap,
    SentencePrecision,
    SentenceRecall,
)

__all__ = [
    "Containment",
    "Excerpt",
    "Gold",
    "SentenceF1",
    "SentenceHit",
    "SentenceOverlap",
    "SentencePrecision",
    "SentenceRecall",
    "receipt_validity",
]
