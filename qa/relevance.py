"""How well candidate sentences bear on a question: a logistic model over the evidence that the index gives.

The weights are kept in `relevance.json`, with what they were fitted on; `scripts/fit_relevance` writes it.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.resources import files
from typing import Self

import numpy as np
from numpy.typing import NDArray
from pydantic import BaseModel, ConfigDict

from index.hit import SentenceScores, Vector

Features = Mapping[str, NDArray[np.floating]]
_ASKS = re.compile(
    r"\s*(?:what|which|who|whom|whose|when|where|why|how|is|are|was|were|do|does|did|can|could|should|would|will|"
    r"may|has|have|had|in (?:what|which|whom))\b|.*\?\s*$",
    re.IGNORECASE | re.DOTALL,
)


class Weight(BaseModel):
    """How one feature counts: `weight * (value - mean) / scale`."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    mean: float
    scale: float
    weight: float


class Weights(BaseModel):
    """The fitted model: the logit is the intercept, the weighted features and the weighted passage score."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    provenance: str
    intercept: float
    passage: float
    features: Mapping[str, Weight]


def is_claim(question: str) -> bool:
    """Whether a statement is to be checked, rather than a question to be answered."""
    return _ASKS.match(question) is None


def features_of(question: str, scores: SentenceScores) -> Features:
    """The features of n candidate sentences by name, (n,) each; some compare a candidate with the others.

    Evidence for a claim is what a work found, seldom its background; so the place of a sentence, and the
    words with which aims and findings are told, count for claims on their own account.
    """
    claim = float(is_claim(question))
    spread = float(scores.cosine.std()) or 1.0
    return {
        "cosine among the candidates": (scores.cosine - scores.cosine.mean()) / spread,
        "context cosine": scores.context_cosine,
        "previous cosine": scores.previous_cosine,
        "next cosine": scores.next_cosine,
        "bm25 over the best": _over_best(scores.bm25),
        "coverage": scores.coverage,
        "own coverage": scores.own_coverage,
        "own coverage over the best": _over_best(scores.own_coverage),
        "novel coverage": scores.novel_coverage,
        "pairs": scores.pairs,
        "numbers": scores.numbers,
        "negation": scores.negation,
        "length": scores.length,
        "aim": scores.aim,
        "finding": scores.finding,
        "claim: aim": claim * scores.aim,
        "claim: finding": claim * scores.finding,
        "claim: position": claim * scores.position,
        "claim: opening": claim * (scores.previous_cosine == 0),
    }


@dataclass(frozen=True)
class Relevance:
    """Scores candidates with fitted weights."""

    weights: Weights

    @classmethod
    def load(cls) -> Self:
        """The weights that come with the package."""
        return cls(Weights.model_validate_json(files("qa").joinpath("relevance.json").read_bytes()))

    def score(self, question: str, scores: SentenceScores, passages: Vector) -> Vector:
        """The probability that each candidate answers the question, (n,) float32; `passages` as in `weigh`."""
        if not len(scores.rows):
            return scores.cosine
        values = features_of(question, scores)
        logit = self.weights.intercept + self.weights.passage * (passages.astype(np.float64) - 1)
        for name, weight in self.weights.features.items():
            logit += weight.weight * (values[name] - weight.mean) / weight.scale
        relevance: Vector = (1 / (1 + np.exp(-logit))).astype(np.float32)
        return relevance


def _over_best(values: Vector) -> Vector:
    best = float(values.max())
    return values / best if best > 0 else values
