import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression

from eval.fitting.logistic import fit


def sample(seed: int, rows: int, columns: int, spread: float) -> tuple[NDArray[np.float64], NDArray[np.bool_]]:
    random = np.random.default_rng(seed)
    features = random.normal(scale=spread, size=(rows, columns))
    labels = random.random(rows) < 1 / (1 + np.exp(-2 * features[:, 0] + 0.5))
    labels[:2] = True, False
    return features, labels


@given(st.integers(0, 10_000), st.integers(4, 80), st.integers(1, 4), st.sampled_from([0.1, 1.0, 5.0]))
@settings(max_examples=40)
def test_it_is_the_model_that_scikit_learn_fits(seed: int, rows: int, columns: int, spread: float) -> None:
    features, labels = sample(seed, rows, columns, spread)
    ours = fit(features, labels)
    theirs = LogisticRegression(C=1, solver="newton-cholesky", tol=1e-10, max_iter=1000).fit(features, labels)
    assert ours.intercept == pytest.approx(float(theirs.intercept_[0]), abs=1e-4)
    assert ours.weights == pytest.approx(theirs.coef_[0], abs=1e-4)


def test_a_weaker_penalty_gives_larger_weights_where_the_kinds_lie_apart() -> None:
    features = np.array([[0.0], [0.1], [0.9], [1.0]])
    labels = np.array([False, False, True, True])
    strong, weak = (fit(features, labels, penalty).weights[0] for penalty in (1.0, 0.01))
    assert 0 < strong < weak


def test_the_intercept_is_not_penalised() -> None:
    labels = np.array([True] * 30 + [False] * 10)
    assert fit(np.zeros((40, 1)), labels).intercept == pytest.approx(np.log(3))


@pytest.mark.parametrize("label", [True, False])
def test_one_kind_alone_has_no_model(label: bool) -> None:
    with pytest.raises(ValueError, match="both kinds"):
        fit(np.ones((3, 2)), np.full(3, label))
