"""What ranking measures share: how judgements are read, and which queries can be scored."""

from abc import ABC, abstractmethod
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from eval.data import Qrels, Run, eligible
from eval.measures.ranking.cutoff import Cutoff


@dataclass(frozen=True)
class Measure(Cutoff, ABC):
    """A score between 0 and 1 for the ranking of one query.

    Judgements are read as in trec_eval: a grade of 1 and above is relevant; 0, negative grades and missing
    judgements are not. A query without results scores 0. So does a query without a relevant document, which
    trec_eval includes in its mean: use `eligible` to leave it out.
    """

    @abstractmethod
    def __call__(self, ranking: Sequence[str], judged: Mapping[str, int]) -> float:
        """Scores a ranking of document ids, best first; raises ValueError if one is listed twice."""

    def gains(self, ranking: Sequence[str], judged: Mapping[str, int]) -> list[int]:
        """The grades of the first `k` documents, 0 for documents that are not relevant."""
        if len(set(ranking)) != len(ranking):
            raise ValueError("the ranking lists a document twice: keep the better one")
        return [max(0, judged.get(document, 0)) for document in ranking[: self.k]]


def per_query(measure: Measure, run: Run, qrels: Qrels) -> dict[str, float]:
    """The score of each eligible query of `qrels`; a query that is not in the run scores 0."""
    return {
        query: measure([item.document for item in run.get(query, [])], judged)
        for query, judged in qrels.items()
        if eligible(judged)
    }
