"""Candidate sentences and how well they bear on a question: relevance for ranking, confidence for silence."""

import math
from dataclasses import dataclass

import numpy as np

from index.hit import Rows, SentenceScores, Vector


@dataclass(frozen=True, slots=True)
class Weights:
    """How a sentence's relevance is made up; a convex combination, so that relevance stays within 0 to 1.

    `cosine`: the sentence's embedding; `bm25`: its BM25 score over the best candidate's; `context`: the
    embedding of its title or heading, whichever is nearer; `coverage`: the share of the question's inverse
    document frequency that the sentence, its title and its headings contain.
    """

    cosine: float = 0.6
    bm25: float = 0.2
    context: float = 0.1
    coverage: float = 0.1

    def __post_init__(self) -> None:
        total = self.cosine + self.bm25 + self.context + self.coverage
        if not math.isclose(total, 1.0):
            raise ValueError(f"the weights must add up to 1, not {total}")


@dataclass(frozen=True, slots=True)
class Calibration:
    """A logistic model of "the corpus holds evidence", and the confidence below which the service is silent."""

    intercept: float
    cosine: float
    coverage: float
    threshold: float

    def confidence(self, cosine: float, coverage: float) -> float:
        """The probability, between 0 and 1, that the best candidate is evidence, rounded to 6 digits."""
        logit = self.intercept + self.cosine * cosine + self.coverage * coverage
        return round(1 / (1 + math.exp(-logit)), 6)


FIRST_CALIBRATION = Calibration(intercept=-6.0, cosine=9.0, coverage=3.0, threshold=0.5)


@dataclass(frozen=True)
class Candidates:
    """Sentence rows of a generation with their relevance (n,), best first; ties by row."""

    rows: Rows
    relevance: Vector
    confidence: float


def weigh(scores: SentenceScores, weights: Weights, calibration: Calibration) -> Candidates:
    """Rank sentence rows by relevance, and say how sure we are that the best of them is evidence at all."""
    if not len(scores.rows):
        return Candidates(scores.rows, scores.cosine, 0.0)
    top = float(scores.bm25.max())
    bm25 = scores.bm25 / top if top > 0 else np.zeros_like(scores.bm25)
    relevance = (
        weights.cosine * np.clip(scores.cosine, 0, 1)
        + weights.bm25 * np.clip(bm25, 0, 1)
        + weights.context * np.clip(scores.context_cosine, 0, 1)
        + weights.coverage * scores.coverage
    )
    order = np.lexsort((scores.rows, -relevance))
    best = order[0]
    nearest = max(float(scores.cosine[best]), float(scores.context_cosine[best]))
    confidence = calibration.confidence(nearest, float(scores.coverage[best]))
    return Candidates(scores.rows[order], relevance[order].astype(np.float32), confidence)


def diverse(relevance: Vector, vectors: Vector, limit: int, balance: float, twin: float) -> list[int]:
    """Positions of at most `limit` candidates by maximal marginal relevance (Carbonell and Goldstein, 1998).

    `relevance` is (n,), `vectors` (n, d) normalised. Each step takes the candidate with the highest
    `balance * relevance - (1 - balance) * similarity to what was taken`; one that is more similar than
    `twin` to what was taken says the same and is left out. Ties go to the earlier position.
    """
    nearest = np.zeros(len(relevance), dtype=np.float32)
    waiting = np.ones(len(relevance), dtype=np.bool_)
    taken: list[int] = []
    while waiting.any() and len(taken) < limit:
        gain = np.where(waiting, balance * relevance - (1 - balance) * nearest, -np.inf)
        position = int(np.argmax(gain))
        taken.append(position)
        nearest = np.maximum(nearest, vectors @ vectors[position])
        waiting &= nearest < twin
        waiting[position] = False
    return taken
