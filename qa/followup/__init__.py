"""Conversational query rewriting: a question and its earlier turns become a self-contained question."""

from qa.followup.interpretation import Fit, Interpretation
from qa.followup.resolver import (
    MOST_TOKENS,
    SEGMENTS,
    Laid,
    Layout,
    Part,
    PartKind,
    Word,
    content_words,
    in_order,
    is_function_word,
    stem,
    words_of,
)
from qa.followup.rewriter import FollowUps

__all__ = [
    "MOST_TOKENS",
    "SEGMENTS",
    "Fit",
    "FollowUps",
    "Interpretation",
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
