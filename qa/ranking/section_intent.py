"""What is asked of a thing (its treatment, its causes ...), and which sections say that they are about that.

Vectors alone cannot tell: for "How is asthma treated?" the heading "Diagnosis" lies nearer than "Long-term
control". The words are data, in `matters.yaml`.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from importlib.resources import files
from typing import Self

import numpy as np
import yaml

from index.types import Vector
from qa.ranking.question_type import QuestionType

Intents = frozenset[str]


@dataclass(frozen=True)
class SectionIntents:
    """How questions ask for each matter, and how headings name it: a named group for each."""

    asked: re.Pattern[str]
    headings: re.Pattern[str]

    @classmethod
    def load(cls) -> Self:
        """The words that come with the package."""
        table = yaml.safe_load(files(__package__).joinpath("section_intent.yaml").read_text(encoding="utf-8"))
        return cls(_words(table, "asked"), _words(table, "headings"))

    def asked_by(self, question: QuestionType) -> Intents:
        """What an open question asks for; nothing for others, which ask whether something is so."""
        return _found(self.asked, question.text) if question.open else frozenset()

    def of_section(self, path: Sequence[str]) -> Intents:
        """What the innermost heading that names a matter says that a section is about."""
        return next((found for name in reversed(path) if (found := _found(self.headings, name))), frozenset())

    def agreement(self, asked: Intents, paths: Sequence[Sequence[str]]) -> Vector:
        """For each section 1 where it is about what is asked for, -1 where about another matter, and else 0."""
        return np.array([_agreement(asked, self.of_section(path)) for path in paths], dtype=np.float32)


def _agreement(asked: Intents, about: Intents) -> int:
    if not about:
        return 0
    return 1 if asked & about else -1


def _found(words: re.Pattern[str], text: str) -> Intents:
    return frozenset(found.lastgroup for found in words.finditer(text) if found.lastgroup)


def _words(table: Mapping[str, Mapping[str, Sequence[str]]], kind: str) -> re.Pattern[str]:
    groups = (f"(?P<{matter}>{'|'.join(patterns[kind])})" for matter, patterns in table.items())
    return re.compile(rf"(?<![\w-])(?:{'|'.join(groups)})(?![\w-])", re.IGNORECASE)
