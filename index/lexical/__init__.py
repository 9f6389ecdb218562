"""Lexical retrieval: analyses text into terms and ranks passages by BM25."""

from index.lexical.analysis import Analyser, fold
from index.lexical.bm25 import LexicalIndex, top_scoring
from index.lexical.bm25_reference import LuceneBM25
from index.lexical.us_spelling import to_american

__all__ = ["Analyser", "LexicalIndex", "LuceneBM25", "fold", "to_american", "top_scoring"]
