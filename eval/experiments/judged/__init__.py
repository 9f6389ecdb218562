"""Judges answers by the passages that were wanted: support of quotes, right silence, and risk at a coverage."""

from eval.experiments.judged.experiment import Unreachable, evaluate_judged, judge_recorded
from eval.experiments.judged.figures import judged_figures
from eval.experiments.judged.letters import Letters
from eval.experiments.judged.table import judged_table
from eval.experiments.judged.verdicts import RULES

__all__ = [
    "RULES",
    "Letters",
    "Unreachable",
    "evaluate_judged",
    "judge_recorded",
    "judged_figures",
    "judged_table",
]
