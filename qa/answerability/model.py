"""Confidence: the probability that the best candidate is evidence, from the signs that it shows."""

import math
from dataclasses import dataclass
from pathlib import Path
from typing import Self

from pydantic import BaseModel, ConfigDict, Field

PACKAGED_CALIBRATION = Path(__file__).with_name("calibration.json")


class ConfidenceModel(BaseModel):
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

    def logit(self, signs: "ConfidenceFeatures") -> float:
        """The logarithm of the odds."""
        return (
            self.intercept
            + self.cosine * signs.cosine
            + self.context_cosine * signs.context_cosine
            + self.coverage * signs.coverage
            + self.unknown * signs.unknown
        )


class Calibration(ConfidenceModel):
    """How questions are judged, the confidence below which the service is silent, and that of a plain answer.

    `claims`, statements to be checked, may be judged by weights of their own. From `threshold` to `sure` an
    answer comes with a caution.
    """

    provenance: str
    claims: ConfidenceModel | None = None
    threshold: float = Field(gt=0, lt=1)
    sure: float = Field(default=0.9, gt=0, lt=1)

    @classmethod
    def load(cls) -> Self:
        """The calibration that comes with the package."""
        return cls.model_validate_json(PACKAGED_CALIBRATION.read_bytes())

    def confidence(self, signs: "ConfidenceFeatures") -> float:
        """The probability, between 0 and 1, that the best candidate is evidence, rounded to 6 digits."""
        judgement = self.claims if signs.claim and self.claims else self
        return round(1 / (1 + math.exp(-judgement.logit(signs))), 6)


@dataclass(frozen=True, slots=True)
class ConfidenceFeatures:
    """What the confidence is judged by; `claim` is whether a statement is to be checked."""

    cosine: float
    context_cosine: float
    coverage: float
    unknown: float
    claim: bool = False
