"""The things that titles speak of."""

import re

_LEAD = re.compile(
    r"^(?:what\s+(?:is|are)|about|understanding|overview of|introduction to|facts about|living with)\s+"
    r"(?:an?\s+|the\s+)?",
    re.IGNORECASE,
)
_TAIL = re.compile(r"\s*(?:[?:].*|[-–—|]\s.*)$", re.DOTALL)


def topic_of_title(title: str) -> str:
    """The thing a title speaks of: "Gout (podagra)" for "What is Gout (podagra)?" or "Gout (podagra): a guide"."""
    return _TAIL.sub("", _LEAD.sub("", title.strip())).strip() or title.strip()
