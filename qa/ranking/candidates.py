"""Candidate sentences, ranked by how well they answer a question."""

from dataclasses import dataclass

import numpy as np

from index.types import Rows, SentenceScores, Vector
from qa.answerability import ConfidenceFeatures
from qa.ranking.question_type import QuestionType
from qa.ranking.relevance import Relevance


@dataclass(frozen=True)
class Candidates:
    """Sentence rows of a generation, (n,), with their relevance, (n,) float32 in [0, 1]: best first, ties by row.

    `features` are the confidence features of the best row, or None without rows.
    """

    rows: Rows
    relevance: Vector
    features: ConfidenceFeatures | None


def rank_candidates(
    question: QuestionType, scores: SentenceScores, passages: Vector, relevance: Relevance
) -> Candidates:
    """Ranks the n scored sentence rows, without those of relevance 0.

    `passages`, (n,) float32, is the score of the passage that holds each row, divided by the best passage's.
    """
    values = relevance.score(question, scores, passages)
    order = np.lexsort((scores.rows, -values))[: np.count_nonzero(values)]
    if not len(order):
        return Candidates(scores.rows[order], values[order], None)
    best = order[0]
    features = ConfidenceFeatures(
        cosine=float(scores.cosine[best]),
        context_cosine=float(scores.context_cosine[best]),
        coverage=float(scores.coverage_whole[best]),
        unknown=scores.unknown,
        claim=question.claim,
    )
    return Candidates(scores.rows[order], values[order], features)
