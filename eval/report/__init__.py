"""Results of experiments, their comparison, and the report."""

from eval.report.comparison import Comparison, compare, left_out, warnings_of
from eval.report.gate import Aim, Judged, judge, read_aims, regressions, verdicts
from eval.report.outcomes import RecordedOutcome, RecordedQuote, recorded, with_verdicts
from eval.report.ranking_figures import figures_of
from eval.report.report import report
from eval.report.result import (
    WORST,
    Better,
    Calibrated,
    Case,
    Confidences,
    Curve,
    Figure,
    Provenance,
    Result,
    Scores,
    Spread,
    Timing,
    Worst,
    read_result,
    worst,
    write_result,
)
from eval.report.system import System, read_system, read_systems, system_of

__all__ = [
    "WORST",
    "Aim",
    "Better",
    "Calibrated",
    "Case",
    "Comparison",
    "Confidences",
    "Curve",
    "Figure",
    "Judged",
    "Provenance",
    "RecordedOutcome",
    "RecordedQuote",
    "Result",
    "Scores",
    "Spread",
    "System",
    "Timing",
    "Worst",
    "compare",
    "figures_of",
    "judge",
    "left_out",
    "read_aims",
    "read_result",
    "read_system",
    "read_systems",
    "recorded",
    "regressions",
    "report",
    "system_of",
    "verdicts",
    "warnings_of",
    "with_verdicts",
    "worst",
    "write_result",
]
