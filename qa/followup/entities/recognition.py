"""The names in a question or a quote: topics of the corpus, and runs of words that are not common ones."""

import itertools
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial

from qa.followup.entities.affixes import describes, type_by_affix
from qa.followup.entities.context_types import type_as_told, type_by_context
from qa.followup.entities.gazetteer import Gazetteer
from qa.language import (
    WORD,
    EntityType,
    is_common,
    is_common_word,
    load_rules,
    qualifies,
    type_of_noun,
    words,
)

_rules = partial(load_rules, "qa.followup", "recognition")
_MARKERS = re.compile(r"(?:\s*\[[\d,\s–-]+\])+\s*$")
_ITEM = re.compile(r"\n\s*[-•*]\s+$")
_DOING = re.compile(r"\s+([a-z]+)\b", re.IGNORECASE)
_LONGEST = 5


@dataclass(frozen=True, slots=True)
class Name:
    """A name at `text[start:end]`; `topic` where the corpus has it for one, `focus` where the text is about it."""

    text: str
    start: int
    end: int
    sort: EntityType | None = None
    topic: bool = False
    focus: bool = False


def names_in_question(question: str, vocabulary: Gazetteer) -> tuple[Name, ...]:
    """The names in a question, from left to right; with the focus on those that it is about."""
    found = [_sorted(name, question, type_by_context) for name in _names(question, vocabulary)]
    return tuple(_focused(question, _alike(found, paired(found, question))))


def names_in_quote(text: str, vocabulary: Gazetteer) -> tuple[Name, ...]:
    """The names in a quote that a later question may refer to, each with the type that the quote gives it.

    These are topics, names that begin a sentence or a line, names with a type, and the items of a list, which have
    the focus.
    """
    found = [
        _sorted(name, text, type_by_context if name.topic else type_as_told) for name in _names(text, vocabulary)
    ]
    found = [
        replace(name, sort=EntityType.CONDITION) if name.topic and name.sort is EntityType.DRUG else name
        for name in found
    ]
    listed = {name.start for name in enumerated(found, text)}
    found = _alike(found, [name for name in found if name.start in listed])
    return tuple(
        replace(name, focus=name.start in listed)
        for name in found
        if name.topic or name.sort or name.start in listed or _opens(text, name.start)
    )


def enumerated(names: Sequence[Name], text: str) -> tuple[Name, ...]:
    """The names of the longest list of a text, in its sentences or in lines of their own."""
    chains: list[list[Name]] = [[]]
    for name in names:
        if text[: name.start].endswith("("):
            continue
        if chains[-1] and not _rules()["comma"].fullmatch(text[chains[-1][-1].end : name.start]):
            chains.append([])
        chains[-1].append(name)
    lines = [name for name in names if _ITEM.search(text[: name.start])]
    longest = max([*chains, lines], key=len)
    return tuple(longest) if len(longest) > 1 else ()


def _opens(text: str, start: int) -> bool:
    """Whether what stands at `start` opens a sentence or a line."""
    before = _MARKERS.sub("", text[:start]).rstrip(" ")
    return not before or before[-1] in ".\n-"


def focus_of(names: Sequence[Name]) -> Name | None:
    """The first name that the text is about."""
    return next((name for name in names if name.focus), None)


def paired(names: Sequence[Name], text: str) -> tuple[Name, ...]:
    """The first two or more names that stand in one list: "X or Y", "X, Y and Z"; none where there is no list."""
    chain: list[Name] = []
    for name in names:
        if chain and not _rules()["pair"].fullmatch(text[chain[-1].end : name.start]):
            if len(chain) > 1:
                break
            chain = []
        chain.append(name)
    return tuple(chain) if len(chain) > 1 else ()


def _names(text: str, vocabulary: Gazetteer) -> list[Name]:
    """Topics and runs of uncommon words; a run directly before a topic is part of its name: "neonatal malaria"."""
    found: list[Name] = []
    reached = 0
    for topic in vocabulary.topics_in(text):
        found += _runs(text, reached, topic.start)
        start = topic.start
        if found and not found[-1].topic and text[found[-1].end : start].isspace():
            start = found.pop().start
        kind = _rules()["of_kind"].match(text, topic.end)
        reached = kind.end() if kind else topic.end
        found.append(Name(text[start:reached], start, reached, topic=True))
    found += _runs(text, reached, len(text))
    return [name for name in found if name.topic or not _names_nothing(name.text)]


def _runs(text: str, start: int, end: int) -> Iterator[Name]:
    """Runs of at most five uncommon words, with the type noun that ends them: "TB disease"."""
    run: list[re.Match[str]] = []
    for word in WORD.finditer(text, start, end):
        joined = not run or text[run[-1].end() : word.start()].isspace()
        sort = type_of_noun(word.group().casefold())
        someone = sort is EntityType.POPULATION and word.group().casefold() not in _rules().words("anybody")
        if (
            run
            and joined
            and (
                sort in {EntityType.CONDITION, EntityType.TEST} or someone or _heads(word.group(), run[-1].group())
            )
        ):
            yield from _run(text, [*run, word], sort)
            run = []
            continue
        idle = is_common_word(word.group()) or qualifies(word.group())
        if idle or not joined:
            yield from _run(text, run)
            run = []
        if not idle:
            run.append(word)
    yield from _run(text, run)


def _run(text: str, run: Sequence[re.Match[str]], sort: EntityType | None = None) -> Iterator[Name]:
    if not 0 < len(run) <= _LONGEST or all(len(word.group()) == 1 for word in run):
        return
    start, end = run[0].start(), run[-1].end()
    if text[end - 2 : end] in {"'s", "’s"}:
        end -= 2
    yield Name(text[start:end], start, end, topic=sort is EntityType.CONDITION)


def _heads(word: str, last: str) -> bool:
    """Whether a common word is the head noun of the words before it: "iron tablets", "palliative care"."""
    if word.casefold() in words("pieces"):
        return True
    describing = describes(last) and is_common_word(word) and not qualifies(word)
    names_thing = word.casefold() not in words("function_words") and not _rules()["owned_by_drug"].fullmatch(word)
    return describing and names_thing


def _names_nothing(name: str) -> bool:
    """Whether a name is only a route of administration or an adjective."""
    return name.casefold() in words("routes", "degrees") or (name.islower() and describes(name))


def _alike(names: Sequence[Name], listed: Sequence[Name]) -> list[Name]:
    """The names; those in a list without a type inherit the list's single known type."""
    sorts = {name.sort for name in listed if name.sort}
    only = sorts.pop() if len(sorts) == 1 else None
    return [replace(name, sort=only) if name.sort is None and name in listed else name for name in names]


def _sorted(name: Name, text: str, sort: Callable[[str, str], EntityType | None]) -> Name:
    last = name.text.split()[-1].casefold()
    told = type_of_noun(last) or type_by_affix(name.text) or sort(text[: name.start], text[name.end :])
    if told is None and name.topic:
        told = EntityType.CONDITION
    return replace(name, sort=told)


def _focused(text: str, names: Sequence[Name]) -> list[Name]:
    """The names, those that the question is about with the focus."""
    chosen = _about(text, names)
    pair = paired(names, text)
    if chosen and chosen[0] in pair and len({name.topic for name in pair}) == 1:
        chosen = pair
    return [replace(name, focus=name in chosen) for name in names]


def _about(text: str, names: Sequence[Name]) -> tuple[Name, ...]:
    rules = _rules()
    for name in names:
        if rules["own_aspect"].match(text, name.end) or rules["aspect_of"].search(text[: name.start]):
            return (name,)
    for name in names:
        taken = name.sort is EntityType.DRUG and rules["taken"].search(text[: name.start])
        if taken or (_does(name, text) and rules["subject"].search(text[: name.start])):
            return (name,)
    for name in names:
        if rules["what_is"].search(text[: name.start]) and rules["for"].match(text, name.end):
            return (name,)
    for name, other in itertools.pairwise(names):
        if (
            not name.topic
            and name.sort is None
            and other.topic
            and rules["of"].fullmatch(text, name.end, other.start)
        ):
            return (name,)
    topics = [name for name in names if name.topic]
    strong = [name for name in names if _is_strong(name)]
    return tuple(strong) or tuple(topics or names[:1])


def _does(name: Name, text: str) -> bool:
    """Whether the word after a name may say what that does: "does riluzole help"."""
    doing = _DOING.match(text, name.end)
    if doing is None or name.sort is EntityType.CONDITION:
        return False
    return doing[1].casefold() in words("common_verbs") or doing[1].casefold() in _rules().words("doings")


def _is_strong(name: Name) -> bool:
    """Whether a question that has the name is about it: a topic of the corpus, or a condition."""
    return (name.topic and not is_common(name.text)) or name.sort is EntityType.CONDITION
