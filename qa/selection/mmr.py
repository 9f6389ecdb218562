"""Maximal marginal relevance: candidates that are relevant and say something new."""

import numpy as np

from index.types import Vector


def mmr(relevance: Vector, vectors: Vector, limit: int, balance: float, twin: float) -> list[int]:
    """Positions of at most `limit` candidates by maximal marginal relevance (Carbonell and Goldstein, 1998).

    `relevance` is (n,), `vectors` (n, d) normalised. Each step takes the candidate with the highest
    `balance * relevance - (1 - balance) * similarity to what was taken`; one that is more similar than
    `twin` to what was taken says the same and is left out. Ties go to the earlier position.
    """
    nearest = np.zeros(len(relevance), dtype=np.float32)
    waiting = np.ones(len(relevance), dtype=np.bool_)
    taken: list[int] = []
    while waiting.any() and len(taken) < limit:
        gain = np.where(waiting, balance * relevance - (1 - balance) * nearest, -np.inf)
        position = int(np.argmax(gain))
        taken.append(position)
        nearest = np.maximum(nearest, vectors @ vectors[position])
        waiting &= nearest < twin
        waiting[position] = False
    return taken
