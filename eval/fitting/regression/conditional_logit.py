"""The conditional logit: a linear ranking of candidates fitted within questions, by Newton's method.

McFadden, "Conditional logit analysis of qualitative choice behavior", 1974. For lists of texts it is known as
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
    """Returns the weights, (f,), under which the answers of each question are most likely to be chosen.

    `features` has an (n, f) array for each question, one row per candidate, and `answers` an (n,) array. A
    question with several answers divides its weight among them. Minimises `ridge / 2 * |w|^2` minus the
    log-likelihood. Raises ValueError for a question where no candidate or every candidate is an answer, since
    nothing can be learnt from it, and if there are no questions.
    """
    if not answers or any(part.all() or not part.any() for part in answers):
        raise ValueError("each question needs an answer and a candidate that is none: leave out the others")
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
    """The n candidates of all questions, (n, f), and the share of each that is wanted, (n,).

    Questions follow one another; `starts` and `lengths`, one value per question, say which rows it has.
    """

    features: Floats
    wanted: Floats
    starts: NDArray[np.int64]
    lengths: NDArray[np.int64]
    ridge: float

    @classmethod
    def of(cls, features: Sequence[Floats], answers: Sequence[Flags], ridge: float) -> Self:
        """Concatenates the questions; arguments as in `fit`."""
        lengths = np.array([len(part) for part in features])
        starts = np.cumsum(lengths) - lengths
        wanted = np.concatenate([part / part.sum() for part in answers])
        return cls(np.concatenate(features), wanted, starts, lengths, ridge)

    def shares(self, weights: Floats) -> Floats:
        """Returns the probability that each candidate is chosen in its question, (n,): a softmax per question."""
        scores = self.features @ weights
        powers = np.exp(scores - np.repeat(np.maximum.reduceat(scores, self.starts), self.lengths))
        shares: Floats = powers / np.repeat(np.add.reduceat(powers, self.starts), self.lengths)
        return shares

    def loss(self, weights: Floats) -> float:
        """Returns the penalised negative log-likelihood."""
        chosen = np.log(np.maximum(self.shares(weights), np.finfo(np.float64).tiny))
        return float(self.ridge / 2 * (weights @ weights) - self.wanted @ chosen)

    def step(self, weights: Floats) -> Floats:
        """Returns Newton's step, (f,): the inverse of the Hessian times the gradient."""
        shares = self.shares(weights)
        weighted = self.features * shares[:, None]
        means = np.add.reduceat(weighted, self.starts)
        gradient = self.features.T @ (shares - self.wanted) + self.ridge * weights
        hessian = weighted.T @ self.features - means.T @ means + self.ridge * np.eye(len(weights))
        return np.asarray(np.linalg.solve(hessian, gradient))
