"""How an interpreted question is worded: mentions replaced, earlier questions adapted, topics added."""

import re
from collections.abc import Sequence
from functools import partial

from qa.followup.detect import Mention, mentions_in
from qa.followup.entities import Gazetteer, Name, names_in_question
from qa.language import WORD, EntityType, is_common_word, is_compared, key, load_rules, words

_rules = partial(load_rules, "qa.followup", "wording")
_TWO_WORDS = re.compile(r"(?P<first>[\w'’]+)[- ](?P<last>[\w'’]+)")
_NUMBER = re.compile(r"\d+\w?|[IVX]+|[A-E]", re.IGNORECASE)
_END = re.compile(r"[\s?.!]*$")
_IN_FULL = {"re": " are", "ve": " have", "ll": " will"}
_CONTRACTED = re.compile(r"^['’](re|ve|ll)\b", re.IGNORECASE)


def bare(question: str) -> str:
    """A question without its closing marks."""
    return _END.sub("", question)


def undetermined(thing: str) -> str:
    """A thing without its article."""
    return _rules()["determiner"].removed(thing)


def replaced(question: str, changes: Sequence[tuple[Mention, str]]) -> str:
    """The question with each mention replaced."""
    for mention, text in sorted(changes, key=lambda change: -change[0].start):
        several = mention.partitive and _rules()["several"].match(text)
        thing = f"the {text[:1].lower()}{text[1:]}" if several else text
        name = f"{thing}'s" if mention.possessive else thing
        rest = _CONTRACTED.sub(lambda found: _IN_FULL[found[1].casefold()], question[mention.end :], count=1)
        question = question[: mention.start] + name + rest
    return question


def with_topic(question: str, topic: str, sort: EntityType | None) -> str:
    """The question, asked of a topic that it does not name."""
    text = bare(question)
    rules = _rules()
    if rules["oneself"].search(text):
        return f"{text} with {topic}?"
    said = [word.group().casefold() for word in WORD.finditer(text)] or [""]
    if said[-1] in rules.words("prepositions") and said[0] not in rules.words("asking"):
        return f"{text} {topic}?"
    of = said[-1] in words("aspects")
    return f"{text} {'of' if of else 'with' if sort is EntityType.DRUG else 'in'} {topic}?"


def within(question: str, illness: str) -> str:
    """The question, asked of what is given or seen in an illness."""
    mark = "?" if question.rstrip().endswith("?") else ""
    return f"{bare(question)} in {illness}{mark}"


def of_topic(aspect: str, topic: str) -> str:
    """An aspect of a topic, as a question."""
    found = _rules()["aspect_in"].match(aspect)
    of, rest = (found["aspect"], found["rest"]) if found else (aspect, "")
    return f"{of[:1].upper()}{of[1:]} of {topic}{rest}?"


def qualified(previous: str, qualifier: str) -> str:
    """An earlier question under another condition, which takes the place of one of its kind."""
    text = bare(previous)
    tail = next((found for found in _rules()["tail"].finditer(text) if speaks_of_people(found["object"])), None)
    if tail and speaks_of_people(qualifier):
        text = text[: tail.start()]
    return f"{text} {qualifier}?"


def about(previous: str, thing: str, vocabulary: Gazetteer) -> str:
    """An earlier question, asked of another thing, or of a part where it names nothing of that sort."""
    new = next(iter(names_in_question(thing, vocabulary)), None)
    return (new and swapped(previous, thing, new, vocabulary)) or of_part(previous, thing)


def of_part(previous: str, part: str) -> str:
    """An earlier question, asked of a part of what it is about."""
    return f"{bare(previous)}: {part}?"


def varied(previous: str, thing: str) -> str | None:
    """An earlier question of another variety: "limb onset" for "bulbar-onset ALS"; None where it names no other.

    Two words vary one: the first, beside the same noun, or what numbers it, as in "type 1" and "type 2".
    """
    pair = _TWO_WORDS.fullmatch(thing.strip())
    if pair is None:
        return None
    first, last = re.escape(pair["first"]), re.escape(pair["last"])
    beside = rf"(?<![\w-])(?!{first}\b)(?P<old>[^\W\d_][\w'’]*)(?=[- ]{last}s?\b)"
    numbered = rf"(?<![\w-]){first} (?!{last}\b)(?P<old>\d+\w?|[IVX]+|[A-E])\b"
    new, pattern = (pair["last"], numbered) if _NUMBER.fullmatch(pair["last"]) else (pair["first"], beside)
    found = re.search(pattern, previous, re.IGNORECASE)
    if found is None or (pattern is beside and is_common_word(found["old"])):
        return None
    return f"{bare(previous[: found.start('old')] + new + previous[found.end('old') :])}?"


def swapped(previous: str, thing: str, new: Name, vocabulary: Gazetteer) -> str | None:
    """An earlier question with another thing, named `new`, in the place of one of its kind; None without any."""
    names = names_in_question(previous, vocabulary)
    unbound = [each for each in mentions_in(previous, names) if new.sort is None or each.sort in {None, new.sort}]
    if unbound:
        return f"{bare(replaced(previous, [(unbound[0], thing)]))}?"
    old = None if _is_part(thing, new, vocabulary) else _counterpart(new, names)
    span = (old.start, old.end) if old else _remedy_phrase(previous, new)
    if span is None:
        return None
    start = _start_with_contrast(previous, span[0], thing)
    return f"{bare(previous[:start] + undetermined(thing) + previous[span[1] :])}?"


def done(previous: str, doing: str) -> str | None:
    """An earlier question of what is done, asked of something else that is: diagnosed, then treated."""
    found = _rules()["done"].match(previous)
    return f"{bare(previous[: found.start('done')] + doing + previous[found.end('done') :])}?" if found else None


def further(previous: str, rest: str) -> str:
    """An earlier question, asked further: why, how often, for how long."""
    if rest.casefold().startswith("why"):
        text = bare(previous)
        return f"{rest[:1].upper()}{rest[1:]}: {text}?"
    return f"{bare(previous)}: {rest}?"


def _start_with_contrast(previous: str, start: int, thing: str) -> int:
    """Where the thing at `start` begins with a word that tells it from others, and so not from what replaces it.

    "The newer drugs" for "the newer", and "long-acting" where another "short acting" thing comes in.
    """
    found = _rules()["told_apart"].search(previous, 0, start)
    if found is None:
        return start
    parts = [part for word in key(thing) for part in word.split("-")]
    contrasts = is_compared(found["how"].casefold()) or (
        "-" in found["how"] and found["how"].split("-")[-1] in parts
    )
    return found.start() if contrasts else start


def _is_part(thing: str, new: Name, vocabulary: Gazetteer) -> bool:
    return not new.topic and vocabulary.is_part(thing)


def _counterpart(new: Name, names: Sequence[Name]) -> Name | None:
    """The name that another takes the place of: one of its sort, and best what the question is about."""
    alike = [name for name in names if name.topic == new.topic]
    same = [name for name in names if name.sort is new.sort is not None]
    loose = [name for name in alike if new.sort is None or name.sort is None]
    fitting = same or loose
    return next((name for name in fitting if name.focus), fitting[0] if fitting else None)


def _remedy_phrase(previous: str, new: Name) -> tuple[int, int] | None:
    """Where a question speaks of treatment without a remedy's name: "the first line treatment of gout"."""
    found = _rules()["drug_phrase"].search(previous) if new.sort is EntityType.DRUG else None
    return found.span() if found else None


def speaks_of_people(text: str) -> bool:
    """Whether a text has a word for people."""
    return any(word.group().casefold() in words("population_nouns") for word in WORD.finditer(text))
