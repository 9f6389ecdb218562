"""The phrases of a question that a later one takes up whole: "the drugs for gout", then "which of them?"."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from qa.followup.discourse.entities import Discourse, Entity
from qa.followup.entities import type_by_affix
from qa.language import ASPECTS, COMMON_VERBS, FUNCTION_WORDS, TEST_NOUNS, TYPE_NOUNS, EntityType

_PREGNANT = re.compile(r"\bpregnan(?:t|cy)\b", re.IGNORECASE)
_GROUP = re.compile(
    r"\b(?:(?:older|young|younger|elderly|breastfeeding|healthy)\s+)?"
    r"(?:children|adults|women|men|babies|infants|newborns|teenagers|girls|boys|mothers|kids)\b",
    re.IGNORECASE,
)
_PLURALS = "|".join(
    sorted((noun for noun in ASPECTS if noun.endswith("s") and noun != "diagnosis"), key=len)[::-1]
)
_ADJECTIVES = (
    r"(?:[\w-]+(?:ic|al|ive|line|ing|ed|ary|main|choice)\s+|(?:first|second)\s+(?:line\s+)?|"
    r"side\s+|risk\s+|warning\s+){0,2}"
)
_AUXILIARY = r"(?:is|are|was|were|do|does|did|can|could|should|will|would|may|might|must|has|have|had)"
_OBJECT = rf"(?:(?!\b{_AUXILIARY}\b)[^?.!,;:])+"
_REMEDIES = re.compile(
    r"\b(?P<what>(?:blood pressure |sleeping |daily )?(?:pills?|tablets?|drugs?|medicines?|meds|medications?|"
    r"injections?|vaccines?|treatments?))\b",
    re.IGNORECASE,
)
_DOING = re.compile(rf"\bwhat\s+(?P<noun>causes|triggers)\s+(?P<of>(?!{_AUXILIARY}\b){_OBJECT})", re.IGNORECASE)
_ASKING = re.compile(r"^\s*(?:and\s+|so\s+)?(?:which|what)\s+(?P<rest>[^?.!;:]+)", re.IGNORECASE)
_GIVEN = re.compile(
    r"(?:(?:is|are)\s+(?:given|used|added|prescribed|recommended|taken)|"
    r"(?:do|can|should)\s+(?P<giving>(?:i|we|you|u|they|doctors)\s+(?:give|use|add|prescribe|recommend|take)))\s+"
    r"(?P<why>.+)",
    re.IGNORECASE,
)
_BEST_TEST = re.compile(
    rf"is\s+(?P<phrase>the\s+(?:[\w-]+\s+){{0,2}}(?P<noun>{'|'.join(sorted(TEST_NOUNS))})\s+(?:for|in|of)\s.+)",
    re.IGNORECASE,
)
_ASKER = re.compile(r"(?P<who>i|we|you|u|they|he|she|one|people|patients|doctors)\s+(?P<rest>.+)", re.IGNORECASE)
_LONGEST = 4
_ORDERS = frozenset({"first", "second", "best", "main", "other", "new", "usual", "common", "commonest"})
_WILL = frozenset({"should", "can", "could", "may", "must", "might", "will", "would"})
_BE = frozenset({"is", "are", "was", "were", "have", "has", "can", "may", "should", "must", "will", "might"})
_DO = frozenset({"do", "does", "did"})


@dataclass(frozen=True, slots=True)
class AskedPhrase:
    """What a question asks for, as a phrase of its words: its noun, in the singular, and whether of several."""

    phrase: str
    noun: str
    plural: bool = False
    sort: EntityType | None = None


def phrase_with(head: str | None, thread: Discourse) -> Entity | None:
    """The phrase of the question before whose noun is `head`, or for None any noun in the plural."""
    last = thread.last
    if last is None:
        return None
    noun = re.escape(head.rstrip("s")) + "s?" if head else f"(?:{_PLURALS})"
    pattern = rf"\b(?P<phrase>{_ADJECTIVES}{noun}\s+(?:of|for|in|to|with|against|related\s+to)\s+{_OBJECT})"
    found = re.search(pattern, last.interpreted, re.IGNORECASE)
    doing = _DOING.search(last.interpreted)
    if found:
        phrase: str | None = found["phrase"].strip()
    elif doing and head is None:
        phrase = f"{doing['noun'].lower()} of {doing['of'].strip()}"
    else:
        asked = asked_thing(last.interpreted)
        fits = asked is not None and (asked.plural if head is None else asked.noun == head.casefold().rstrip("s"))
        phrase = asked.phrase if asked and fits else None
    if phrase is None:
        return None
    return Entity(phrase, last.number, "question", 1.0, phrase=True)


def remedies_in(thread: Discourse, *, several: bool) -> Entity | None:
    """What the question before calls one or several remedies without a name: "the pills"."""
    last = thread.last
    all_ = _REMEDIES.finditer(last.interpreted) if last else iter(())
    found = next((each for each in all_ if is_plural(each["what"].casefold()) == several), None)
    if last is None or found is None:
        return None
    before = last.interpreted[: found.start()]
    own = next((name.text for name in thread.names(last.interpreted) if before.rstrip() == before[: name.end]), "")
    what = f"{own} {found['what']}".strip()
    return Entity(f"the {what}", last.number, "question", 1.0, phrase=True)


def group_in(question: str) -> str | None:
    """The people that a question is about, in the plural: "children", "pregnant women"."""
    if _PREGNANT.search(question):
        return "pregnant women"
    found = _GROUP.search(question)
    return found.group().casefold() if found else None


def asked_thing(question: str) -> AskedPhrase | None:
    """What a question asks for: "the test that confirms gout" for "Which test confirms gout?".

    None where that is no thing. "What is given for gout?" asks for what is given for gout.
    """
    found = _ASKING.match(question)
    if found is None:
        return None
    rest = found["rest"].strip()
    given = _GIVEN.fullmatch(rest)
    if given:
        what = f"{given['giving']} {given['why']}" if given["giving"] else rest
        return AskedPhrase(f"what {what}", "what", sort=EntityType.DRUG)
    best = _BEST_TEST.fullmatch(rest)
    if best:
        return AskedPhrase(best["phrase"].strip(), best["noun"].casefold(), sort=EntityType.TEST)
    words = rest.split()
    length = _noun_phrase(words)
    if length == 0 or length == len(words):
        return None
    noun = words[length - 1].casefold()
    plural = is_plural(noun)
    thing = " ".join(words[:length])
    phrase = _clause(thing if plural else f"the {thing}", words[length], " ".join(words[length + 1 :]))
    sort = TYPE_NOUNS.get(noun) or type_by_affix(noun)
    return AskedPhrase(phrase, noun.rstrip("s"), plural, sort) if phrase else None


def _noun_phrase(words: Sequence[str]) -> int:
    """How many words stand before the verb; 0 where the first is it, or where they are no phrase of a noun."""
    for place, word in enumerate(words[: _LONGEST + 1]):
        folded = word.casefold()
        noun = words[place - 1].casefold() if place else ""
        verb = _is_verb(folded)
        if place == 0 and verb and len(words) > 1 and _is_verb(words[1].casefold()):
            continue
        agrees = (
            place > 0 and not is_plural(noun) and is_plural(folded) and folded not in ASPECTS | TYPE_NOUNS.keys()
        )
        if (
            folded in _BE | _DO | _WILL
            or (verb and (place == 0 or is_plural(noun) != is_plural(folded)))
            or agrees
        ):
            return place
        if folded in FUNCTION_WORDS and folded not in _ORDERS:
            return 0
    return 0


def _is_verb(word: str) -> bool:
    return word in COMMON_VERBS | _BE | _DO | _WILL or word.removesuffix("s") in COMMON_VERBS


def _clause(thing: str, verb: str, rest: str) -> str | None:
    """A thing with what a question says of it: "the drugs that you give for gout"."""
    if not rest:
        return None
    asker = _ASKER.fullmatch(rest)
    if asker and verb.casefold() in _WILL:
        return f"{thing} that {asker['who']} {verb} {asker['rest']}"
    if asker and verb.casefold() in _DO:
        return f"{thing} that {asker['who']} {asker['rest']}"
    if rest.casefold().startswith("there "):
        return f"{thing} {rest[6:]}"
    return None if verb.casefold() in _DO else f"{thing} that {verb} {rest}"


def is_plural(word: str) -> bool:
    """Whether a folded word has the form of a plural."""
    return word.endswith("s") and not word.endswith(("ss", "is", "us"))
