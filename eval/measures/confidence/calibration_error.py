"""Calibration: whether 80 % of the answers with a confidence of 80 % are right."""

from collections.abc import Sequence
from typing import Literal, NamedTuple

import numpy as np
from numpy.typing import NDArray

from eval.measures.confidence.sample import labelled

Binning = Literal["width", "mass"]
BINS = 10


class Bin(NamedTuple):
    """Questions with similar confidence: their number, mean confidence, and the share that is right."""

    questions: int
    confidence: float
    accuracy: float


def calibration_error(
    confidence: Sequence[float], correct: Sequence[bool], bins: int = BINS, binning: Binning = "mass"
) -> float:
    """Expected calibration error: |accuracy - mean confidence| per bin, weighted by the bin's questions.

    Naeini, Cooper and Hauskrecht, "Obtaining well calibrated probabilities using Bayesian binning", AAAI 2015;
    Guo et al., "On calibration of modern neural networks", ICML 2017, both with bins of equal width. Bins of
    equal mass: Nixon et al., "Measuring calibration in deep learning", CVPR workshops 2019.
    """
    parts = reliability(confidence, correct, bins, binning)
    total = sum(part.questions for part in parts)
    return sum(part.questions * abs(part.accuracy - part.confidence) for part in parts) / total


def reliability(
    confidence: Sequence[float], correct: Sequence[bool], bins: int = BINS, binning: Binning = "mass"
) -> list[Bin]:
    """The bins of a reliability diagram that are not empty, lowest confidence first.

    "width" divides [0, 1] into `bins` equal intervals, each closed above: (0.1, 0.2]. "mass" puts about the same
    number of questions into each bin; equal confidences are in one bin, so that the order of the questions does
    not matter. Raises ValueError for no questions, a confidence outside [0, 1], no bins, or another binning.
    """
    values, right = labelled(confidence, correct)
    places = bin_places(values, bins, binning)
    return [
        Bin(int(inside.sum()), float(values[inside].mean()), float(right[inside].mean()))
        for place in np.unique(places)
        for inside in [places == place]
    ]


def bin_places(values: NDArray[np.float64], bins: int = BINS, binning: Binning = "mass") -> NDArray[np.int64]:
    """The number of the bin of each confidence, (n,), from 0; a bin may be empty. Raises as `reliability` does."""
    if values.min() < 0 or values.max() > 1:
        raise ValueError("a confidence must be between 0 and 1")
    if bins < 1 or binning not in ("width", "mass"):
        raise ValueError(f"needs at least 1 bin of equal 'width' or 'mass', not {bins} of {binning!r}")
    return _by_width(values, bins) if binning == "width" else _by_mass(values, bins)


def _by_width(values: NDArray[np.float64], bins: int) -> NDArray[np.int64]:
    return np.searchsorted(np.linspace(0, 1, bins + 1)[1:-1], values, side="left").astype(np.int64)


def _by_mass(values: NDArray[np.float64], bins: int) -> NDArray[np.int64]:
    """The bin of each value, (n,): that of its rank, where equal values share their mean rank."""
    _, group, sizes = np.unique(values, return_inverse=True, return_counts=True)
    middles = np.cumsum(sizes) - (sizes + 1) / 2
    return np.floor((middles[group] + 0.5) * bins / len(values)).astype(np.int64)
