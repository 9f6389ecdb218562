"""Candidate sentences, ranked by how well they answer a question."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace

import numpy as np

from index.types import Rows, SentenceScores, Vector
from qa.answerability import ConfidenceFeatures
from qa.ranking.question_type import QuestionType
from qa.ranking.relevance import Relevance
from qa.slots import Agreement

Compare = Callable[[Rows], Sequence[Agreement]]
"""Maps sentence rows to how each stands to the slots of the question."""
# So many candidates are compared with the question's slots at once, best first, until as many contradict none; at
# most, and for a dose always, all that may be quoted.
COMPARED, MOST_COMPARED = 20, 60
# A candidate that is about another drug, illness or population counts only so much.
CONTRADICTED = np.float32(0.5)
# The candidate that the best one is compared with for its lead.
_RIVAL = 4
_LEAST_ODDS = 1e-6


@dataclass(frozen=True)
class Candidates:
    """Sentence rows of a generation, (n,), with their relevance, (n,) float32 in [0, 1]: best first, ties by row.

    `features` are the confidence features of the best row, or None without rows. `agreements` says how some
    rows, the best among them, stand to the question's slots; it is empty for claims.
    """

    rows: Rows
    relevance: Vector
    features: ConfidenceFeatures | None
    agreements: Mapping[int, Agreement] = field(default_factory=dict)

    @property
    def differs(self) -> str:
        """What the best row is about instead of what the question asks, in words; empty if nothing contradicts."""
        found = self.agreements.get(int(self.rows[0])) if len(self.rows) else None
        return found.why if found else ""

    @property
    def agreeing(self) -> "Candidates":
        """The candidates without those that contradict a slot of the question."""
        contradicting = [row for row, found in self.agreements.items() if found.contradicts]
        kept = ~np.isin(self.rows, contradicting)
        return replace(self, rows=self.rows[kept], relevance=self.relevance[kept])


def rank_candidates(
    question: QuestionType, scores: SentenceScores, passages: Vector, relevance: Relevance, compare: Compare
) -> Candidates:
    """Ranks the n scored sentence rows, without those of relevance 0.

    `passages`, (n,) float32, is the score of the passage that holds each row, divided by the best passage's.
    `compare` is asked about the best rows, unless the question is a claim; rows that contradict a slot count
    less. If there are such rows, or the question asks for a dose, rows that were not compared do not remain.
    """
    values = relevance.score(question, scores, passages)
    order = _best_first(scores.rows, values)
    if not len(order):
        return Candidates(scores.rows[order], values[order], None)
    if question.claim:
        return Candidates(scores.rows[order], values[order], _features(question, scores, int(order[0]), 0.0))
    found = _compared(order, scores.rows, compare, MOST_COMPARED if question.dose else COMPARED)
    contradicting = [place for place, each in found.items() if each.contradicts]
    values[contradicting] *= CONTRADICTED
    order = _best_first(scores.rows, values)
    if contradicting or question.dose:
        order = order[np.isin(order, list(found))]
    best = int(order[0])
    features = _features(question, scores, best, _lead(values[order]))
    return Candidates(
        scores.rows[order],
        values[order],
        features.with_slots(found[best]) if best in found else features,
        {int(scores.rows[place]): each for place, each in found.items()},
    )


def _compared(order: Rows, rows: Rows, compare: Compare, at_once: int) -> dict[int, Agreement]:
    """How the best candidates stand to the question's slots, by their places: until enough contradict none."""
    found: dict[int, Agreement] = {}
    for start in range(0, min(len(order), MOST_COMPARED), at_once):
        places = order[start : min(start + at_once, MOST_COMPARED)]
        found |= zip(places.tolist(), compare(rows[places]), strict=True)
        if sum(not each.contradicts for each in found.values()) >= COMPARED:
            break
    return found


def _best_first(rows: Rows, values: Vector) -> Rows:
    order: Rows = np.lexsort((rows, -values))[: np.count_nonzero(values)]
    return order


def _lead(relevance: Vector) -> float:
    """The log-odds of the first minus those of the fifth, or of the last of fewer."""
    rival = min(_RIVAL, len(relevance) - 1)
    first, other = np.clip(relevance[[0, rival]].astype(np.float64), _LEAST_ODDS, 1 - _LEAST_ODDS)
    return float(np.log(first / (1 - first)) - np.log(other / (1 - other)))


def _features(question: QuestionType, scores: SentenceScores, best: int, lead: float) -> ConfidenceFeatures:
    return ConfidenceFeatures(
        cosine=float(scores.cosine[best]),
        context_cosine=float(scores.context_cosine[best]),
        coverage=float(scores.coverage_whole[best]),
        unknown=scores.unknown,
        soft_coverage=float(scores.soft_coverage[best]),
        soft_missing=float(scores.soft_missing[best]),
        blended_cosine=float(scores.blended_cosine[best]),
        soft_own=float(scores.soft_own[best]),
        soft_least=float(scores.soft_least[best]),
        lead=lead,
        claim=question.claim,
    )
