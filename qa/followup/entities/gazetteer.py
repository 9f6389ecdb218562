"""The things a corpus speaks of, by every name that its titles, topics, synonyms and headings give them."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from qa.language import (
    ASPECTS,
    CONDITION_NOUNS,
    FUNCTION_WORDS,
    TYPE_NOUNS,
    WORD,
    Key,
    bare,
    fold,
    is_common,
    is_common_word,
    key,
    topic_of_title,
)

_PARENTHESIS = re.compile(r"^(.*?)\s*\(([^()]+)\)\s*$")
_EPONYM = re.compile(r"^(?P<whose>(?P<who>[^\W\d_]{4,})['’]s)\s+(?:disease|syndrome|disorder)$", re.IGNORECASE)
_BOTH = re.compile(r"^(\w+(?:\s+\w+)+)\s+and\s+(\w+(?:\s+\w+)+)$")
_SYNONYMS = re.compile(r"\s*[;|\n]\s*")
_SHORT_FORM = re.compile(r"\((?P<short>[A-Z][A-Za-z0-9-]{1,8})\)")
_BEFORE = 120
_ASKED = ASPECTS | FUNCTION_WORDS | frozenset(TYPE_NOUNS)
_LONGEST = 10
_SHORTEST_PLURAL = 5


@dataclass(frozen=True, slots=True)
class GazetteerMatch:
    """A name that stands in a text: `text[start:end]`."""

    start: int
    end: int


class Gazetteer:
    """The topics of a corpus under all their names, and the headings under which it speaks of parts of them."""

    def __init__(
        self,
        titles: Iterable[str],
        synonyms: Iterable[str] = (),
        headings: Iterable[str] = (),
        texts: Iterable[str] = (),
    ) -> None:
        self._topics: dict[Key, Key] = {}
        self._double: set[Key] = set()
        for title in dict.fromkeys(titles):
            topic = topic_of_title(title)
            self._add((*_names(topic), title))
            for part in _joined(topic):
                self._double.add(key(topic))
                self._add(_names(part))
        for line in dict.fromkeys(synonyms):
            self._add(_SYNONYMS.split(line))
        for text in texts:
            self._add_abbreviations(text)
        self._add_short_names()
        self._parts = frozenset(
            words[:length] for words in map(_unhyphenated, _keys(headings)) for length in range(1, len(words) + 1)
        )
        self.words = frozenset(word for words in self._topics for word in words if word.isalpha())

    def _add(self, names: Iterable[str]) -> None:
        """One thing under all its names, of which the first is the one that it is told apart by."""
        keys = list(_keys(names))
        for words in keys:
            self._topics.setdefault(words, self._topics.get(keys[0], keys[0]))

    def _add_abbreviations(self, text: str) -> None:
        """Adds "TB" for tuberculosis, where a text says "tuberculosis (TB)"."""
        for found in _SHORT_FORM.finditer(text):
            short = key(found["short"])
            before = key(text[max(0, found.start() - _BEFORE) : found.start()])
            thing = next((self._topics[w] for w in _endings(before) if w in self._topics), None)
            if thing and not is_common(found["short"]):
                self._topics.setdefault(short, thing)

    def _add_short_names(self) -> None:
        """Adds "celiac" for celiac disease, where no other topic has that word."""
        counts = Counter(word for words in set(self._topics.values()) - self._double for word in set(words))
        for words, thing in list(self._topics.items()):
            if len(words) == 2 and words[1] in CONDITION_NOUNS and counts[words[0]] == 1:  # noqa: PLR2004 (a pair)
                self._topics.setdefault(words[:1], thing)

    def topics_in(self, text: str) -> list[GazetteerMatch]:
        """Where topics stand in a text, the longest name at each place, from left to right; none overlap."""
        words = list(WORD.finditer(text))
        found = self._scan(words, [fold(word.group()) for word in words])
        return [_closed(text, place) for place in found]

    def is_topic(self, text: str) -> bool:
        """Whether the whole text is the name of a topic."""
        return key(text) in self._topics

    def same(self, one: str, other: str) -> bool:
        """Whether two names are of one thing, or one name is part of the other."""
        first, second = self._in_either_number(key(one)), self._in_either_number(key(other))
        if self._topics.get(first, first) == self._topics.get(second, second):
            return True
        return set(first) <= set(second) or set(second) <= set(first) or _shortens(first, second)

    def _in_either_number(self, words: Key) -> Key:
        """The words as a topic has them, whose last may be of the other number."""
        forms = [(*words[:-1], last) for last in _numbers(words[-1])] if words else []
        return next((form for form in forms if form in self._topics), words)

    def aliases(self, name: str) -> list[str]:
        """The name, and the other names of the same thing."""
        thing = self._topics.get(key(name))
        others = [" ".join(words) for words, other in self._topics.items() if thing and other == thing]
        return list(dict.fromkeys((name, *others)))

    def is_part(self, text: str) -> bool:
        """Whether a heading begins with these words, and so names something that belongs to a topic."""
        return _unhyphenated(key(text)) in self._parts

    def _scan(self, words: list[re.Match[str]], folded: list[str]) -> Iterator[GazetteerMatch]:
        first = 0
        while first < len(words):
            length = self._longest(words, folded, first)
            if length:
                yield GazetteerMatch(words[first].start(), _bare_end(words[first + length - 1]))
            first += length or 1

    def _longest(self, words: list[re.Match[str]], folded: list[str], first: int) -> int:
        for length in range(min(_LONGEST, len(folded) - first), 0, -1):
            if length == 1 and is_common_word(words[first].group()):
                continue
            window = folded[first : first + length]
            for last in dict.fromkeys((*_numbers(window[-1]), bare(words[first + length - 1].group()))):
                if (*window[:-1], last) in self._topics:
                    return length
        return 0


def _numbers(word: str) -> tuple[str, ...]:
    """A word, and its other number: "stone" and "stones"."""
    if len(word) < _SHORTEST_PLURAL or not word.isalpha():
        return (word,)
    return (word, word[:-1] if word.endswith("s") else f"{word}s")


def _shortens(first: Key, second: Key) -> bool:
    """Whether one name is the initials of the other: "DBS" of "deep brain stimulation"."""
    short, long = sorted((first, second), key=len)
    return (
        len(short) == 1 and len(long) > 1 and short[0] == "".join(part[0] for part in _unhyphenated(long) if part)
    )


def _closed(text: str, place: GazetteerMatch) -> GazetteerMatch:
    """The place with the parenthesis that a name ends with: "Gout (podagra)"."""
    inside = text[place.start : place.end]
    opened = inside.count("(") > inside.count(")") and text[place.end : place.end + 1] == ")"
    return GazetteerMatch(place.start, place.end + 1) if opened else place


def _bare_end(word: re.Match[str]) -> int:
    """Where a word ends without its possessive."""
    text = word.group()
    return word.end() - 2 if text[-2:].casefold() in ("'s", "’s") else word.end()


def _joined(topic: str) -> Iterator[str]:
    """The two things of a title on both: "celiac disease and dermatitis herpetiformis"."""
    both = _BOTH.match(topic)
    yield from both.groups() if both else ()


def _names(topic: str) -> Iterator[str]:
    parts = _PARENTHESIS.match(topic)
    for name in (topic, *(parts.groups() if parts else ())):
        yield name
        eponym = _EPONYM.match(name)
        if eponym:
            yield from (eponym["whose"], f"{eponym['who']}s")


def _keys(names: Iterable[str]) -> Iterator[Key]:
    """The keys of names that are of a sensible length and more than common words."""
    for name in names:
        words = key(name)
        if 0 < len(words) <= _LONGEST and _tells(name, words):
            yield words


def _tells(name: str, words: Key) -> bool:
    """Whether a name says more than what is asked of anything: not "treatment" or "risk factors"."""
    return not is_common(name) or (len(words) > 1 and not set(words) <= _ASKED)


def _endings(words: Key) -> Iterator[Key]:
    """The last words, ten at most, the most of them first."""
    return (words[start:] for start in range(max(0, len(words) - _LONGEST), len(words)))


def _unhyphenated(words: Key) -> Key:
    return tuple(part for word in words for part in word.split("-"))
