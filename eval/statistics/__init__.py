"""Intervals, tests of differences, and power; what holds at which size is in docs/experiments/statistics.md."""

from eval.statistics.bootstrap import bootstrap_interval, ratio_interval
from eval.statistics.calibration import Calibration, calibration
from eval.statistics.delong import auroc_difference, auroc_interval, placements
from eval.statistics.holm import holm
from eval.statistics.means import difference_interval, mean_interval, standard_error
from eval.statistics.power import minimum_detectable, needed_questions, power
from eval.statistics.proportions import exact_interval, score_interval, wilson_interval
from eval.statistics.randomisation import differences, randomisation_test
from eval.statistics.sample import Difference, Interval, Method
from eval.statistics.selective import (
    COVERAGE,
    Resampled,
    area_under_risk,
    selective_difference,
    selective_interval,
    wrong_of_answers,
    wrong_of_unanswerable,
)

__all__ = [
    "COVERAGE",
    "Calibration",
    "Difference",
    "Interval",
    "Method",
    "Resampled",
    "area_under_risk",
    "auroc_difference",
    "auroc_interval",
    "bootstrap_interval",
    "calibration",
    "difference_interval",
    "differences",
    "exact_interval",
    "holm",
    "mean_interval",
    "minimum_detectable",
    "needed_questions",
    "placements",
    "power",
    "randomisation_test",
    "ratio_interval",
    "score_interval",
    "selective_difference",
    "selective_interval",
    "standard_error",
    "wilson_interval",
    "wrong_of_answers",
    "wrong_of_unanswerable",
]
