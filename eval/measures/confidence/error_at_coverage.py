"""Error at fixed coverage: the share of wrong answers when a given share of questions is answered."""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from eval.measures.confidence.risk_coverage import risk_coverage
from eval.measures.confidence.sample import labelled


class AtCoverage(NamedTuple):
    """The error, the coverage reached (at least the one wanted), and the threshold that reaches it.

    Questions that score `threshold` or more are answered.
    """

    error: float
    coverage: float
    threshold: float


def error_at_coverage(confidence: Sequence[float], wrong: Sequence[bool], coverage: float) -> AtCoverage:
    """The share of wrong answers among those given, at the highest threshold that reaches the coverage.

    A point of the risk-coverage curve. Raises ValueError for a coverage outside (0, 1].

    Geifman and El-Yaniv, "Selective classification for deep neural networks", NIPS 2017.
    """
    curve = risk_coverage(confidence, wrong)
    point = _reaching(curve.coverage, coverage)
    return AtCoverage(float(curve.risk[point]), float(curve.coverage[point]), float(curve.threshold[point]))


def false_answers_at_coverage(
    scores: Sequence[float], answerable: Sequence[bool], coverage: float = 0.95
) -> AtCoverage:
    """The share of the unanswerable questions answered when a given share of the answerable ones is answered.

    At a coverage of 0.95 this is the false positive rate at 95 % true positive rate. The coverage is that of the
    answerable questions. Raises ValueError for a coverage outside (0, 1], or if a kind of questions is missing.

    Liang, Li and Srikant, "Enhancing the reliability of out-of-distribution image detection in neural
    networks", ICLR 2018.
    """
    values, labels = labelled(scores, answerable)
    if labels.all() or not labels.any():
        raise ValueError("needs answerable and unanswerable questions")
    thresholds, counts = np.unique(-values[labels], return_counts=True)
    reached = np.cumsum(counts) / labels.sum()
    point = _reaching(reached, coverage)
    threshold = float(-thresholds[point])
    return AtCoverage(float((values[~labels] >= threshold).mean()), float(reached[point]), threshold)


def _reaching(coverages: NDArray[np.float64], wanted: float) -> int:
    """The first point of a rising curve that reaches the coverage; allows for rounding, so 0.95 of 20 is 19."""
    if not 0 < wanted <= 1:
        raise ValueError(f"a coverage must be above 0 and at most 1, not {wanted}")
    return int(np.argmax(coverages >= wanted - 1e-12))
