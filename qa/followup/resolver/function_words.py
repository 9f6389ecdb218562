"""Function words, which carry no topic, and a light stem by which words are compared."""

from collections.abc import Iterable
from functools import cache
from pathlib import Path

_LONG_ENOUGH = 4


@cache
def _listed() -> frozenset[str]:
    return frozenset(Path(__file__).with_suffix(".txt").read_text(encoding="utf-8").split())


def is_function_word(word: str) -> bool:
    """Whether a word is an article, pronoun, auxiliary, preposition or the like."""
    return word.casefold().replace("’", "'") in _listed()


def stem(word: str) -> str:
    """The word without case, possessive ending and plural ending, for comparing and never for showing."""
    folded = word.casefold().replace("’", "'").removesuffix("'s").strip("'")
    if len(folded) < _LONG_ENOUGH or folded.endswith(("ss", "us", "is")):
        return folded
    if folded.endswith("ies"):
        return folded[:-3] + "y"
    return folded.removesuffix("s")


def content_words(words: Iterable[str]) -> frozenset[str]:
    """The stems of the words that are no function words."""
    return frozenset(stem(word) for word in words if not is_function_word(word))
