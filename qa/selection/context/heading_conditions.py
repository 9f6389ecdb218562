"""Classifies headings: whether one states a condition for the text under it, names its topic, or is generic."""

import re
from enum import StrEnum


class Condition(StrEnum):
    """A type of condition that a heading states for the text under it."""

    POPULATION = "population"
    APPLICABILITY = "applicability"
    SEVERITY = "severity"


_NUMBERING = r"\A[\W_]*(?:\d+(?:\.\d+)*[.)]?\s+|[A-Za-z][.)]\s+)?"
_PEOPLE = (
    r"(?:pregnan\w*|lactat\w*|breast-?feeding|child(?:ren|hood)?|infants?|infancy|neonat\w*|newborns?|"
    r"adolescen\w*|adults?|elderly|older|women|men|girls|boys|males?|females?|patients?|people|persons?|individuals|"
    r"workers|users|travell?ers|contacts|carriers)\b"
)
_ORGANS = r"(?:renal|kidney|hepatic|liver)\s(?:impairment|failure|disease|insufficiency)\b"
_DEGREE = r"(?:mild|moderate|severe|uncomplicated|complicated|acute|chronic|suspected|confirmed|active|inactive)\b"
# "Patients and methods" and "Pregnancy outcomes" are topics, not conditions.
_OF_A_STUDY = re.compile(
    r"\b(?:outcomes?|selection|characteristics|education|recruitment|methods|flow|information|stud(?:y|ies)|"
    r"baseline|involvement|perspectives?|values|consent|enrol\w*|summary)\b",
    re.IGNORECASE,
)
_CONDITIONS = {
    Condition.APPLICABILITY: re.compile(
        rf"{_NUMBERING}(?:(?:if|when|where|while|without|until|unless|only|except|not|never|do not|don['’]t|avoid|"
        r"stop)\b|(?:absolute |relative )?contra-?indications?\b|contra-?indicated\b|exceptions?\b|exclusions?\b|"
        r"(?:precautions?|cautions?|warnings?|interactions?)\b|(?:strong|conditional|weak) recommendation\b)",
        re.IGNORECASE,
    ),
    Condition.POPULATION: re.compile(
        rf"{_NUMBERING}(?:(?:in|for|during|with|among|after|before|under|over|at)\b|"
        rf"(?:\w+\s){{0,2}}(?:{_PEOPLE}|{_ORGANS}))|"
        rf"\b(?:in|during|for|among)\s(?:\w+\s){{0,2}}(?:{_PEOPLE}|{_ORGANS})",
        re.IGNORECASE,
    ),
    Condition.SEVERITY: re.compile(
        rf"{_NUMBERING}(?:{_DEGREE}|(?:first|second|third|last|\d(?:st|nd|rd|th))\b|"
        r"(?:stage|tier|grade|class|step|phase)\s[\dIVX]+\b)|"
        rf"\b(?:of|for|in)\s{_DEGREE}|\b(?:first|second|third|last|subsequent)\s(?:visit|contact|dose|line)s?\b",
        re.IGNORECASE,
    ),
}
_RESTRICTION = re.compile(
    rf"{_NUMBERING}(?:if|when|where|without|until|unless|only|except|not|never|do|don|avoid|stop)\b", re.IGNORECASE
)
_GENERIC = re.compile(
    rf"{_NUMBERING}(?:general|specific|others?|common|introduction|overview|background|definitions?|"
    r"descriptions?|abstract|summary|(?:summary of |certainty of )?(?:the )?evidence|methods?(?: and findings)?|"
    r"results?|findings|discussion|conclusions?|"
    r"(?:additional |other |new |key )?recommendations?(?: \d+)?(?: \([^)]*\))?|"
    r"remarks?|notes?|key messages|key points|"
    r"(?:implementation|additional|other) (?:considerations|factors considered)(?: \(continued\))?)\W*\Z",
    re.IGNORECASE,
)
_ACTION = re.compile(
    rf"{_NUMBERING}(?:(?:non-?\s?|definitive |specific |supportive |general |initial )?"
    r"(?:(?:drug|pharmacological|medical|surgical) )?(?:treatments?|management|therap(?:y|ies)|measures)|"
    r"goals?(?: of treatment)?|(?:other )?investigations?|treatment goals?)\W*\Z",
    re.IGNORECASE,
)
_PURPOSE = re.compile(rf"{_NUMBERING}(?:prevention|prophylaxis)\W*\Z", re.IGNORECASE)
_TOPIC = re.compile(
    rf"{_NUMBERING}(?:(?:the )?diagnos[ie]s|(?:signs and )?symptoms|signs|prognosis|outlook|epidemiology|"
    r"(?:clinical )?(?:features|presentations?|manifestations|signs|course))\W*\Z",
    re.IGNORECASE,
)
_WORD = re.compile(r"[^\W_]+|[<>≤≥]")
_STOP_WORDS = frozenset(
    [
        "a",
        "an",
        "and",
        "or",
        "of",
        "the",
        "to",
        "in",
        "for",
        "during",
        "with",
        "among",
        "at",
        "on",
        "by",
        "as",
        "is",
        "are",
        "'s",
        "s",
    ]
)
_STEM_LENGTH = 6


def conditions(heading: str) -> frozenset[Condition]:
    """The conditions that a heading states: for whom, whether, or at which severity the text under it applies."""
    found = {condition for condition, pattern in _CONDITIONS.items() if pattern.search(heading)}
    if found & {Condition.POPULATION} and _OF_A_STUDY.search(heading):
        found.discard(Condition.POPULATION)
    return frozenset(found)


def repeats_heading(text: str, heading: str) -> bool:
    """Whether a text contains all words of its heading; never for a heading that forbids or restricts."""
    if _RESTRICTION.match(heading) or Condition.APPLICABILITY in conditions(heading):
        return False
    words = {word[:_STEM_LENGTH] for word in _words(text)}
    return {word[:_STEM_LENGTH] for word in _words(_without_number(heading))} <= words


def is_generic(heading: str) -> bool:
    """Whether a heading says nothing about the content under it: "General", "Summary"."""
    return _GENERIC.match(heading) is not None


def names_action(heading: str) -> bool:
    """Whether a heading only says that the text under it recommends an action: "Drug treatment"."""
    return _ACTION.match(heading) is not None


def names_purpose(heading: str) -> bool:
    """Whether a heading states a purpose: a dose under "Prevention" differs from one for treatment."""
    return _PURPOSE.match(heading) is not None


def names_topic(heading: str) -> bool:
    """Whether a heading only names the topic, which complete sentences under it state themselves: "Symptoms"."""
    return _TOPIC.match(heading) is not None


def _words(text: str) -> set[str]:
    return {word.casefold() for word in _WORD.findall(text)} - _STOP_WORDS


def _without_number(heading: str) -> str:
    return re.sub(_NUMBERING, "", heading)
