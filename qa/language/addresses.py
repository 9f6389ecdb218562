"""Web addresses and DOIs that stand alone: a sentence that holds no word beside them says nothing to be quoted."""

import re

_ADDRESS = re.compile(
    r"(?:doi:?\s*)?(?:https?://|www\.|(?:dx\.)?doi\.org/|10\.\d{4,9}/)\S+",
    re.IGNORECASE,
)
_LETTER = re.compile(r"[^\W\d_]")


def is_address(text: str) -> bool:
    """Whether a text is nothing but web addresses and DOIs, with figures and punctuation at most."""
    rest, found = _ADDRESS.subn(" ", text)
    return found > 0 and _LETTER.search(rest) is None
