"""The confidence model: the probability that the best candidate answers the question, from its features."""

import math
from dataclasses import dataclass, fields, replace
from pathlib import Path
from typing import Any, Self

from pydantic import BaseModel, ConfigDict, Field

from qa.slots import Agreement, Stand

SLOTS = ("drug", "condition", "population", "fact")
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
    soft_coverage: float = 0.0
    soft_missing: float = 0.0
    blended_cosine: float = 0.0
    soft_own: float = 0.0
    soft_least: float = 0.0
    lead: float = 0.0
    drug_silent: float = 0.0
    drug_contradicts: float = 0.0
    condition_silent: float = 0.0
    condition_contradicts: float = 0.0
    population_silent: float = 0.0
    population_contradicts: float = 0.0
    fact_silent: float = 0.0
    fact_contradicts: float = 0.0

    def logit(self, features: "ConfidenceFeatures") -> float:
        """The log-odds: intercept + sum of weight * feature."""
        terms: list[float] = [getattr(self, name) * getattr(features, name) for name in FEATURES]
        return self.intercept + sum(terms)


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
    corpus; both are in [0, 1]. `soft_coverage`, `soft_missing`, `soft_own`, `soft_least` and `blended_cosine` are
    those of `SentenceScores`. `lead` is the log-odds of its relevance minus those of the fifth best candidate, or
    of the last one of fewer: where many sentences do about as well, the best of them is seldom the answer.
    For each slot, `..._silent` is 1 if the question names something for it and the sentence and its context do
    not, and `..._contradicts` is 1 if they name something else. `claim` is whether the question is a statement to
    be checked.
    """

    cosine: float
    context_cosine: float
    coverage: float
    unknown: float
    soft_coverage: float = 0.0
    soft_missing: float = 0.0
    blended_cosine: float = 0.0
    soft_own: float = 0.0
    soft_least: float = 0.0
    lead: float = 0.0
    drug_silent: float = 0.0
    drug_contradicts: float = 0.0
    condition_silent: float = 0.0
    condition_contradicts: float = 0.0
    population_silent: float = 0.0
    population_contradicts: float = 0.0
    fact_silent: float = 0.0
    fact_contradicts: float = 0.0
    claim: bool = False

    def with_slots(self, found: Agreement) -> "ConfidenceFeatures":
        """The features with those of the slots."""
        stands = {name: getattr(found, name).stand for name in SLOTS}
        flags: dict[str, Any] = {}
        for name, stand in stands.items():
            flags[f"{name}_silent"] = float(stand is Stand.SILENT)
            flags[f"{name}_contradicts"] = float(stand is Stand.CONTRADICTS)
        return replace(self, **flags)


FEATURES = tuple(field.name for field in fields(ConfidenceFeatures) if field.name != "claim")
