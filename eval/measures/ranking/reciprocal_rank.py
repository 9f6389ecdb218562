"""Reciprocal rank: how early the first relevant document comes; its mean over queries is MRR."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar

from eval.measures.ranking.measure import Measure


@dataclass(frozen=True)
class ReciprocalRank(Measure):
    """1 over the rank of the first relevant document, or 0 if none is among the first k: `recip_rank`.

    The label is that of the mean over queries, as usual.

    Voorhees, "The TREC-8 question answering track report", TREC-8 (1999).
    """

    label: ClassVar[str] = "MRR"

    def __call__(self, ranking: Sequence[str], judged: Mapping[str, int]) -> float:
        """Between 0 and 1."""
        gains = self.gains(ranking, judged)
        return next((1 / rank for rank, gain in enumerate(gains, start=1) if gain > 0), 0.0)
