"""Measures of confidence and of abstention."""

from eval.measures.confidence.auroc import auroc
from eval.measures.confidence.calibration_error import Bin, bin_places, calibration_error, reliability
from eval.measures.confidence.error_at_coverage import AtCoverage, error_at_coverage, false_answers_at_coverage
from eval.measures.confidence.risk_coverage import RiskCoverage, risk_coverage

__all__ = [
    "AtCoverage",
    "Bin",
    "RiskCoverage",
    "auroc",
    "bin_places",
    "calibration_error",
    "error_at_coverage",
    "false_answers_at_coverage",
    "reliability",
    "risk_coverage",
]
