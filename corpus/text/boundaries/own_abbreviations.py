"""The abbreviations that a document uses, told from its own text as in Kiss and Strunk (2006).

A short word that stands with a full stop before a lower-case word or a comma, and never without one, is one.
T. Kiss and J. Strunk, "Unsupervised Multilingual Sentence Boundary Detection", Computational Linguistics 32(4).
"""

import re
from collections.abc import Iterable

_LONGEST = 6
_GOES_ON = re.compile(rf"(?<![\w./-])([^\W\d_]{{2,{_LONGEST}}})\.(?:[,;:](?= )| (?=[a-zß-ÿ]{{2,}}(?![\w.)])))")


def own_abbreviations(texts: Iterable[str]) -> frozenset[str]:
    """The lower-cased abbreviations of a document's texts, without their full stops."""
    whole = "\n".join(texts)
    words = {match[1].lower() for match in _GOES_ON.finditer(whole)}
    return frozenset(word for word in words if not _without_stop(word, whole))


def _without_stop(word: str, text: str) -> bool:
    return re.search(rf"(?<![\w./-]){re.escape(word)}(?![\w.])", text, re.IGNORECASE) is not None
