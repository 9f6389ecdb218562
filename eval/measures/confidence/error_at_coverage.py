"""Error at fixed coverage: what goes wrong when a given share of the questions must be answered."""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from eval.measures.confidence.risk_coverage import risk_coverage
from eval.measures.confidence.sample import labelled


class AtCoverage(NamedTuple):
    """The error, the coverage reached (at least the one asked for), and the threshold that reaches it.

    What scores `threshold` or more is answered.
    """

    error: float
    coverage: float
    threshold: float


def error_at_coverage(confidence: Sequence[float], wrong: Sequence[bool], coverage: float) -> AtCoverage:
    """The share of wrong answers among those given, at the highest threshold that answers that share of all.

    A point of the risk-coverage curve. Raises ValueError for a coverage outside (0, 1].

    Geifman and El-Yaniv, "Selective classification for deep neural networks", NIPS 2017.
    """
    curve = risk_coverage(confidence, wrong)
    point = _reaching(curve.coverage, coverage)
    return AtCoverage(float(curve.risk[point]), float(curve.coverage[point]), float(curve.threshold[point]))


def false_answers_at_coverage(
    scores: Sequence[float], answerable: Sequence[bool], coverage: float = 0.95
) -> AtCoverage:
    """The share of the unanswerable questions that is answered when that share of the answerable ones is.

    The false positive rate at 95 % true positive rate, and the coverage is that of the answerable questions.
    Raises ValueError for a coverage outside (0, 1] and where one of the two kinds is missing.

    Liang, Li and Srikant, "Enhancing the reliability of out-of-distribution image detection in neural
    networks", ICLR 2018.
    """
    values, labels = labelled(scores, answerable)
    if labels.all() or not labels.any():
        raise ValueError("both answerable and unanswerable questions are needed")
    thresholds, counts = np.unique(-values[labels], return_counts=True)
    reached = np.cumsum(counts) / labels.sum()
    point = _reaching(reached, coverage)
    threshold = float(-thresholds[point])
    return AtCoverage(float((values[~labels] >= threshold).mean()), float(reached[point]), threshold)


def _reaching(coverages: NDArray[np.float64], wanted: float) -> int:
    """The first point of a rising curve that reaches the coverage; a share such as 0.95 of 20 is 19, not 20."""
    if not 0 < wanted <= 1:
        raise ValueError(f"a coverage is more than 0 and at most 1, not {wanted}")
    return int(np.argmax(coverages >= wanted - 1e-12))
