"""nDCG: the gain of a ranking relative to the ideal one; lower ranks count less."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import log2
from typing import ClassVar

from eval.measures.ranking.measure import Measure


@dataclass(frozen=True)
class NDCG(Measure):
    """Normalised discounted cumulative gain: the DCG of the ranking over the DCG of the ideal one.

        DCG@k = sum over ranks i = 1..k of grade(i) / log2(i + 1)

    Gains are linear in the grade, as in trec_eval's `ndcg_cut`, not 2^grade - 1. The ideal ranking contains all
    relevant documents, highest grade first, and is cut off at k as well.

    Järvelin and Kekäläinen, "Cumulated gain-based evaluation of IR techniques", ACM Transactions on
    Information Systems 20 (2002).
    """

    label: ClassVar[str] = "nDCG"

    def __call__(self, ranking: Sequence[str], judged: Mapping[str, int]) -> float:
        """Between 0 and 1."""
        ideal = sorted((grade for grade in judged.values() if grade > 0), reverse=True)[: self.k]
        return _dcg(self.gains(ranking, judged)) / _dcg(ideal) if ideal else 0.0


def _dcg(gains: Sequence[int]) -> float:
    return sum(gain / log2(rank + 1) for rank, gain in enumerate(gains, start=1))
