"""How an interpreted question is worded: mentions replaced, earlier questions adapted, topics added."""

import re
from collections.abc import Sequence

from qa.thread.lexicon import WORD, Sort
from qa.thread.mentions import Mention, mentions_in
from qa.thread.names import Name, names_in_question
from qa.thread.vocabulary import Vocabulary
from qa.thread.words import ASPECTS, PEOPLE_NOUNS

_END = re.compile(r"[\s?.!]*$")
_TAIL = re.compile(
    r".*(?P<tail>\s(?:in|for|with|during|after|before|on|at)\s+(?P<object>[^?]+))$", re.IGNORECASE | re.DOTALL
)
_DETERMINER = re.compile(r"^(?:the|an?|this|that)\s+", re.IGNORECASE)


def bare(question: str) -> str:
    """A question without its closing marks."""
    return _END.sub("", question)


def undetermined(thing: str) -> str:
    """A thing without its article."""
    return _DETERMINER.sub("", thing)


def replaced(question: str, changes: Sequence[tuple[Mention, str]]) -> str:
    """The question with each mention replaced."""
    for mention, text in sorted(changes, key=lambda change: -change[0].start):
        name = f"{text}'s" if mention.possessive else text
        question = question[: mention.start] + name + question[mention.end :]
    return question


def with_topic(question: str, topic: str, sort: Sort | None) -> str:
    """The question, asked of a topic that it does not name."""
    text = bare(question)
    words = [word.group().casefold() for word in WORD.finditer(text)]
    open_ended = bool(words) and words[-1] in {"in", "of", "for", "with", "to", "from", "on"}
    if open_ended and words[0] not in {"what", "which", "who", "whom"}:
        return f"{text} {topic}?"
    of = bool(words) and words[-1] in ASPECTS
    return f"{text} {'of' if of else 'with' if sort is Sort.REMEDY else 'in'} {topic}?"


def of_topic(aspect: str, topic: str) -> str:
    """An aspect of a topic, as a question."""
    return f"{aspect[:1].upper()}{aspect[1:]} of {topic}?"


def qualified(previous: str, qualifier: str) -> str:
    """An earlier question under another condition, which takes the place of one of its kind."""
    text = bare(previous)
    tail = _TAIL.match(text)
    if tail and _speaks_of_people(tail["object"]) and _speaks_of_people(qualifier):
        text = text[: tail.start("tail")]
    return f"{text} {qualifier}?"


def about(previous: str, thing: str, vocabulary: Vocabulary) -> str:
    """An earlier question, asked of another thing, or of a part where it names nothing of that sort."""
    names = names_in_question(previous, vocabulary)
    unbound = mentions_in(previous, names)
    if unbound:
        return f"{bare(replaced(previous, [(unbound[0], thing)]))}?"
    old = _counterpart(thing, names, vocabulary)
    if old is None:
        return f"{bare(previous)}: {thing}?"
    return f"{bare(previous[: old.start] + undetermined(thing) + previous[old.end :])}?"


def further(previous: str, rest: str) -> str:
    """An earlier question, asked further: why, how often, for how long."""
    if rest.casefold().startswith("why"):
        text = bare(previous)
        return f"{rest[:1].upper()}{rest[1:]}: {text}?"
    return f"{bare(previous)}: {rest}?"


def _counterpart(thing: str, names: Sequence[Name], vocabulary: Vocabulary) -> Name | None:
    """The name that another thing takes the place of: one of its sort, and best what the question is about."""
    new = next(iter(names_in_question(thing, vocabulary)), None)
    if new is None or (not new.topic and vocabulary.is_part(thing)):
        return None
    alike = [name for name in names if name.topic == new.topic]
    sorted_ = [name for name in alike if new.sort is None or name.sort in {None, new.sort}]
    return next((name for name in sorted_ if name.focus), sorted_[0] if sorted_ else None)


def _speaks_of_people(text: str) -> bool:
    return any(word.group().casefold() in PEOPLE_NOUNS for word in WORD.finditer(text))
