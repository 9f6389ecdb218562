"""The type of a question: a claim to be checked or a question, open or not, and what an answer has to name."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Self

from qa.language import ASPECTS, asks_for_dose, has_verb

_ASKS = re.compile(
    r"\s*(?:what|which|who|whom|whose|when|where|why|how|is|are|was|were|do|does|did|can|could|should|would|will|"
    r"may|has|have|had|in (?:what|which|whom))\b|.*\?\s*$",
    re.IGNORECASE | re.DOTALL,
)
_OPEN = re.compile(
    r"\s*(?:(?:in|on|at|for|by|with|from|to)\s+)?(?:what|which|who|whom|whose|when|where|why|how)\b", re.IGNORECASE
)
_ASPECT_OF = re.compile(
    rf"\s*(?:(?:the|any)\s+)?(?:[\w-]+\s+){{0,2}}?(?:{'|'.join(sorted(ASPECTS, key=len, reverse=True))})\s+"
    r"(?:of|for|in|during|with|to|after|from|on|and)\b",
    re.IGNORECASE,
)
_ASPECT_AFTER = re.compile(rf"\w\W+(?:{'|'.join(sorted(ASPECTS, key=len, reverse=True))})\b", re.IGNORECASE)
_COMPARED = re.compile(r"\b(?:vs\.?|versus)\s", re.IGNORECASE)
# Who tells of themselves asks for help, and does not state what is to be checked.
_OF_ONESELF = re.compile(
    r"\b(?:my|me|we|our)\b|"
    r"\b(?:i|I)(?:['’](?:m|ve|d|ll)\b|\s+(?:am|have|had|take|took|was|feel|get|got|can|cannot|can['’]?t|need|want|use|"
    r"do|don['’]?t|keep|still|just|think)\b)"
)
_LEAST_WORDS, _MOST_WORDS = 3, 7
_ASKED = {
    "number": re.compile(
        r"\bhow (?:many|much|large|high|big|far|great)\b|\b(?:number|rate|prevalence|incidence|mortality|toll|dose"
        r"|dosage|amount|concentration|value|average|mean|median|range|size|frequency|cost|ratio|score)s?\b",
        re.IGNORECASE,
    ),
    "time": re.compile(
        r"\b(?:when|how (?:long|old|soon|often)|(?:what|which) (?:year|date|time|month|day|age)|duration|period|"
        r"interval)\b",
        re.IGNORECASE,
    ),
    "share": re.compile(
        r"\bper ?cent(?:age)?\b|\b(?:proportion|fraction|rates?)\b|\bwhat (?:portion|share)\b"
        r"|\bhow (?:common|frequent)\b",
        re.IGNORECASE,
    ),
}


@dataclass(frozen=True, slots=True)
class QuestionType:
    """The type of one question, parsed once and handed on.

    `claim`: a statement to be checked. `open`: it asks for what it does not say itself ("how", and not "is it").
    `dose`: it asks how much of something is given. `kinds`: what a sentence that answers it names, by the names
    of the features in `SentenceScores` ("number", "time", "share").
    """

    text: str
    claim: bool
    open: bool
    dose: bool
    kinds: tuple[str, ...]

    @classmethod
    def of(cls, text: str) -> Self:
        """The type of a self-contained question."""
        return cls(text, is_claim(text), is_open(text), asks_for_dose(text), tuple(kinds_asked(text)))


def is_claim(question: str) -> bool:
    """Whether a statement is to be checked, rather than a question to be answered."""
    return not (_ASKS.match(question) or _OF_ONESELF.search(question) or _is_phrase(question))


def is_open(question: str) -> bool:
    """Whether a question asks for what it does not say itself: "how", and not "is it"."""
    return _OPEN.match(question) is not None or _is_phrase(question)


def kinds_asked(question: str) -> Iterator[str]:
    """What a sentence names that answers the question, by its name in `SentenceScores`."""
    return (kind for kind, asks in _ASKED.items() if asks.search(question))


def _is_phrase(question: str) -> bool:
    """Whether a question is typed as one would search: "gout", "riluzole side effects", "gout vs pseudogout"."""
    if question.rstrip().endswith(".") or has_verb(question):
        return False
    words = len(question.split())
    searched = _ASPECT_OF.match(question) or _COMPARED.search(question)
    return (
        bool(searched) or words < _LEAST_WORDS or (words <= _MOST_WORDS and bool(_ASPECT_AFTER.search(question)))
    )
