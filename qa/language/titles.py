"""The topics that titles name."""

import re
from collections import Counter

from qa.language.rules import load_rules

_NAME_WORDS = 8
_PARENTHESIS = re.compile(r"\s*\([^()]*\)\s*$")
_TAIL = re.compile(r"\s*(?:[?:].*|[-–—|]\s.*)$", re.DOTALL)


def topic_of_title(title: str) -> str:
    """The topic of a title: "Gout (podagra)" for "What is Gout (podagra)?" or "Gout (podagra): a guide"."""
    lead = load_rules("qa.language", "lexicon")["title_lead"]
    return _TAIL.sub("", lead.removed(title.strip())).strip() or title.strip()


def is_topic_name(topic: str, title: str, text: str) -> bool:
    """Whether a topic is a name that the text uses, and not a statement, as titles of research often are.

    `text` is a document's, which opens with its title; there the name need not be the whole of "Gout (podagra)".
    """
    name = _PARENTHESIS.sub("", topic) or topic
    rest = text.removeprefix(title)
    return len(name.split()) <= _NAME_WORDS and name.casefold() in rest.casefold()


_BETWEEN = re.compile(r"(\s+(?:and|or|&)\s+)")


def spelled(name: str, text: str) -> str:
    """The name as the text spells it inside its sentences, most often; as it is where the text lacks it."""
    return "".join(_part_spelled(part, text) for part in _BETWEEN.split(name))


def _part_spelled(part: str, text: str) -> str:
    found = Counter(re.findall(rf"(?<=[\w,;] ){re.escape(part)}\b", text, re.IGNORECASE))
    return min(found, key=lambda spelling: (-found[spelling], spelling), default=part)
