"""Success: whether any relevant document was found."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar

from eval.measures.ranking.measure import Measure


@dataclass(frozen=True)
class Success(Measure):
    """1 if a relevant document is among the first k, else 0: trec_eval's `success`.

    Also known as hit rate, or as recall@k if each query has one relevant document.
    """

    label: ClassVar[str] = "success"

    def __call__(self, ranking: Sequence[str], judged: Mapping[str, int]) -> float:
        """0 or 1."""
        return float(any(gain > 0 for gain in self.gains(ranking, judged)))
