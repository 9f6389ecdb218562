"""Recall: the share of the relevant documents that were found."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar

from eval.data import relevant
from eval.measures.ranking.measure import Measure


@dataclass(frozen=True)
class Recall(Measure):
    """Relevant documents among the first k, over all relevant documents: trec_eval's `recall`.

    A query with more than k relevant documents cannot reach 1.

    van Rijsbergen, "Information Retrieval", 2nd edition, Butterworths 1979, chapter 7.
    """

    label: ClassVar[str] = "R"

    def __call__(self, ranking: Sequence[str], judged: Mapping[str, int]) -> float:
        """Between 0 and 1."""
        total = relevant(judged)
        return sum(gain > 0 for gain in self.gains(ranking, judged)) / total if total else 0.0
