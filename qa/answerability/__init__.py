"""Decides whether the corpus answers a question: confidence, thresholds, calibrations and uncovered terms."""

from qa.answerability.calibrations import (
    PACKAGED,
    CalibrationRecord,
    Calibrations,
    Counts,
    NamedCalibration,
    RiskPoint,
)
from qa.answerability.model import Calibration, Signs
from qa.answerability.uncovered_term import unsaid

__all__ = [
    "PACKAGED",
    "Calibration",
    "CalibrationRecord",
    "Calibrations",
    "Counts",
    "NamedCalibration",
    "RiskPoint",
    "Signs",
    "unsaid",
]
