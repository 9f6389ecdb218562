"""Question types: claims to be checked, open questions, and the kind of value that answers a question."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from typing import Self

from qa.language import WORD, asks_for_dose, has_verb, is_common_word, load_rules
from qa.slots import asks_how_much_of_drug

_rules = partial(load_rules, "qa.ranking", "question_type")
_KINDS = ("number", "time", "share")
_LEAST_WORDS, _MOST_WORDS = 3, 7


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
        dose = asks_for_dose(text) or asks_how_much_of_drug(text)
        return cls(text, is_claim(text), is_open(text), dose, tuple(kinds_asked(text)))


def is_claim(question: str) -> bool:
    """Whether a statement is to be checked, rather than a question to be answered."""
    rules = _rules()
    return not (rules["asks"].match(question) or rules["of_oneself"].search(question) or _is_phrase(question))


def is_open(question: str) -> bool:
    """Whether a question is open ("how"), and not one that is answered by yes or no."""
    return _rules()["open"].match(question) is not None or _is_phrase(question)


def kinds_asked(question: str) -> Iterator[str]:
    """What a sentence names that answers the question, by its name in `SentenceScores`."""
    rules = _rules()
    return (kind for kind in _KINDS if rules[kind].search(question))


def agent_of(question: str) -> str:
    """What a question asks whether it has an effect: "smoking" in "Does smoking cause stroke?"; "" if it does not.

    Names that stand for something before, such as "it", and common words alone are no agents.
    """
    found = _rules()["agent"].match(question)
    words = [word for word in WORD.findall(found["agent"]) if not is_common_word(word)] if found else []
    return " ".join(words)


def _is_phrase(question: str) -> bool:
    """Whether a question is typed like a search: "gout", "riluzole side effects", "gout vs pseudogout"."""
    if question.rstrip().endswith(".") or has_verb(question):
        return False
    rules, words = _rules(), len(question.split())
    searched = rules["aspect_of"].match(question) or rules["compared"].search(question)
    if searched or words < _LEAST_WORDS:
        return True
    return words <= _MOST_WORDS and rules["aspect_after"].search(question) is not None
