"""Finds names in texts by their words in the form in which names are compared."""

from qa.slots.matching.gazetteer import Found, Gazetteer
from qa.slots.matching.normal import Word, id_pairs, normal_text, normal_word, normal_words, pairs, phrase

__all__ = [
    "Found",
    "Gazetteer",
    "Word",
    "id_pairs",
    "normal_text",
    "normal_word",
    "normal_words",
    "pairs",
    "phrase",
]
