"""Tells whether a sentence introduces the list below it."""

import re

# "Give one of the following." introduces a list even though it is complete.
_ANNOUNCING = re.compile(
    r"\b(?:following|follows?|below|such as|includ(?:e|es|ed|ing)|these|list(?:s|ed)?|examples?|namely|"
    r"steps?|any of|one of|all of|either)\b",
    re.IGNORECASE,
)
_COMPLETE = re.compile(r"[.!…][\s\"'”’)\]]*(?:[⁰¹²³⁴-⁹ʰ-ʸᴬ-ᵪⁱⁿ,*†‡§¶‖\s]|\[[\d,;\s–-]*\])*\Z")


def introduces_list(sentence: str) -> bool:
    """Whether a sentence, with what is written after it, introduces a list.

    It does unless it ends with a full stop and announces nothing: "Do not stop warfarin." before a list of what to
    stop must not be quoted as its introduction.
    """
    return _COMPLETE.search(sentence) is None or _ANNOUNCING.search(sentence) is not None
