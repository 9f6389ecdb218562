"""The names of an article's topics: the short names that its own text uses, in the text's spelling."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator

from qa.followup.entities.gazetteer import Gazetteer
from qa.language import is_common, is_topic_name, spelled

_PARENTHESIS = re.compile(r"^(.*?)\s*\(([^()]+)\)\s*$")
_SHORT = 2
_JOINED = re.compile(r"\s+and\s+|\s*&\s*", re.IGNORECASE)


def names_in_article(topic: str, title: str, text: str, vocabulary: Gazetteer) -> tuple[str, ...]:
    """The things that an article is about, by the name that its text uses most; the most spoken of first.

    "Amyotrophic Lateral Sclerosis (ALS)" is ALS, "Celiac Disease and Dermatitis Herpetiformis" are two. None where
    the title is a statement, whose words the text does not use for a name.
    """
    body = text.removeprefix(title)
    whole = [*_parts(topic), topic]
    things = [part for part in _JOINED.split(topic) if not is_common(part)]
    if len(things) > 1 and all(is_topic_name(thing, title, text) for thing in things):
        found = [_called(thing, [thing], vocabulary, body) for thing in things]
    elif any(is_topic_name(name, title, text) for name in whole):
        found = [_called(topic, whole, vocabulary, body)]
    else:
        return ()
    named = [each for each in found if each]
    return tuple(name for name, _ in sorted(named, key=lambda each: -each[1]))


def _parts(topic: str) -> Iterator[str]:
    found = _PARENTHESIS.match(topic)
    if found:
        yield from (part for part in found.groups() if part and not is_common(part))


def _called(topic: str, names: list[str], vocabulary: Gazetteer, text: str) -> tuple[str, int] | None:
    """The name for a topic; one of the corpus's other names for it only where its own is long."""
    short = [name for name in names if len(name.split()) <= _SHORT]
    return _most_used(short or [*names, *vocabulary.aliases(topic)], text) or _most_used(names, text)


def _most_used(names: Iterable[str], text: str) -> tuple[str, int] | None:
    """The name that stands most often in a text where no longer one does, in its spelling, and how often."""
    by_length = sorted(dict.fromkeys(names), key=lambda name: (-len(name), name))
    pattern = rf"\b(?:{'|'.join(map(_loosely, by_length))})\b"
    used = Counter(
        " ".join(found.group().split()).casefold() for found in re.finditer(pattern, text, re.IGNORECASE)
    )
    if not used:
        return None
    name, times = min(used.items(), key=lambda each: (-each[1], len(each[0]), each[0]))
    return spelled(name, text), times


def _loosely(name: str) -> str:
    """A pattern for a folded name, however its words are joined and its apostrophes and digraphs are written."""
    words = (re.escape(word.replace("'", "")) for word in re.split(r"[\s-]+", name))
    return r"[\s-]".join(re.sub(r"s$", "['’]?s", word).replace("e", "[ao]?e") for word in words)
