"""Precision: the share of the documents found that are relevant."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar

from eval.measures.ranking.measure import Measure


@dataclass(frozen=True)
class Precision(Measure):
    """Relevant documents among the first k, over k: trec_eval's `P`.

    The denominator is k even if fewer were found, so that returning less is no advantage. Without a cutoff it is
    the number of documents found, as in trec_eval's `set_P`.

    van Rijsbergen, "Information Retrieval", 2nd edition, Butterworths 1979, chapter 7.
    """

    label: ClassVar[str] = "P"

    def __call__(self, ranking: Sequence[str], judged: Mapping[str, int]) -> float:
        """Between 0 and 1."""
        gains = self.gains(ranking, judged)
        return sum(gain > 0 for gain in gains) / (self.k or len(gains)) if gains else 0.0
