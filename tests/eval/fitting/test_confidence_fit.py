from typing import Any

import numpy as np
import pytest
from sklearn.linear_model import LogisticRegression

from eval.errors import FittingError
from eval.fitting.calibration_fit import SIGNS
from eval.fitting.confidence_fit import calibration_of, fit_claims, fit_questions, summary
from eval.fitting.labelled_corpora import LabelledCorpus
from eval.fitting.regression import Logistic
from qa.answerability import ConfidenceFeatures


def corpus(name: str, answerable: int, unanswerable: int, *, mixed: bool = False, seed: int = 0) -> LabelledCorpus:
    random = np.random.default_rng(seed)
    held, other = random.normal(0.7, 0.2, (answerable, 4)), random.normal(0.3, 0.2, (unanswerable, 4))
    return LabelledCorpus(name, held, other, mixed)


def test_it_is_the_weighted_regression_of_scikit_learn() -> None:
    corpora = [corpus("one", 40, 20), corpus("two", 10, 30, seed=1), corpus("near", 15, 5, mixed=True, seed=2)]
    ours = fit_questions(corpora)
    theirs = LogisticRegression(C=3, solver="newton-cholesky", tol=1e-10).fit(
        np.concatenate([each.features for each in corpora]),
        np.concatenate([each.labels for each in corpora]),
        sample_weight=np.concatenate([each.weights() for each in corpora]),
    )
    assert ours.weights == pytest.approx(theirs.coef_[0], abs=1e-4)
    assert ours.intercept == pytest.approx(float(theirs.intercept_[0]), abs=1e-4)


def test_claims_keep_their_proportions() -> None:
    many, few = fit_claims(corpus("claims", 90, 10)), fit_claims(corpus("claims", 10, 90))
    middle = np.full((1, len(SIGNS)), 0.5)
    assert many.probabilities(middle)[0] > few.probabilities(middle)[0]


def test_the_calibration_has_both_models_rounded() -> None:
    k = len(SIGNS)
    questions, claims = Logistic(-1.23456, np.arange(float(k)) + 0.12345), Logistic(2.0, np.zeros(k))
    calibration = calibration_of(questions, claims)
    assert calibration == calibration_of(questions, claims)
    assert (calibration.intercept, calibration.cosine, calibration.unknown) == (-1.2346, 0.1235, 3.1235)
    assert calibration.threshold == 0.5
    assert calibration.claims is not None
    assert calibration.claims.intercept == 2
    halves: dict[str, Any] = dict.fromkeys(SIGNS, 0.5)
    signs = ConfidenceFeatures(**halves)
    assert calibration.confidence(signs) == pytest.approx(
        questions.probabilities(np.full((1, k), 0.5))[0], abs=1e-3
    )


def test_a_summary_gives_the_separation_and_the_shares_that_are_answered() -> None:
    features = np.array([[1.0], [0.8], [0.2]]).repeat(4, axis=1)
    judged = LabelledCorpus("a corpus", features, np.array([[0.9], [0.1]]).repeat(4, axis=1))
    line = summary(judged, Logistic(-20.0, np.full(4, 10.0)))
    assert line == "a corpus: AUROC 0.6667, answered 0.667, wrongly answered 0.500"


def test_one_kind_alone_is_refused_with_a_remedy() -> None:
    with pytest.raises(FittingError, match="is this the whole data set"):
        fit_claims(corpus("claims", 20, 0))
