"""The words of a question that stand for something named elsewhere: "it", "this drug", "the second one"."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Literal

from qa.followup.detect.within_question import is_person_named, is_thing_introduced, named_before
from qa.followup.entities import Name, type_by_context, type_of_owner
from qa.language import EntityType, is_plural, load_rules, qualifies, type_nouns, type_of_noun, words

Role = Literal["one", "many", "person", "noun", "ordinal", "other", "both", "such"]
_ORDINALS = {
    "first": 0, "former": 0, "1st": 0, "second": 1, "2nd": 1, "third": 2, "3rd": 2, "fourth": 3, "fifth": 4,
    "last": -1, "latter": -1,
}  # fmt: skip
_SET_OFF = re.compile(r"\s*[,:;]|\s+[-–—]+\s")
_rules = partial(load_rules, "qa.followup", "mentions")
_PERSONS: Mapping[str, Role] = {"its": "one", "their": "many", "his": "person", "her": "person"}


@dataclass(frozen=True, slots=True)
class Mention:
    """The mention at `text[start:end]`; `sort` is the entity type that its words and its context ask for.

    `partitive`: it refers to some of several things, as in "which of these".
    """

    text: str
    start: int
    end: int
    role: Role
    sort: EntityType | None = None
    head: str | None = None
    ordinal: int = 0
    possessive: bool = False
    partitive: bool = False


def mentions_in(question: str, names: Sequence[Name]) -> tuple[Mention, ...]:
    """The mentions that nothing in the question itself resolves, from left to right."""
    idle = [found.span() for found in _rules()["idle"].finditer(question)]
    found = [
        mention
        for mention in _all(question)
        if not any(start <= mention.start < end for start, end in idle)
        and not any(name.topic and name.start <= mention.start < name.end for name in names)
        and not _explained(mention, names, question)
    ]
    return tuple(mention for mention in found if not _is_owned(mention, found))


def _is_owned(mention: Mention, found: Sequence[Mention]) -> bool:
    """Whether a possessive has an earlier mention for its antecedent: "do they lose their hair"."""
    return mention.possessive and any(
        each.role == mention.role and not each.possessive and each.start < mention.start for each in found
    )


def explains_its_mentions(question: str, names: Sequence[Name]) -> bool:
    """Whether a question opens with the antecedent of its mentions: "the skin test, when is it read"."""
    opening = names[0] if names and _rules()["opening"].fullmatch(question, 0, names[0].start) else None
    found = [mention for mention in _all(question) if mention.role in {"one", "many"}]
    if opening is None or not found or _SET_OFF.match(question, opening.end) is None:
        return False
    return all(_explained(mention, names, question) for mention in found)


def _explained(mention: Mention, names: Sequence[Name], question: str) -> bool:
    if mention.role in {"ordinal", "other", "both", "such"}:
        return False
    if mention.role == "person":
        return is_person_named(mention.start, question)
    if mention.role == "one" and is_thing_introduced(mention.start, question):
        return True
    fitting = [name for name in names if _fits(mention, name)]
    return named_before(mention.start, fitting, question)


def _fits(mention: Mention, name: Name) -> bool:
    if mention.role == "noun":
        return mention.sort is not None and mention.sort is name.sort
    return mention.sort is None or name.sort in {None, mention.sort}


def _all(question: str) -> Iterator[Mention]:
    at = 0
    while found := _rules()["mention"].search(question, at):
        mention = _READERS[found.lastgroup or "one"](found, question)
        at = max(mention.end if mention else 0, found.start() + len(found.group().split()[0]))
        if mention:
            yield mention


def _plain(found: re.Match[str], role: Role, question: str) -> Mention:
    sort = type_by_context(question[: found.start()], question[found.end() :])
    return Mention(found.group(), found.start(), found.end(), role, sort)


def _other(found: re.Match[str], question: str) -> Mention:
    mention = _plain(found, "other", question)
    return replace(mention, sort=type_of_noun(mention.text.split()[-1].casefold()) or mention.sort)


def _ordinal(found: re.Match[str], question: str) -> Mention:
    said = found.group().casefold().split()
    mention = _plain(found, "ordinal", question)
    return replace(mention, sort=type_of_noun(said[-1]), ordinal=_ORDINALS[said[1]])


def _again(found: re.Match[str], question: str) -> Mention:
    """One of what the thread is about: "my dad had one last year", "can he use one"."""
    taken = _rules()["taken"].search(question[: found.start()]) is not None
    return replace(_plain(found, "one", question), sort=EntityType.DRUG if taken else EntityType.CONDITION)


def _such(found: re.Match[str], question: str) -> Mention:
    return replace(_plain(found, "such", question), head=found["how"] or found["indefinite"])


def _both(found: re.Match[str], question: str) -> Mention:
    return _plain(found, "both", question)


def _owner(found: re.Match[str], question: str) -> Mention | None:
    if _rules()["it_is"].match(question, found.start()):
        return None
    if found.group().casefold() == "her" and _rules()["closes"].match(question, found.end()):
        return _person(found, question)
    sort = type_of_owner(question[found.end() :])
    role = _PERSONS[found.group().casefold()]
    return Mention(found.group(), found.start(), found.end(), role, sort, possessive=True)


def _person(found: re.Match[str], question: str) -> Mention:
    return replace(_plain(found, "person", question), sort=EntityType.POPULATION)


def _many(found: re.Match[str], question: str) -> Mention | None:
    if _rules()["staff"].match(question, found.start()):
        return None
    partitive = _rules()["partitive"].search(question[: found.start()]) is not None
    mention = replace(_plain(found, "many", question), partitive=partitive)
    return (
        replace(mention, sort=EntityType.POPULATION)
        if _rules()["living"].match(question, found.start())
        else mention
    )


def _one(found: re.Match[str], question: str) -> Mention | None:
    return None if _conjoins(found, question) else _plain(found, "one", question)


def _noun_or_predicate(found: re.Match[str], question: str) -> Mention | None:
    rules = _rules()
    predicate = rules["predicate"].search(question[: found.start()]) and rules["predicated"].match(
        question, found.end()
    )
    return _determiner(found, question) if found["head"] and predicate else _noun(found, question)


def _noun(found: re.Match[str], question: str) -> Mention | None:
    head = (found["head"] or found["kind"]).casefold()
    if head in words("self_nouns", "time_nouns") or re.search(
        rf"\b{head}\b", question[: found.start()], re.IGNORECASE
    ):
        return None
    acts = head not in type_nouns() and _rules()["object"].match(question, found.end()) is not None
    if found["head"] and (acts or not _is_noun(head, found.group())):
        such = found["kindly"]
        if such is None or not _is_noun(such.casefold(), found.group()):
            return _determiner(found, question)
        end = found.end("kindly")
        return Mention(question[found.start() : end], found.start(), end, "noun", head=such.casefold())
    if _conjoins(found, question) and head not in type_nouns():
        return None
    if found["kind"] and _rules()["complement"].match(question, found.end()):
        return None
    return Mention(found.group(), found.start(), found.end(), "noun", type_of_noun(head), head=head)


def _conjoins(found: re.Match[str], question: str) -> bool:
    """Whether "that" begins a clause: "I heard that gout hurts", "foods that trigger it"."""
    if found.group()[:4].casefold() != "that":
        return False
    before = question[: found.start()]
    closes = found.group().casefold() == "that" and _rules()["closes"].match(question, found.end())
    if not before.strip() or closes:
        return False
    return _rules()["before_that"].search(before) is None


def _is_noun(head: str, mention: str) -> bool:
    """Whether a word may be a noun that agrees in number with its determiner: "these drugs", not "these cause"."""
    if _is_no_noun(head) or qualifies(head):
        return False
    several = is_plural(head) or head in _rules().words("plurals")
    return several == mention.casefold().startswith(("these", "those"))


def _is_no_noun(head: str) -> bool:
    """Whether a word is rather one of grammar or a verb, as far as the lists tell."""
    may_be = head in words("aspects") or head in type_nouns() or head in _rules().words("nouns_too")
    return head in words("adjectives") or (head in words("function_words", "common_verbs") and not may_be)


def _determiner(found: re.Match[str], question: str) -> Mention | None:
    """The "these" of "which of these cause fever?", where no noun follows."""
    word, follower = found.group().split()[:2]
    if follower.casefold() in {"one", "ones"}:
        return _plain(found, "one", question)
    start, end = found.start(), found.start() + len(word)
    if _conjoins(found, question):
        return None
    role: Role = "many" if word.casefold() in {"these", "those"} else "one"
    if role == "many" and follower.casefold() in {"with", "who", "that"}:
        return None
    partitive = role == "many" and _rules()["partitive"].search(question[:start]) is not None
    sort = type_by_context(question[:start], question[end:])
    return Mention(question[start:end], start, end, role, sort, partitive=partitive)


_READERS: Mapping[str, Callable[[re.Match[str], str], Mention | None]] = {
    "other": _other,
    "again": _again,
    "ordinal": _ordinal,
    "both": _both,
    "such": _such,
    "noun": _noun_or_predicate,
    "owner": _owner,
    "person": _person,
    "many": _many,
    "one": _one,
}
