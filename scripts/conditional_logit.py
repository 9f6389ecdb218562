"""A ranking fitted within questions: the conditional logit, by Newton's method.

McFadden, "Conditional logit analysis of qualitative choice behavior", 1974; over lists of texts it is known as
ListNet's top-one loss (Cao et al., "Learning to rank: from pairwise approach to listwise approach", ICML 2007).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Self

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]
STEPS = 50
SMALL = 1e-6


def fit(features: Sequence[Floats], answers: Sequence[Flags], ridge: float) -> Floats:
    """The weights, (f,), under which each question's answers are likeliest to be chosen from its candidates.

    `features` are (n, f) for each question and `answers` (n,), some but not all true; a question with several
    shares its weight among them. `ridge` is the penalty on half the sum of the squared weights.
    """
    choices = Choices.of(features, answers, ridge)
    weights = np.zeros(features[0].shape[1])
    for _ in range(STEPS):
        step, scale, before = choices.step(weights), 1.0, choices.loss(weights)
        while choices.loss(weights - scale * step) > before and scale > SMALL:
            scale /= 2
        weights = weights - scale * step
        if np.abs(step).max() < SMALL:
            break
    return weights


@dataclass(frozen=True)
class Choices:
    """The candidates of all questions, (n, f), each question's one after the other, and what is to be chosen."""

    features: Floats
    wanted: Floats
    starts: NDArray[np.int64]
    lengths: NDArray[np.int64]
    ridge: float

    @classmethod
    def of(cls, features: Sequence[Floats], answers: Sequence[Flags], ridge: float) -> Self:
        """Puts the questions one after the other."""
        lengths = np.array([len(part) for part in features])
        starts = np.cumsum(lengths) - lengths
        wanted = np.concatenate([part / part.sum() for part in answers])
        return cls(np.concatenate(features), wanted, starts, lengths, ridge)

    def shares(self, weights: Floats) -> Floats:
        """The chance of each candidate to be chosen in its question, (n,)."""
        scores = self.features @ weights
        powers = np.exp(scores - np.repeat(np.maximum.reduceat(scores, self.starts), self.lengths))
        shares: Floats = powers / np.repeat(np.add.reduceat(powers, self.starts), self.lengths)
        return shares

    def loss(self, weights: Floats) -> float:
        """What is to be made small."""
        chosen = np.log(np.maximum(self.shares(weights), np.finfo(np.float64).tiny))
        return float(self.ridge / 2 * (weights @ weights) - self.wanted @ chosen)

    def step(self, weights: Floats) -> Floats:
        """Newton's step."""
        shares = self.shares(weights)
        weighed = self.features * shares[:, None]
        means = np.add.reduceat(weighed, self.starts)
        gradient = self.features.T @ (shares - self.wanted) + self.ridge * weights
        curvature = weighed.T @ self.features - means.T @ means + self.ridge * np.eye(len(weights))
        return np.asarray(np.linalg.solve(curvature, gradient))
