"""Risk-coverage curve: the error among the answered questions as more of them are answered."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from eval.measures.confidence.sample import labelled


@dataclass(frozen=True)
class RiskCoverage:
    """The curve, with one point per distinct confidence, highest first; all arrays are (m,) float64.

    If all questions with a confidence of at least `threshold` are answered, these are the share `coverage` of all,
    and the share `risk` of them is wrong. Questions of equal confidence are answered together.
    """

    threshold: NDArray[np.float64]
    coverage: NDArray[np.float64]
    risk: NDArray[np.float64]

    @property
    def area(self) -> float:
        """AURC: the mean risk over the thresholds given by the n questions; lower is better.

        Geifman, Uziel and El-Yaniv, "Bias-reduced uncertainty estimation for deep neural classifiers",
        ICLR 2019.
        """
        return float((np.diff(self.coverage, prepend=0.0) * self.risk).sum())


def risk_coverage(confidence: Sequence[float], wrong: Sequence[bool]) -> RiskCoverage:
    """The curve for n questions, given the confidence of each, (n,), and whether its answer is wrong, (n,).

    An answer to an unanswerable question is wrong. Raises ValueError for no questions.

    Geifman and El-Yaniv, "Selective classification for deep neural networks", NIPS 2017.
    """
    values, errors = labelled(confidence, wrong)
    threshold, group, sizes = np.unique(-values, return_inverse=True, return_counts=True)
    answered = np.cumsum(sizes)
    wrongly = np.cumsum(np.bincount(group, weights=errors.astype(np.float64)))
    return RiskCoverage(-threshold, answered / len(values), wrongly / answered)
