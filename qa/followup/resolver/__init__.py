"""The learned resolver: which words of its thread a question needs, and what kind of follow-up it is."""

from qa.followup.resolver.function_words import content_words, is_function_word, stem
from qa.followup.resolver.layout import MOST_TOKENS, SEGMENTS, Laid, Layout
from qa.followup.resolver.onnx_resolver import Fate, Leaning, OnnxResolver, Resolution
from qa.followup.resolver.thread_parts import Part, PartKind, Word, in_order, words_of
from qa.followup.resolver.weights import CARD, PIECE, ResolverCard, ResolverError
from qa.followup.resolver.wording import Carried, Worded, worded

__all__ = [
    "CARD",
    "MOST_TOKENS",
    "PIECE",
    "SEGMENTS",
    "Carried",
    "Fate",
    "Laid",
    "Layout",
    "Leaning",
    "OnnxResolver",
    "Part",
    "PartKind",
    "Resolution",
    "ResolverCard",
    "ResolverError",
    "Word",
    "Worded",
    "content_words",
    "in_order",
    "is_function_word",
    "stem",
    "worded",
    "words_of",
]
