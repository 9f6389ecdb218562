"""Lexical retrieval: ranks passages by BM25."""

from index.lexical.bm25 import LEXICAL, LexicalIndex, top_scoring
from index.lexical.bm25_reference import LuceneBM25

__all__ = ["LEXICAL", "LexicalIndex", "LuceneBM25", "top_scoring"]
