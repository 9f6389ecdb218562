"""What the measures of a ranking share: how judgements are read, and who can be scored."""

from abc import ABC, abstractmethod
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from eval.data import Qrels, Run, eligible
from eval.measures.ranking.cutoff import Cutoff


@dataclass(frozen=True)
class Measure(Cutoff, ABC):
    """A number between 0 and 1 for the ranking of one query.

    Judgements are read as trec_eval reads them: a grade of 1 and above is relevant; 0, negative grades and
    missing judgements are not and gain nothing. A query without results scores 0. So does one without any
    relevant judgement, which trec_eval averages in: ask `eligible` first to leave it out.
    """

    @abstractmethod
    def __call__(self, ranking: Sequence[str], judged: Mapping[str, int]) -> float:
        """The score of a ranking of document ids, best first; ValueError where it names one twice."""

    def gains(self, ranking: Sequence[str], judged: Mapping[str, int]) -> list[int]:
        """The grades of the first `k` documents, 0 for what is not relevant."""
        if len(set(ranking)) != len(ranking):
            raise ValueError("the ranking names a document twice: keep the best of each")
        return [max(0, judged.get(document, 0)) for document in ranking[: self.k]]


def per_query(measure: Measure, run: Run, qrels: Qrels) -> dict[str, float]:
    """The score of every eligible query of `qrels`; one that the run does not hold scores 0."""
    return {
        query: measure([item.document for item in run.get(query, [])], judged)
        for query, judged in qrels.items()
        if eligible(judged)
    }
