"""The gazetteer: the topics of a corpus, by all names that its titles, synonyms and headings give them."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from qa.language import (
    WORD,
    Key,
    bare,
    fold_name,
    is_common,
    is_common_word,
    is_plural,
    key,
    load_rules,
    plural,
    singular,
    topic_of_title,
    type_nouns,
    words,
)

_PARENTHESIS = re.compile(r"^(.*?)\s*\(([^()]+)\)\s*$")
_BOTH = re.compile(r"^(\w+(?:\s+\w+)+)\s+and\s+(\w+(?:\s+\w+)+)$")
_SYNONYMS = re.compile(r"\s*[;|\n]\s*")
_SHORT_FORM = re.compile(r"\((?P<short>[A-Z][A-Za-z0-9-]{1,8})\)")
_BEFORE = 120
_LONGEST = 10
_SHORTEST_PLURAL = 5


@dataclass(frozen=True, slots=True)
class GazetteerMatch:
    """A name that stands in a text: `text[start:end]`."""

    start: int
    end: int


class Gazetteer:
    """The topics of a corpus under all their names, and the headings of its sections."""

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
            name[:length] for name in map(_unhyphenated, _keys(headings)) for length in range(1, len(name) + 1)
        )
        self.words = frozenset(word for name in self._topics for word in name if word.isalpha())

    def _add(self, names: Iterable[str]) -> None:
        """Adds one thing under all its names; the first is its key."""
        keys = list(_keys(names))
        for name in keys:
            self._topics.setdefault(name, self._topics.get(keys[0], keys[0]))

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
        counts = Counter(word for name in set(self._topics.values()) - self._double for word in set(name))
        condition_nouns = words("condition_nouns")
        for name, thing in list(self._topics.items()):
            if len(name) == 2 and name[1] in condition_nouns and counts[name[0]] == 1:  # noqa: PLR2004 (a pair)
                self._topics.setdefault(name[:1], thing)

    def topics_in(self, text: str) -> list[GazetteerMatch]:
        """Where topics stand in a text, the longest name at each place, from left to right; none overlap."""
        tokens = list(WORD.finditer(text))
        found = self._scan(tokens, [fold_name(token.group()) for token in tokens])
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

    def _in_either_number(self, name: Key) -> Key:
        """The words as a topic has them, whose last may be of the other number."""
        forms = [(*name[:-1], last) for last in _numbers(name[-1])] if name else []
        return next((form for form in forms if form in self._topics), name)

    def aliases(self, name: str) -> list[str]:
        """The name, and the other names of the same thing."""
        thing = self._topics.get(key(name))
        others = [" ".join(alias) for alias, other in self._topics.items() if thing and other == thing]
        return list(dict.fromkeys((name, *others)))

    def is_part(self, text: str) -> bool:
        """Whether a heading begins with these words, so that they name a part of a topic."""
        return _unhyphenated(key(text)) in self._parts

    def _scan(self, tokens: list[re.Match[str]], folded: list[str]) -> Iterator[GazetteerMatch]:
        first = 0
        while first < len(tokens):
            length = self._longest(tokens, folded, first)
            if length:
                yield GazetteerMatch(tokens[first].start(), _bare_end(tokens[first + length - 1]))
            first += length or 1

    def _longest(self, tokens: list[re.Match[str]], folded: list[str], first: int) -> int:
        for length in range(min(_LONGEST, len(folded) - first), 0, -1):
            if length == 1 and is_common_word(tokens[first].group()):
                continue
            window = folded[first : first + length]
            for last in dict.fromkeys((*_numbers(window[-1]), bare(tokens[first + length - 1].group()))):
                if (*window[:-1], last) in self._topics:
                    return length
        return 0


def _numbers(word: str) -> tuple[str, ...]:
    """A word, and its other number: "stone" and "stones"."""
    if len(word) < _SHORTEST_PLURAL or not word.isalpha():
        return (word,)
    return (word, singular(word) if is_plural(word) else plural(word))


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
        eponym = load_rules("qa.followup", "recognition")["eponym"].match(name)
        if eponym:
            yield from (eponym["whose"], f"{eponym['who']}s")


def _keys(names: Iterable[str]) -> Iterator[Key]:
    """The keys of names that are of a sensible length and more than common words."""
    for name in names:
        folded = key(name)
        if 0 < len(folded) <= _LONGEST and _tells(name, folded):
            yield folded


def _tells(name: str, folded: Key) -> bool:
    """Whether a name is more than an aspect of anything, such as "treatment" or "risk factors"."""
    if not is_common(name):
        return True
    asked, types = words("aspects", "function_words"), type_nouns()
    return len(folded) > 1 and not all(word in asked or word in types for word in folded)


def _endings(name: Key) -> Iterator[Key]:
    """The last words, ten at most, the most of them first."""
    return (name[start:] for start in range(max(0, len(name) - _LONGEST), len(name)))


def _unhyphenated(name: Key) -> Key:
    return tuple(part for word in name for part in word.split("-"))
