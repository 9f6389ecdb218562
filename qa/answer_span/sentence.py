"""A sentence with how well the question covers each of its content words."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import NamedTuple, Self

from corpus.document import Span
from index.analysis import Word

# A word with a smaller similarity to every word of the question is not a word of the question.
COVERED = 0.55


class CoveredWord(NamedTuple):
    """A content word of a sentence: its span, and its similarity, 0 to 1, to the nearest word of the question."""

    start: int
    end: int
    similarity: float

    @property
    def covered(self) -> bool:
        """Whether the question has this word or one that is similar in meaning."""
        return self.similarity >= COVERED


@dataclass(frozen=True, slots=True)
class SentenceWords:
    """The text of a sentence and its content words in order."""

    text: str
    words: tuple[CoveredWord, ...]

    @classmethod
    def of(cls, text: str, words: Sequence[Word], similarities: Sequence[float], terms: Collection[str]) -> Self:
        """The sentence with its content words and their similarities to the question, in the same order.

        A word whose term is one of the question's `terms` has the similarity 1, and so has no need of a vector: if
        the model did not read every word, their similarities cannot be told apart and count as 0.
        """
        known = similarities if len(similarities) == len(words) else [0.0] * len(words)
        covered = (
            CoveredWord(word.start, word.end, 1.0 if word.term in terms else similarity)
            for word, similarity in zip(words, known, strict=True)
        )
        return cls(text, tuple(covered))

    def covered_in(self, span: Span) -> int:
        """The number of covered words in a span."""
        return sum(word.covered for word in self.within(span))

    def within(self, span: Span) -> list[CoveredWord]:
        """The content words that lie in a span."""
        return [word for word in self.words if span.start <= word.start and word.end <= span.end]
