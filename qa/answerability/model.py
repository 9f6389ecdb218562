"""The confidence model: the probability that the best candidate answers the question, from its features."""

import math
from dataclasses import dataclass
from pathlib import Path
from typing import Self

from pydantic import BaseModel, ConfigDict, Field

PACKAGED_CALIBRATION = Path(__file__).with_name("calibration.json")


class ConfidenceModel(BaseModel):
    """A logistic regression of "the corpus answers the question" on the features of the best candidate.

    Each field but the intercept is the weight of the feature of the same name in `ConfidenceFeatures`.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    intercept: float
    cosine: float
    context_cosine: float
    coverage: float
    unknown: float

    def logit(self, features: "ConfidenceFeatures") -> float:
        """The log-odds: intercept + sum of weight * feature."""
        return (
            self.intercept
            + self.cosine * features.cosine
            + self.context_cosine * features.context_cosine
            + self.coverage * features.coverage
            + self.unknown * features.unknown
        )


class Calibration(ConfidenceModel):
    """The confidence model with its thresholds.

    Below `threshold` the service abstains; from `threshold` up to `sure` an answer carries a caution. `claims`
    holds separate weights for claims (statements to be checked); without it, the same weights serve both.
    """

    provenance: str
    claims: ConfidenceModel | None = None
    threshold: float = Field(gt=0, lt=1)
    sure: float = Field(default=0.9, gt=0, lt=1)

    @classmethod
    def load(cls) -> Self:
        """The calibration shipped with the package."""
        return cls.model_validate_json(PACKAGED_CALIBRATION.read_bytes())

    def confidence(self, features: "ConfidenceFeatures") -> float:
        """The probability, in [0, 1], that the best candidate answers the question; rounded to 6 digits."""
        model = self.claims if features.claim and self.claims else self
        return round(1 / (1 + math.exp(-model.logit(features))), 6)


@dataclass(frozen=True, slots=True)
class ConfidenceFeatures:
    """The features of the best candidate that the confidence model reads.

    `cosine` is the similarity of its embedding to the question's, in [-1, 1]; `context_cosine` that of the most
    similar of its title and headings. `coverage` is the idf-weighted share of the question's terms that the
    sentence, its title, its headings and its neighbours contain; `unknown` the share that occurs nowhere in the
    corpus; both are in [0, 1]. `claim` is whether the question is a statement to be checked.
    """

    cosine: float
    context_cosine: float
    coverage: float
    unknown: float
    claim: bool = False
