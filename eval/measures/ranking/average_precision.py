"""Average precision: precision at each relevant document, averaged; its mean is MAP."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar

from eval.data import relevant
from eval.measures.ranking.measure import Measure


@dataclass(frozen=True)
class AveragePrecision(Measure):
    """The sum of the precision at the rank of each relevant document found, over all relevant documents.

    A relevant document that is not among the first k adds 0: trec_eval's `map`, and `map_cut` with a cutoff.
    Named after its mean over the queries, as everybody does.

    Buckley and Voorhees, "Evaluating evaluation measure stability", SIGIR 2000.
    """

    label: ClassVar[str] = "MAP"

    def __call__(self, ranking: Sequence[str], judged: Mapping[str, int]) -> float:
        """Between 0 and 1."""
        total = relevant(judged)
        ranks = [rank for rank, gain in enumerate(self.gains(ranking, judged), start=1) if gain > 0]
        return sum(found / rank for found, rank in enumerate(ranks, start=1)) / total if total else 0.0
