"""Logistic regression with an L2 penalty, small enough to fit with numpy alone."""

from dataclasses import dataclass
from typing import Self

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
STEPS = 100
NEAR = 1e-10


@dataclass(frozen=True)
class Logistic:
    """A fitted model: the intercept, and a weight for each of k features, (k,)."""

    intercept: float
    weights: Floats

    def probabilities(self, features: Floats) -> Floats:
        """Returns the probability of the label True for each row of `features`, (n, k): (n,)."""
        logits = self.intercept + features @ self.weights
        probabilities: Floats = np.exp(-np.logaddexp(0, -logits))
        return probabilities


def fit(
    features: Floats, labels: NDArray[np.bool_], penalty: float = 1.0, sample_weights: Floats | None = None
) -> Logistic:
    """Returns the model that minimises `penalty / 2 * |w|^2` plus the weighted sum of the log losses.

    `features` is (n, k); `labels` and `sample_weights`, by default all 1, are (n,). `penalty` is what other
    libraries call 1 / C; the intercept is not penalised. Newton's method from zero, with steps that are halved
    until the loss falls (iteratively reweighted least squares: Hastie, Tibshirani and Friedman, "The Elements of
    Statistical Learning", 2nd ed., 4.4.1). The same input gives the same model. Raises ValueError if all labels
    are the same, since the intercept would then grow without limit.
    """
    if labels.all() or not labels.any():
        raise ValueError("both kinds of questions are needed")
    weights = np.ones(len(labels)) if sample_weights is None else sample_weights
    problem = _Problem.of(features, labels, penalty, weights)
    solution = np.zeros(features.shape[1] + 1)
    for _ in range(STEPS):
        step = problem.newton_step(solution)
        while problem.loss(solution - step) > problem.loss(solution):
            step /= 2
            if np.abs(step).max() < NEAR:
                break
        solution -= step
        if np.abs(step).max() < NEAR:
            break
    return Logistic(float(solution[0]), solution[1:])


@dataclass(frozen=True)
class _Problem:
    """Features after a column of ones, (n, k + 1), labels as 1 and -1, (n,), and the penalties, (k + 1,)."""

    columns: Floats
    signs: Floats
    ridge: Floats
    weights: Floats

    @classmethod
    def of(cls, features: Floats, labels: NDArray[np.bool_], penalty: float, weights: Floats) -> Self:
        columns = np.column_stack([np.ones(len(features)), features]).astype(np.float64)
        ridge = np.full(columns.shape[1], penalty)
        ridge[0] = 0
        return cls(columns, np.where(labels, 1.0, -1.0), ridge, weights)

    def loss(self, solution: Floats) -> float:
        losses = np.logaddexp(0, -self.signs * (self.columns @ solution))
        return float(self.weights @ losses + self.ridge @ solution**2 / 2)

    def newton_step(self, solution: Floats) -> Floats:
        wrong = 1 / (1 + np.exp(np.clip(self.signs * (self.columns @ solution), -500, 500)))
        gradient = self.ridge * solution - self.columns.T @ (self.weights * self.signs * wrong)
        curvature = self.weights * wrong * (1 - wrong)
        hessian = (self.columns * curvature[:, None]).T @ self.columns + np.diag(self.ridge)
        return np.linalg.lstsq(hessian, gradient, rcond=None)[0].astype(np.float64)
