"""How well candidate sentences bear on a question: a logistic model over the evidence that the index gives.

The weights are kept in `relevance.json`, with what they were fitted on; `scripts/fit_relevance` writes it.
"""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Self

import numpy as np
from numpy.typing import NDArray
from pydantic import BaseModel, ConfigDict

from index.types import SentenceScores, Vector
from qa.ranking.question_type import QuestionType
from qa.ranking.section_intent import SectionIntents

PACKAGED_WEIGHTS = Path(__file__).with_name("relevance.json")
Features = Mapping[str, NDArray[np.floating]]


class Weight(BaseModel):
    """How one feature counts: `weight * (value - mean) / scale`."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    mean: float
    scale: float
    weight: float


class Model(BaseModel):
    """A fitted model: the logit is the intercept and the weighted features."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    intercept: float
    features: Mapping[str, Weight]


class Weights(BaseModel):
    """The fitted models for questions and for claims; to either's logit comes the weighted passage score.

    To a question's comes how far it names the title, beside the title that it names best; and where it asks for
    a matter such as treatment, the weighted aspect, whether its section is the one that was asked for, `matter`
    in a section that says that it is about that matter, as far as its title is named, and less `other` in one
    that says that it is about another.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    provenance: str
    passage: float
    aspect: float
    named: float
    matter: float
    other: float
    questions: Model
    claims: Model

    def model(self, question: QuestionType) -> Model:
        """The model for a question, or for a claim."""
        return self.claims if question.claim else self.questions


def features_of(question: QuestionType, scores: SentenceScores) -> Features:
    """The features of n candidate sentences by name, (n,) each; some compare a candidate with the others."""
    return _of_claim(scores) if question.claim else _of_question(question, scores)


def _of_question(question: QuestionType, scores: SentenceScores) -> Features:
    """An answer often says "it" for what the sentence before names, and stands among others on the matter."""
    kinds = [getattr(scores, kind) for kind in question.kinds]
    return {
        "centred cosine": _standard(scores.centred_cosine),
        "previous cosine": scores.previous_cosine,
        "next cosine": scores.next_cosine,
        "local bm25": _standard(scores.local_bm25),
        "near bm25": _over(scores.near_bm25, scores.local_bm25),
        "coverage": scores.coverage,
        "own coverage": scores.own_coverage,
        "coverage with the sentence before": scores.coverage_before,
        "coverage with three beside": scores.coverage_near,
        "nearness": scores.nearness,
        "length": scores.length,
        "names what is asked": np.maximum.reduce([np.zeros_like(scores.cosine), *kinds]),
    }


def _of_claim(scores: SentenceScores) -> Features:
    """Evidence for a claim is what a work found, seldom its background: hence place, figures and cue words."""
    last = np.zeros_like(scores.position)
    last[scores.position == 1] = 1
    return {
        "centred cosine": _standard(scores.centred_cosine),
        "centrality": _standard(scores.centrality),
        "local bm25": _standard(scores.local_bm25),
        "coverage": scores.coverage,
        "coverage with the sentence before": scores.coverage_before,
        "length": scores.length,
        "figures": scores.figures,
        "aim": scores.aim,
        "finding": scores.finding,
        "position": scores.position,
        "last": last,
    }


@dataclass(frozen=True)
class Relevance:
    """Scores candidates with fitted weights."""

    weights: Weights
    lexicon: SectionIntents = field(default_factory=SectionIntents.load)

    @classmethod
    def load(cls) -> Self:
        """The weights that come with the package."""
        return cls(Weights.model_validate_json(PACKAGED_WEIGHTS.read_bytes()))

    @property
    def digest(self) -> str:
        """The SHA-256 of the weights."""
        return hashlib.sha256(self.weights.model_dump_json().encode()).hexdigest()

    def score(self, question: QuestionType, scores: SentenceScores, passages: Vector) -> Vector:
        """The probability that each candidate answers the question, (n,) float32; `passages` as in `weigh`."""
        if not len(scores.rows):
            return scores.cosine
        values, model = features_of(question, scores), self.weights.model(question)
        logit = model.intercept + self.weights.passage * (passages.astype(np.float64) - 1)
        for name, weight in model.features.items():
            logit += weight.weight * (values[name] - weight.mean) / weight.scale
        if not question.claim:
            logit += self._place(question, scores)
        relevance: Vector = (1 / (1 + np.exp(-logit))).astype(np.float32)
        if question.open:
            relevance *= scores.fresh
        if question.dose:
            relevance *= scores.number
        return relevance

    def _place(self, question: QuestionType, scores: SentenceScores) -> NDArray[np.float64]:
        """What the work and the section that a sentence stands in say for it, to be added to the logit."""
        weights = self.weights
        place: NDArray[np.float64] = weights.named * (scores.named.astype(np.float64) - scores.named.max())
        matters = self.lexicon.asked_by(question)
        if not matters:
            return place
        about = self.lexicon.agreement(matters, scores.headings)[scores.section]
        named = _over(scores.named, scores.named) if scores.named.any() else np.ones_like(scores.named)
        return (
            place
            + weights.aspect * scores.aspect
            + np.where(about > 0, weights.matter * named, weights.other * about)
        )


def _standard(values: Vector) -> Vector:
    """The values at mean 0 and deviation 1; all 0 where they are the same."""
    standard: Vector = (values - values.mean()) / (float(values.std()) or 1.0)
    return standard


def _over(values: Vector, others: Vector) -> Vector:
    """The values as shares of the largest of the others."""
    shares: Vector = values / (float(others.max()) or 1.0)
    return shares
