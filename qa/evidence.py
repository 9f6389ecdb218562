"""Candidate sentences and how well they bear on a question: relevance for ranking, confidence for silence."""

import math
from dataclasses import dataclass
from importlib.resources import files
from typing import Self

import numpy as np
from pydantic import BaseModel, ConfigDict, Field

from index.hit import Rows, SentenceScores, Vector
from qa.forms import is_claim
from qa.relevance import Relevance


class Judgement(BaseModel):
    """A logistic model of "the corpus holds evidence" over the signs of the best candidate.

    They are the similarity of its embedding and of its title or heading, the share of the question that it
    covers with its headings and the sentences beside it, and the share that the whole corpus has no word for.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    intercept: float
    cosine: float
    context_cosine: float
    coverage: float
    unknown: float

    def logit(self, signs: "Signs") -> float:
        """The logarithm of the odds."""
        return (
            self.intercept
            + self.cosine * signs.cosine
            + self.context_cosine * signs.context_cosine
            + self.coverage * signs.coverage
            + self.unknown * signs.unknown
        )


class Calibration(Judgement):
    """How questions are judged, the confidence below which the service is silent, and that of a plain answer.

    `claims`, statements to be checked, may be judged by weights of their own. From `threshold` to `sure` an
    answer comes with a caution.
    """

    provenance: str
    claims: Judgement | None = None
    threshold: float = Field(gt=0, lt=1)
    sure: float = Field(default=0.9, gt=0, lt=1)

    @classmethod
    def load(cls) -> Self:
        """The calibration that comes with the package."""
        return cls.model_validate_json(files("qa").joinpath("calibration.json").read_bytes())

    def confidence(self, signs: "Signs") -> float:
        """The probability, between 0 and 1, that the best candidate is evidence, rounded to 6 digits."""
        judgement = self.claims if signs.claim and self.claims else self
        return round(1 / (1 + math.exp(-judgement.logit(signs))), 6)


@dataclass(frozen=True, slots=True)
class Signs:
    """What the confidence is judged by; `claim` is whether a statement is to be checked."""

    cosine: float
    context_cosine: float
    coverage: float
    unknown: float
    claim: bool = False


@dataclass(frozen=True)
class Candidates:
    """Sentence rows of a generation with their relevance (n,), best first; ties by row. No rows, no signs."""

    rows: Rows
    relevance: Vector
    signs: Signs | None


def weigh(question: str, scores: SentenceScores, passages: Vector, relevance: Relevance) -> Candidates:
    """Rank the sentence rows of any relevance, and note the signs of evidence that the best of them shows.

    `passages`, (n,), are the scores of the passages that the rows stand in, the best passage's being 1.
    """
    weighed = relevance.score(question, scores, passages)
    order = np.lexsort((scores.rows, -weighed))[: np.count_nonzero(weighed)]
    if not len(order):
        return Candidates(scores.rows[order], weighed[order], None)
    best = order[0]
    signs = Signs(
        cosine=float(scores.cosine[best]),
        context_cosine=float(scores.context_cosine[best]),
        coverage=float(scores.coverage_whole[best]),
        unknown=scores.unknown,
        claim=is_claim(question),
    )
    return Candidates(scores.rows[order], weighed[order], signs)


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
