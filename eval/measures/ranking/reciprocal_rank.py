"""Reciprocal rank: how early the first relevant document comes; its mean is MRR."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar

from eval.measures.ranking.measure import Measure


@dataclass(frozen=True)
class ReciprocalRank(Measure):
    """1 over the rank of the first relevant document, 0 where the first k hold none: `recip_rank`.

    Named after its mean over the queries, as everybody does.

    Voorhees, "The TREC-8 question answering track report", TREC-8 (1999).
    """

    label: ClassVar[str] = "MRR"

    def __call__(self, ranking: Sequence[str], judged: Mapping[str, int]) -> float:
        """Between 0 and 1."""
        gains = self.gains(ranking, judged)
        return next((1 / rank for rank, gain in enumerate(gains, start=1) if gain > 0), 0.0)
