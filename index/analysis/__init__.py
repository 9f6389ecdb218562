"""Analyses text into the terms that questions and passages are compared by."""

from index.analysis.analyser import Analyser, fold, plain_forms
from index.analysis.content_words import Word, content_words, content_words_fingerprint, words_of
from index.analysis.us_spelling import to_american

__all__ = [
    "Analyser",
    "Word",
    "content_words",
    "content_words_fingerprint",
    "fold",
    "plain_forms",
    "to_american",
    "words_of",
]
