"""Tells whether a sentence introduces the list below it."""

import re

# "Give one of the following." introduces a list even though it is complete.
_ANNOUNCING = re.compile(
    r"\b(?:following|follows?|below|such as|includ(?:e|es|ed|ing)|these|list(?:s|ed)?|examples?|namely|"
    r"steps?|any of|one of|all of|either)\b",
    re.IGNORECASE,
)
_ENDED = re.compile(r"[.!?…:][\s\"'”’)\]]*(?:[⁰¹²³⁴-⁹ʰ-ʸᴬ-ᵪⁱⁿ,*†‡§¶‖\s]|\[[\d,;\s–-]*\])*\Z")
_COMPLETE = re.compile(r"[.!…][\s\"'”’)\]]*(?:[⁰¹²³⁴-⁹ʰ-ʸᴬ-ᵪⁱⁿ,*†‡§¶‖\s]|\[[\d,;\s–-]*\])*\Z")


def introduces_list(sentence: str, item: str) -> bool:
    """Whether a sentence, with what is written after it, introduces the list that begins with an item.

    It does unless both are complete and the sentence announces nothing: "Do not stop warfarin." before "Stop
    dabigatran on the day." must not be quoted as its introduction.
    """
    if _COMPLETE.search(sentence) is None or _ANNOUNCING.search(sentence):
        return True
    return not item[:1].isupper() or _COMPLETE.search(item) is None


def is_continued(before: str, stem: str) -> bool:
    """Whether a stem goes on from the paragraph before it: "Do not give this drug" before "to people with:"."""
    return stem[:1].islower() and _ENDED.search(before) is None
