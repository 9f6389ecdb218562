"""What judgements say: how far judges agree, and how good each system is."""

from eval.judging.scoring.agreement import Agreement
from eval.judging.scoring.proportions import mcnemar
from eval.judging.scoring.scores import RIGHT
from eval.judging.scoring.verdict import Disagreement, agreements, disagreements, results

__all__ = [
    "RIGHT",
    "Agreement",
    "Disagreement",
    "agreements",
    "disagreements",
    "mcnemar",
    "results",
]
