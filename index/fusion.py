"""Fusion: several signals about the same passages, to one ranking."""

from collections.abc import Iterable, Sequence

import numpy as np
from numpy.typing import NDArray

from index.types import Vector

RRF_K = 60


def convex(signals: Sequence[Vector], weights: Sequence[float]) -> Vector:
    """The weighted mean of signals, each (n,), after each is stretched to run from 0 to 1 over the n items.

    A signal that is the same for all items counts 1 for each. Bruch, Gai and Ingber, "An analysis of
    fusion functions for hybrid retrieval", ACM TOIS 2023, found it better than rank fusion; so did we.
    """
    if len(signals) != len(weights) or min(weights, default=0) < 0 or not sum(weights):
        raise ValueError("give every signal a weight, none negative, not all 0")
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
    """Rankings of ids, best first, to one ranking of (id, score), best first; ties by id.

    An id scores the sum of `1 / (k + rank)` over the rankings that hold it, ranks counted from 1.
    Cormack, Clarke and Buettcher, "Reciprocal rank fusion outperforms Condorcet and individual rank
    learning methods", SIGIR 2009; they take k = 60. An id twice in one ranking is an error.
    """
    if k < 0:
        raise ValueError(f"k must not be negative: {k}")
    scores: dict[int, float] = {}
    for ranking in rankings:
        if len(set(ranking)) != len(ranking):
            raise ValueError("a ranking names an id twice")
        for rank, item in enumerate(ranking, start=1):
            scores[item] = scores.get(item, 0.0) + 1 / (k + rank)
    return sorted(scores.items(), key=lambda entry: (-entry[1], entry[0]))
