"""Section intent: the aspect that a question asks for (treatment, causes ...), and the sections about it.

Vectors alone cannot tell: for "How is asthma treated?" the heading "Diagnosis" lies nearer than "Long-term
control". The words are data, in `en/section_intent.yaml`.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Self

import numpy as np

from index.types import Vector
from qa.language import Matcher, load_rules
from qa.ranking.question_type import QuestionType

Intents = frozenset[str]


@dataclass(frozen=True)
class SectionIntents:
    """How questions ask for each intent, and how headings name it: a named group for each."""

    asked: Matcher
    headings: Matcher

    @classmethod
    def load(cls) -> Self:
        """The words that come with the package."""
        rules = load_rules("qa.ranking", "section_intent")
        return cls(rules["asked"], rules["headings"])

    def asked_by(self, question: QuestionType) -> Intents:
        """The intents of an open question; none for yes-or-no questions."""
        return _found(self.asked, question.text) if question.open else frozenset()

    def of_section(self, path: Sequence[str]) -> Intents:
        """The intents of a section, by its innermost heading that names one."""
        return next((found for name in reversed(path) if (found := _found(self.headings, name))), frozenset())

    def agreement(self, asked: Intents, paths: Sequence[Sequence[str]]) -> Vector:
        """For each section +1 if its headings match the question's intent, -1 if they match another, else 0."""
        return np.array([_agreement(asked, self.of_section(path)) for path in paths], dtype=np.float32)


def _agreement(asked: Intents, about: Intents) -> int:
    if not about:
        return 0
    return 1 if asked & about else -1


def _found(words: Matcher, text: str) -> Intents:
    return frozenset(found.lastgroup for found in words.finditer(text) if found.lastgroup)
