"""Candidate sentences, ranked by how well they answer a question."""

from dataclasses import dataclass

import numpy as np

from index.types import Rows, SentenceScores, Vector
from qa.answerability import ConfidenceFeatures
from qa.ranking.question_type import QuestionType
from qa.ranking.relevance import Relevance


@dataclass(frozen=True)
class Candidates:
    """Sentence rows of a generation with their relevance (n,), best first; ties by row.

    `features` are those of the best row, from which the confidence is computed; None where there are no rows.
    """

    rows: Rows
    relevance: Vector
    features: ConfidenceFeatures | None


def weigh(question: QuestionType, scores: SentenceScores, passages: Vector, relevance: Relevance) -> Candidates:
    """Rank the sentence rows that have any relevance, and note the confidence features of the best one.

    `passages`, (n,), are the scores of the passages that hold the rows, relative to the best passage.
    """
    weighed = relevance.score(question, scores, passages)
    order = np.lexsort((scores.rows, -weighed))[: np.count_nonzero(weighed)]
    if not len(order):
        return Candidates(scores.rows[order], weighed[order], None)
    best = order[0]
    features = ConfidenceFeatures(
        cosine=float(scores.cosine[best]),
        context_cosine=float(scores.context_cosine[best]),
        coverage=float(scores.coverage_whole[best]),
        unknown=scores.unknown,
        claim=question.claim,
    )
    return Candidates(scores.rows[order], weighed[order], features)
