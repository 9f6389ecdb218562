"""Sentence overlap: how well the chosen sentences match those marked as evidence."""

from abc import ABC, abstractmethod
from collections.abc import Collection, Hashable, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from typing import ClassVar, NamedTuple

from eval.measures.ranking import Cutoff

Gold = Collection[AbstractSet[Hashable]]


class Overlap(NamedTuple):
    """Numbers of sentences: in both, chosen (at most k), and gold."""

    common: int
    chosen: int
    gold: int


@dataclass(frozen=True)
class SentenceOverlap(Cutoff, ABC):
    """A score between 0 and 1 for the sentences chosen for one question.

    `gold` holds one or more sets of sentence ids, each of which is sufficient evidence; the choice is compared
    with their union. Choosing nothing scores 0. Raises ValueError if a sentence is chosen twice, and for a
    question without gold sentences, which is not eligible.

    Precision, recall and F1 of rationale sentences: Wadden et al., "Fact or fiction: verifying scientific
    claims", EMNLP 2020. They count over all claims at once; here each claim has a figure of its own, so that
    intervals and paired tests can be computed. F: van Rijsbergen, "Information Retrieval", 1979, chapter 7.
    """

    def __call__(self, chosen: Sequence[Hashable], gold: Gold) -> float:
        """Scores sentence ids, best first."""
        union = frozenset[Hashable]().union(*gold)
        if not union:
            raise ValueError("there are no gold sentences: leave this question out")
        if len(set(chosen)) != len(chosen):
            raise ValueError("a sentence is chosen twice: keep the better one")
        kept = chosen[: self.k]
        return self.score(Overlap(sum(sentence in union for sentence in kept), len(kept), len(union)))

    @abstractmethod
    def score(self, overlap: Overlap) -> float:
        """Computes the score from the counts."""


@dataclass(frozen=True)
class SentencePrecision(SentenceOverlap):
    """The share of the chosen sentences that are evidence; the denominator may be less than k."""

    label: ClassVar[str] = "sentence P"

    def score(self, overlap: Overlap) -> float:
        """Common over chosen."""
        return overlap.common / overlap.chosen if overlap.chosen else 0.0


@dataclass(frozen=True)
class SentenceRecall(SentenceOverlap):
    """The share of the evidence sentences that were chosen."""

    label: ClassVar[str] = "sentence R"

    def score(self, overlap: Overlap) -> float:
        """Common over gold."""
        return overlap.common / overlap.gold


@dataclass(frozen=True)
class SentenceF1(SentenceOverlap):
    """The harmonic mean of precision and recall."""

    label: ClassVar[str] = "sentence F1"

    def score(self, overlap: Overlap) -> float:
        """Twice common over chosen plus gold."""
        return 2 * overlap.common / (overlap.chosen + overlap.gold)


@dataclass(frozen=True)
class SentenceHit(SentenceOverlap):
    """1 if an evidence sentence is among the first k, else 0."""

    label: ClassVar[str] = "sentence hit"

    def score(self, overlap: Overlap) -> float:
        """0 or 1."""
        return float(overlap.common > 0)
