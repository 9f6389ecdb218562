"""Noun phrases of a question that a later one refers to as a whole: "the drugs for gout", "which of them?"."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from qa.followup.discourse.entities import Discourse, Entity
from qa.followup.entities import type_by_affix
from qa.language import EntityType, is_plural, load_rules, plural, singular, type_nouns, type_of_noun, words

_rules = partial(load_rules, "qa.followup", "noun_phrases")
_LONGEST = 4


@dataclass(frozen=True, slots=True)
class AskedPhrase:
    """What a question asks for, as a phrase of its words; its head noun in the singular, and its number."""

    phrase: str
    noun: str
    plural: bool = False
    sort: EntityType | None = None


def phrase_with(head: str | None, thread: Discourse) -> Entity | None:
    """The phrase of the previous question whose head noun is `head`; with None, any aspect in the plural."""
    last = thread.last
    if last is None:
        return None
    found = _phrase_of(head, last.interpreted)
    doing = _rules()["doing"].search(last.interpreted)
    if found:
        phrase: str | None = found["phrase"].strip()
    elif doing and head is None:
        phrase = f"{doing['noun'].lower()} of {doing['of'].strip()}"
    else:
        asked = asked_thing(last.interpreted)
        fits = asked is not None and (asked.plural if head is None else asked.noun == singular(head.casefold()))
        phrase = asked.phrase if asked and fits else None
    if phrase is None:
        return None
    return Entity(phrase, last.number, "question", 1.0, phrase=True)


def _phrase_of(head: str | None, question: str) -> re.Match[str] | None:
    rules = _rules()
    if head is None:
        return rules["several_of"].search(question)
    one = singular(head.casefold())
    noun = rf"(?:{re.escape(one)}|{re.escape(plural(one))})"
    pattern = rf"\b(?P<phrase>{rules.fragment('adjectives')}{noun}{rules.fragment('phrase_tail')})"
    return re.search(pattern, question, re.IGNORECASE)


def remedies_in(thread: Discourse, *, several: bool) -> Entity | None:
    """How the previous question refers to one or several drugs without naming them: "the pills"."""
    last = thread.last
    all_ = _rules()["remedies"].finditer(last.interpreted) if last else iter(())
    found = next((each for each in all_ if is_plural(each["what"].casefold()) == several), None)
    if last is None or found is None:
        return None
    before = last.interpreted[: found.start()]
    own = next((name.text for name in thread.names(last.interpreted) if before.rstrip() == before[: name.end]), "")
    what = f"{own} {found['what']}".strip()
    return Entity(f"the {what}", last.number, "question", 1.0, phrase=True)


def group_in(question: str) -> str | None:
    """The population that a question is about, in the plural: "children", "pregnant women"."""
    if _rules()["pregnant"].search(question):
        return "pregnant women"
    found = _rules()["group"].search(question)
    return found.group().casefold() if found else None


def asked_thing(question: str) -> AskedPhrase | None:
    """What a question asks for: "the test that confirms gout" for "Which test confirms gout?".

    None where it asks for no thing. "What is given for gout?" gives "what is given for gout".
    """
    rules = _rules()
    found = rules["asking"].match(question)
    if found is None:
        return None
    rest = found["rest"].strip()
    given = rules["given"].fullmatch(rest)
    if given:
        what = f"{given['giving']} {given['why']}" if given["giving"] else rest
        return AskedPhrase(f"what {what}", "what", sort=EntityType.DRUG)
    best = rules["best_test"].fullmatch(rest)
    if best:
        return AskedPhrase(best["phrase"].strip(), best["noun"].casefold(), sort=EntityType.TEST)
    said = rest.split()
    length = _noun_phrase(said)
    if length == 0 or length == len(said):
        return None
    noun = said[length - 1].casefold()
    several = is_plural(noun)
    thing = " ".join(said[:length])
    phrase = _clause(thing if several else f"the {thing}", said[length], " ".join(said[length + 1 :]))
    sort = type_of_noun(noun) or type_by_affix(noun)
    return AskedPhrase(phrase, singular(noun), several, sort) if phrase else None


def _noun_phrase(said: Sequence[str]) -> int:
    """The number of words before the verb; 0 where there are none, or where they are no noun phrase."""
    rules = _rules()
    for place, word in enumerate(said[: _LONGEST + 1]):
        folded = word.casefold()
        noun = said[place - 1].casefold() if place else ""
        verb = _is_verb(folded)
        if place == 0 and verb and len(said) > 1 and _is_verb(said[1].casefold()):
            continue
        agrees = (
            place > 0
            and not is_plural(noun)
            and is_plural(folded)
            and folded not in words("aspects")
            and folded not in type_nouns()
        )
        if (
            folded in rules.words("be", "do", "will")
            or (verb and (place == 0 or is_plural(noun) != is_plural(folded)))
            or agrees
        ):
            return place
        if folded in words("function_words") and folded not in rules.words("orders"):
            return 0
    return 0


def _is_verb(word: str) -> bool:
    verbs = words("common_verbs")
    return word in verbs or word in _rules().words("be", "do", "will") or singular(word) in verbs


def _clause(thing: str, verb: str, rest: str) -> str | None:
    """The thing with a relative clause made of the rest of the question: "the drugs that you give for gout"."""
    if not rest:
        return None
    rules, does = _rules(), verb.casefold() in _rules().words("do")
    asker = rules["asker"].fullmatch(rest)
    if asker and verb.casefold() in rules.words("will"):
        return f"{thing} that {asker['who']} {verb} {asker['rest']}"
    if asker and does:
        return f"{thing} that {asker['who']} {asker['rest']}"
    if rest.casefold().startswith("there "):
        return f"{thing} {rest[6:]}"
    return None if does else f"{thing} that {verb} {rest}"
