import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression

from eval.fitting.regression.logistic import fit


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


def test_a_weight_of_two_counts_as_two_rows() -> None:
    features, labels = sample(1, 30, 2, 1.0)
    weights = np.where(np.arange(30) < 10, 2.0, 1.0)
    weighted = fit(features, labels, 0.5, weights)
    repeated = fit(np.concatenate([features, features[:10]]), np.concatenate([labels, labels[:10]]), 0.5)
    assert weighted.intercept == pytest.approx(repeated.intercept)
    assert weighted.weights == pytest.approx(repeated.weights)


@given(st.integers(0, 10_000), st.sampled_from([0.1, 1.0, 10.0]))
@settings(max_examples=20)
def test_weights_and_penalty_are_those_of_scikit_learn(seed: int, penalty: float) -> None:
    features, labels = sample(seed, 60, 3, 1.0)
    weights = np.random.default_rng(seed).uniform(0.1, 4, 60)
    ours = fit(features, labels, penalty, weights)
    theirs = LogisticRegression(C=1 / penalty, solver="newton-cholesky", tol=1e-10, max_iter=1000)
    theirs.fit(features, labels, sample_weight=weights)
    assert ours.intercept == pytest.approx(float(theirs.intercept_[0]), abs=1e-4)
    assert ours.weights == pytest.approx(theirs.coef_[0], abs=1e-4)
    assert ours.probabilities(features) == pytest.approx(theirs.predict_proba(features)[:, 1], abs=1e-4)


def test_probabilities_of_far_rows_do_not_overflow() -> None:
    features, labels = sample(2, 40, 1, 1.0)
    model = fit(features, labels)
    probabilities = model.probabilities(np.array([[-1e6], [1e6]]))
    assert probabilities == pytest.approx([0, 1])
