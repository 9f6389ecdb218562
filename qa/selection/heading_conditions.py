"""What a heading says about what stands under it: for whom it holds, whether, how bad; an action, or nothing."""

import re
from enum import StrEnum


class Force(StrEnum):
    """How a heading bears on what stands under it."""

    WHOM = "whom"
    WHETHER = "whether"
    HOW_BAD = "how bad"


_NUMBERING = r"\A[\W_]*(?:\d+(?:\.\d+)*[.)]?\s+|[A-Za-z][.)]\s+)?"
_PEOPLE = (
    r"(?:pregnan\w*|lactat\w*|breast-?feeding|child(?:ren|hood)?|infants?|infancy|neonat\w*|newborns?|"
    r"adolescen\w*|adults?|elderly|older|women|men|girls|boys|males?|females?|patients?|people|persons?|individuals|"
    r"workers|users|travell?ers|contacts|carriers)\b"
)
_ORGANS = r"(?:renal|kidney|hepatic|liver)\s(?:impairment|failure|disease|insufficiency)\b"
_DEGREE = r"(?:mild|moderate|severe|uncomplicated|complicated|acute|chronic|suspected|confirmed|active|inactive)\b"
# "Patients and methods" and "Pregnancy outcomes" are matters of their own and no conditions.
_OF_A_STUDY = re.compile(
    r"\b(?:outcomes?|selection|characteristics|education|recruitment|methods|flow|information|stud(?:y|ies)|"
    r"baseline|involvement|perspectives?|values|consent|enrol\w*|summary)\b",
    re.IGNORECASE,
)
_STATES = {
    Force.WHETHER: re.compile(
        rf"{_NUMBERING}(?:(?:if|when|where|while|without|until|unless|only|except|not|never|do not|don['’]t|avoid|"
        r"stop)\b|(?:absolute |relative )?contra-?indications?\b|contra-?indicated\b|exceptions?\b|exclusions?\b|"
        r"(?:precautions?|cautions?|warnings?|interactions?)\b|(?:strong|conditional|weak) recommendation\b)",
        re.IGNORECASE,
    ),
    Force.WHOM: re.compile(
        rf"{_NUMBERING}(?:(?:in|for|during|with|among|after|before|under|over|at)\b|"
        rf"(?:\w+\s){{0,2}}(?:{_PEOPLE}|{_ORGANS}))|"
        rf"\b(?:in|during|for|among)\s(?:\w+\s){{0,2}}(?:{_PEOPLE}|{_ORGANS})",
        re.IGNORECASE,
    ),
    Force.HOW_BAD: re.compile(
        rf"{_NUMBERING}(?:{_DEGREE}|(?:first|second|third|last|\d(?:st|nd|rd|th))\b|"
        r"(?:stage|tier|grade|class|step|phase)\s[\dIVX]+\b)|"
        rf"\b(?:of|for|in)\s{_DEGREE}|\b(?:first|second|third|last|subsequent)\s(?:visit|contact|dose|line)s?\b",
        re.IGNORECASE,
    ),
}
_WEIGHTY = re.compile(
    rf"{_NUMBERING}(?:if|when|where|without|until|unless|only|except|not|never|do|don|avoid|stop)\b", re.IGNORECASE
)
_SILENT = re.compile(
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
_MATTER = re.compile(
    rf"{_NUMBERING}(?:(?:the )?diagnos[ie]s|(?:signs and )?symptoms|signs|prognosis|outlook|epidemiology|"
    r"(?:clinical )?(?:features|presentations?|manifestations|signs|course))\W*\Z",
    re.IGNORECASE,
)
_WORD = re.compile(r"[^\W_]+|[<>≤≥]")
_SMALL = frozenset(
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
_STEM = 6


def forces(heading: str) -> frozenset[Force]:
    """Whether a heading says for whom, whether or in which stage something holds; none for a mere subject."""
    found = {force for force, pattern in _STATES.items() if pattern.search(heading)}
    if found & {Force.WHOM} and _OF_A_STUDY.search(heading):
        found.discard(Force.WHOM)
    return frozenset(found)


def said_by(heading: str, text: str) -> bool:
    """Whether a text says all words of a heading; never of one that forbids, or makes it depend on something."""
    if _WEIGHTY.match(heading) or Force.WHETHER in forces(heading):
        return False
    said = {word[:_STEM] for word in _words(text)}
    return {word[:_STEM] for word in _words(_without_number(heading))} <= said


def is_silent(heading: str) -> bool:
    """Whether a heading says nothing about what stands under it but its place in the text: "General"."""
    return _SILENT.match(heading) is not None


def names_an_action(heading: str) -> bool:
    """Whether a heading only says that what stands under it is to be done: "Drug treatment"."""
    return _ACTION.match(heading) is not None


def names_a_purpose(heading: str) -> bool:
    """Whether a heading says what for: a dose under "Prevention" is another than one for treatment."""
    return _PURPOSE.match(heading) is not None


def names_a_matter(heading: str) -> bool:
    """Whether a heading only says what is spoken of, which a full sentence under it says itself: "Symptoms"."""
    return _MATTER.match(heading) is not None


def _words(text: str) -> set[str]:
    return {word.casefold() for word in _WORD.findall(text)} - _SMALL


def _without_number(heading: str) -> str:
    return re.sub(_NUMBERING, "", heading)
