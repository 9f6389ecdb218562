"""Decides whether the corpus answers a question: confidence, thresholds, calibrations and uncovered terms."""

from qa.answerability.calibrations import (
    PACKAGED,
    CalibrationRecord,
    Calibrations,
    Counts,
    NamedCalibration,
    RiskPoint,
)
from qa.answerability.model import FEATURES, Calibration, ConfidenceFeatures, ConfidenceModel
from qa.answerability.reading_doubts import doubted
from qa.answerability.uncovered_term import uncovered_term

__all__ = [
    "FEATURES",
    "PACKAGED",
    "Calibration",
    "CalibrationRecord",
    "Calibrations",
    "ConfidenceFeatures",
    "ConfidenceModel",
    "Counts",
    "NamedCalibration",
    "RiskPoint",
    "doubted",
    "uncovered_term",
]
