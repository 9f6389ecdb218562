"""The confidence model: what raises confidence, and which calibrations are accepted."""

from dataclasses import replace

import pytest
from pydantic import ValidationError

from qa.answerability.model import Calibration, ConfidenceFeatures


def test_similarity_and_coverage_raise_confidence() -> None:
    calibration = Calibration.load()
    far = ConfidenceFeatures(cosine=0.2, context_cosine=0.1, coverage=0.1, unknown=0.8, soft_coverage=0.3)
    near = ConfidenceFeatures(cosine=0.8, context_cosine=0.8, coverage=1.0, unknown=0.0, soft_coverage=0.9)
    unsure = calibration.confidence(replace(far, soft_missing=0.9, blended_cosine=0.2))
    sure = calibration.confidence(replace(near, soft_missing=0.0, blended_cosine=0.8, lead=1.0))
    assert unsure < calibration.threshold < sure


def test_claims_may_have_weights_of_their_own() -> None:
    packaged = Calibration.load()
    asked = ConfidenceFeatures(cosine=0.6, context_cosine=0.5, coverage=0.6, unknown=0)
    stated = ConfidenceFeatures(cosine=0.6, context_cosine=0.5, coverage=0.6, unknown=0, claim=True)
    assert packaged.claims is not None
    assert packaged.confidence(stated) == packaged.model_copy(update=dict(packaged.claims)).confidence(asked)
    plain = packaged.model_copy(update={"claims": None})
    assert plain.confidence(stated) == plain.confidence(asked) == packaged.confidence(asked)


def test_a_threshold_outside_0_and_1_is_rejected() -> None:
    with pytest.raises(ValidationError, match="threshold"):
        Calibration.model_validate({**Calibration.load().model_dump(), "threshold": 1})
