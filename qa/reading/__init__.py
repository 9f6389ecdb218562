"""The learned reader: question and passage in; relevance, a score for each sentence and the answering span out."""

from qa.reading.layout import MARKER, MOST_TOKENS, TOKENIZER, Layout, Passage, Window
from qa.reading.reader import OnnxReader, Reader, Reading
from qa.reading.weights import CARD, HEADS, PIECE, Card, ReaderError

__all__ = [
    "CARD",
    "HEADS",
    "MARKER",
    "MOST_TOKENS",
    "PIECE",
    "TOKENIZER",
    "Card",
    "Layout",
    "OnnxReader",
    "Passage",
    "Reader",
    "ReaderError",
    "Reading",
    "Window",
]
