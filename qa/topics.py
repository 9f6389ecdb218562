"""The things a corpus speaks of, by the names that its titles give them, found in questions."""

import re
from collections.abc import Iterable, Sequence

_WORD = re.compile(r"[^\W_]+(?:[-'’][^\W_]+)*")
_LEAD = re.compile(
    r"^(?:what\s+(?:is|are)|about|understanding|overview of|introduction to|facts about|living with)\s+"
    r"(?:an?\s+|the\s+)?",
    re.IGNORECASE,
)
_TAIL = re.compile(r"\s*(?:[?:].*|[-–—|]\s.*)$", re.DOTALL)
_PARENTHESIS = re.compile(r"^(.*?)\s*\(([^()]+)\)\s*$")
_LONGEST = 10


def topic_of_title(title: str) -> str:
    """The thing a title speaks of: "Gout (podagra)" for "What is Gout (podagra)?" or "Gout (podagra): a guide"."""
    return _TAIL.sub("", _LEAD.sub("", title.strip())).strip() or title.strip()


def _key(text: str) -> tuple[str, ...]:
    return tuple(word.group().casefold() for word in _WORD.finditer(text))


def _names(topic: str) -> Iterable[str]:
    yield topic
    parts = _PARENTHESIS.match(topic)
    if parts:
        yield from parts.groups()


class Topics:
    """The topics of a corpus, looked up by any of their names: "Gout (podagra)", "Gout" or "podagra"."""

    def __init__(self, titles: Iterable[str]) -> None:
        self._keys: set[tuple[str, ...]] = set()
        for title in titles:
            for name in _names(topic_of_title(title)):
                key = _key(name)
                if 0 < len(key) <= _LONGEST:
                    self._keys.add(key)

    def find(self, text: str) -> str | None:
        """The longest topic name that `text` contains, as `text` spells it; the first of the longest."""
        words = list(_WORD.finditer(text))
        for length in range(min(_LONGEST, len(words)), 0, -1):
            for first in range(len(words) - length + 1):
                window = words[first : first + length]
                if self._known(window):
                    return text[window[0].start() : window[-1].end()]
        return None

    def _known(self, window: Sequence[re.Match[str]]) -> bool:
        words = tuple(word.group().casefold() for word in window)
        if words in self._keys:
            return True
        last = words[-1].removesuffix("'s").removesuffix("’s")
        return (*words[:-1], last) in self._keys
