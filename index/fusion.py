"""Fusion: combines several signals or rankings of the same passages into one ranking."""

from collections.abc import Iterable, Sequence

import numpy as np
from numpy.typing import NDArray

from index.types import Vector

RRF_K = 60


def convex(signals: Sequence[Vector], weights: Sequence[float]) -> Vector:
    """The weighted mean of signals, each (n,), after min-max normalisation of each over the n items.

    A constant signal counts as 1 for every item. Raises ValueError unless there is one non-negative weight per
    signal and their sum is positive. Bruch, Gai and Ingber, "An analysis of fusion functions for hybrid
    retrieval", ACM TOIS 2023, found this better than rank fusion, as did our evaluation.
    """
    if len(signals) != len(weights) or min(weights, default=0) < 0 or not sum(weights):
        raise ValueError("give each signal a weight; weights must not be negative and not all be 0")
    total = np.zeros_like(signals[0], dtype=np.float64)
    for signal, weight in zip(signals, weights, strict=True):
        total += weight * _stretched(signal)
    return np.asarray(total / sum(weights), dtype=np.float32)


def _stretched(signal: Vector) -> NDArray[np.float64]:
    values = np.asarray(signal, dtype=np.float64)
    if not len(values):
        return values
    low, high = values.min(), values.max()
    return (values - low) / (high - low) if high > low else np.ones_like(values)


def fuse(rankings: Iterable[Sequence[int]], k: int = RRF_K) -> list[tuple[int, float]]:
    """Reciprocal rank fusion of rankings of ids, best first, into (id, score), best first; ties by id.

    The score of an id is the sum of `1 / (k + rank)` over the rankings that contain it, with ranks from 1. Raises
    ValueError if an id occurs twice in one ranking. Cormack, Clarke and Buettcher, "Reciprocal rank fusion
    outperforms Condorcet and individual rank learning methods", SIGIR 2009; they use k = 60.
    """
    if k < 0:
        raise ValueError(f"k must not be negative: {k}")
    scores: dict[int, float] = {}
    for ranking in rankings:
        if len(set(ranking)) != len(ranking):
            raise ValueError("a ranking must not contain an id twice")
        for rank, item in enumerate(ranking, start=1):
            scores[item] = scores.get(item, 0.0) + 1 / (k + rank)
    return sorted(scores.items(), key=lambda entry: (-entry[1], entry[0]))
