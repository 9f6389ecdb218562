"""The relevance of candidate sentences to a question: a logistic regression on the features from the index.

`relevance.json` holds the weights and the data they were fitted on; `scripts/fit_relevance` writes it.
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
    """The standardised weight of one feature, whose term is `weight * (value - mean) / scale`."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    mean: float
    scale: float
    weight: float


class Model(BaseModel):
    """A fitted model: its log-odds are the intercept plus the terms of its features."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    intercept: float
    features: Mapping[str, Weight]


class Combination(BaseModel):
    """How the log-odds of a question's sentence come from soft coverage, blended cosine and fitted log-odds.

    They are `scale * (soft_coverage + blended_cosine + share * fitted - centre)`.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    scale: float
    centre: float
    share: float

    def __call__(self, scores: SentenceScores, fitted: NDArray[np.float64]) -> NDArray[np.float64]:
        """The log-odds of n sentences, (n,)."""
        plain = scores.soft_coverage.astype(np.float64) + scores.blended_cosine
        combined: NDArray[np.float64] = self.scale * (plain + self.share * fitted - self.centre)
        return combined


class Weights(BaseModel):
    """The fitted models for questions and for claims, and the weights that are added to their log-odds.

    Both get `passage * (passage score - 1)`. A question that is not a claim also gets `named` times how much of
    the sentence's title it names, relative to the best-named title. If it asks for an intent such as treatment,
    it further gets `aspect` times the similarity of the section's headings to the intent, plus `matter` times
    the relative share of the title named if the heading matches the intent, or minus `other` if the heading
    matches another intent. For a question that is not a claim, `combination` then adds the greater part.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    provenance: str
    passage: float
    aspect: float
    named: float
    matter: float
    other: float
    combination: Combination
    questions: Model
    claims: Model

    def model(self, question: QuestionType) -> Model:
        """The model for claims or the model for other questions."""
        return self.claims if question.claim else self.questions


def features_of(question: QuestionType, scores: SentenceScores) -> Features:
    """The features of n candidates by name, (n,) each; some are relative to the other candidates."""
    return _of_claim(scores) if question.claim else _of_question(question, scores)


def _of_question(question: QuestionType, scores: SentenceScores) -> Features:
    """Includes scores of neighbours: an answer often refers to the sentence before it."""
    kinds = [getattr(scores, kind) for kind in question.kinds]
    return {
        "centred cosine": _standardised(scores.centred_cosine),
        "previous cosine": scores.previous_cosine,
        "next cosine": scores.next_cosine,
        "local bm25": _standardised(scores.local_bm25),
        "near bm25": _share_of_max(scores.near_bm25, scores.local_bm25),
        "coverage": scores.coverage,
        "own coverage": scores.own_coverage,
        "coverage with the sentence before": scores.coverage_before,
        "coverage with three beside": scores.coverage_near,
        "nearness": scores.nearness,
        "length": scores.length,
        "names what is asked": np.maximum.reduce([np.zeros_like(scores.cosine), *kinds]),
    }


def _of_claim(scores: SentenceScores) -> Features:
    """Includes position, figures and cue words: evidence for a claim is a finding, seldom background."""
    last = np.zeros_like(scores.position)
    last[scores.position == 1] = 1
    return {
        "centred cosine": _standardised(scores.centred_cosine),
        "centrality": _standardised(scores.centrality),
        "local bm25": _standardised(scores.local_bm25),
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
    """Scores candidates with fitted weights. Thread-safe."""

    weights: Weights
    section_intents: SectionIntents = field(default_factory=SectionIntents.load)

    @classmethod
    def load(cls) -> Self:
        """The weights shipped with the package."""
        return cls(Weights.model_validate_json(PACKAGED_WEIGHTS.read_bytes()))

    @property
    def digest(self) -> str:
        """The SHA-256 of the weights, in hexadecimal."""
        return hashlib.sha256(self.weights.model_dump_json().encode()).hexdigest()

    def score(self, question: QuestionType, scores: SentenceScores, passages: Vector) -> Vector:
        """The probability that each candidate answers the question, (n,) float32 in [0, 1].

        `passages` as in `rank_candidates`. It is 0 for a sentence that adds nothing to an open question, and for
        one without a number if the question asks for a dose.
        """
        if not len(scores.rows):
            return scores.cosine
        values, model = features_of(question, scores), self.weights.model(question)
        logit = model.intercept + self.weights.passage * (passages.astype(np.float64) - 1)
        for name, weight in model.features.items():
            logit += weight.weight * (values[name] - weight.mean) / weight.scale
        if not question.claim:
            logit = self.weights.combination(scores, logit + self._document_terms(question, scores))
        relevance: Vector = (1 / (1 + np.exp(-logit))).astype(np.float32)
        if question.open:
            relevance *= scores.fresh
        if question.dose:
            relevance *= scores.number
        return relevance

    def _document_terms(self, question: QuestionType, scores: SentenceScores) -> NDArray[np.float64]:
        """The terms of the log-odds, (n,), for the title and the section that each sentence belongs to."""
        weights = self.weights
        title: NDArray[np.float64] = weights.named * (scores.named.astype(np.float64) - scores.named.max())
        intents = self.section_intents.asked_by(question)
        if not intents:
            return title
        agreement = self.section_intents.agreement(intents, scores.headings)[scores.section]
        named = _share_of_max(scores.named, scores.named) if scores.named.any() else np.ones_like(scores.named)
        return (
            title
            + weights.aspect * scores.aspect
            + np.where(agreement > 0, weights.matter * named, weights.other * agreement)
        )


def _standardised(values: Vector) -> Vector:
    """The values scaled to mean 0 and standard deviation 1, or all 0 if they are equal."""
    standard: Vector = (values - values.mean()) / (float(values.std()) or 1.0)
    return standard


def _share_of_max(values: Vector, others: Vector) -> Vector:
    """The values divided by the maximum of `others`, unless that is 0."""
    shares: Vector = values / (float(others.max()) or 1.0)
    return shares
