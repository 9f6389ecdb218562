"""Logistic regression with an L2 penalty, small enough to fit with numpy alone."""

from dataclasses import dataclass

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


def fit(features: Floats, labels: NDArray[np.bool_], penalty: float = 1.0) -> Logistic:
    """The model that minimises `|w|^2 / 2 + C * sum of the log losses`, with C = 1 / penalty.

    `features` is (n, k), `labels` (n,). The intercept is not penalised. Newton's method from zero, its steps
    halved while they do not go down (iteratively reweighted least squares: Hastie, Tibshirani and Friedman, "The
    Elements of Statistical Learning", 2nd ed., 4.4.1); the same input gives the same model. Raises ValueError
    where one of the two kinds is missing, since no intercept is large enough then.
    """
    if labels.all() or not labels.any():
        raise ValueError("both kinds of questions are needed")
    columns = np.column_stack([np.ones(len(features)), features]).astype(np.float64)
    signs = np.where(labels, 1.0, -1.0)
    ridge = np.full(columns.shape[1], penalty)
    ridge[0] = 0
    solution = np.zeros(columns.shape[1])
    for _ in range(STEPS):
        step = _newton_step(columns, signs, ridge, solution)
        while _loss(columns, signs, ridge, solution - step) > _loss(columns, signs, ridge, solution):
            step /= 2
            if np.abs(step).max() < NEAR:
                break
        solution -= step
        if np.abs(step).max() < NEAR:
            break
    return Logistic(float(solution[0]), solution[1:])


def _loss(columns: Floats, signs: Floats, ridge: Floats, solution: Floats) -> float:
    return float(np.logaddexp(0, -signs * (columns @ solution)).sum() + ridge @ solution**2 / 2)


def _newton_step(columns: Floats, signs: Floats, ridge: Floats, solution: Floats) -> Floats:
    wrong = 1 / (1 + np.exp(np.clip(signs * (columns @ solution), -500, 500)))
    gradient = ridge * solution - columns.T @ (signs * wrong)
    hessian = (columns * (wrong * (1 - wrong))[:, None]).T @ columns + np.diag(ridge)
    return np.linalg.lstsq(hessian, gradient, rcond=None)[0].astype(np.float64)
