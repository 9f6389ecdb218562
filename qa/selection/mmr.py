"""Maximal marginal relevance: selects candidates that are relevant and differ from each other."""

import numpy as np

from index.types import Vector


def mmr(relevance: Vector, vectors: Vector, limit: int, balance: float) -> list[int]:
    """Positions of at most `limit` candidates by maximal marginal relevance (Carbonell and Goldstein, 1998).

    `relevance` has shape (n,), `vectors` (n, d), normalised. Each step selects the candidate with the highest
    `balance * relevance - (1 - balance) * similarity`, where similarity is the largest cosine to a candidate
    already selected. Ties go to the earlier position.
    """
    nearest = np.zeros(len(relevance), dtype=np.float32)
    remaining = np.ones(len(relevance), dtype=np.bool_)
    selected: list[int] = []
    while remaining.any() and len(selected) < limit:
        gain = np.where(remaining, balance * relevance - (1 - balance) * nearest, -np.inf)
        position = int(np.argmax(gain))
        selected.append(position)
        nearest = np.maximum(nearest, vectors @ vectors[position])
        remaining[position] = False
    return selected
