"""The learned resolver's input: a question and its thread as tokens, with the places of the words."""

from qa.followup.resolver.function_words import content_words, is_function_word, stem
from qa.followup.resolver.layout import MOST_TOKENS, SEGMENTS, Laid, Layout
from qa.followup.resolver.thread_parts import Part, PartKind, Word, in_order, words_of

__all__ = [
    "MOST_TOKENS",
    "SEGMENTS",
    "Laid",
    "Layout",
    "Part",
    "PartKind",
    "Word",
    "content_words",
    "in_order",
    "is_function_word",
    "stem",
    "words_of",
]
