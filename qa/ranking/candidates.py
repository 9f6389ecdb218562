"""Candidate sentences and how well they bear on a question: relevance for ranking, confidence for silence."""

from dataclasses import dataclass

import numpy as np

from index.types import Rows, SentenceScores, Vector
from qa.answerability import ConfidenceFeatures
from qa.ranking.question_type import is_claim
from qa.ranking.relevance import Relevance


@dataclass(frozen=True)
class Candidates:
    """Sentence rows of a generation with their relevance (n,), best first; ties by row. No rows, no signs."""

    rows: Rows
    relevance: Vector
    signs: ConfidenceFeatures | None


def weigh(question: str, scores: SentenceScores, passages: Vector, relevance: Relevance) -> Candidates:
    """Rank the sentence rows of any relevance, and note the signs of evidence that the best of them shows.

    `passages`, (n,), are the scores of the passages that the rows stand in, the best passage's being 1.
    """
    weighed = relevance.score(question, scores, passages)
    order = np.lexsort((scores.rows, -weighed))[: np.count_nonzero(weighed)]
    if not len(order):
        return Candidates(scores.rows[order], weighed[order], None)
    best = order[0]
    signs = ConfidenceFeatures(
        cosine=float(scores.cosine[best]),
        context_cosine=float(scores.context_cosine[best]),
        coverage=float(scores.coverage_whole[best]),
        unknown=scores.unknown,
        claim=is_claim(question),
    )
    return Candidates(scores.rows[order], weighed[order], signs)
