"""Average precision: the mean of the precision at each relevant document; its mean over queries is MAP."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar

from eval.data import relevant
from eval.measures.ranking.measure import Measure


@dataclass(frozen=True)
class AveragePrecision(Measure):
    """The sum of the precision at the rank of each relevant document found, over all relevant documents.

    A relevant document that is not among the first k adds 0: trec_eval's `map`, or `map_cut` with a cutoff. The
    label is that of the mean over queries, as usual.

    Buckley and Voorhees, "Evaluating evaluation measure stability", SIGIR 2000.
    """

    label: ClassVar[str] = "MAP"

    def __call__(self, ranking: Sequence[str], judged: Mapping[str, int]) -> float:
        """Between 0 and 1."""
        total = relevant(judged)
        ranks = [rank for rank, gain in enumerate(self.gains(ranking, judged), start=1) if gain > 0]
        return sum(found / rank for found, rank in enumerate(ranks, start=1)) / total if total else 0.0
