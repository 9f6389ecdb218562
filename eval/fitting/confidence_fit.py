"""Fits the packaged confidence: logistic regressions over labelled corpora, for questions and for claims."""

from collections.abc import Sequence

import numpy as np

from eval.errors import FittingError
from eval.fitting.calibration_fit import SIGNS
from eval.fitting.labelled_corpora import LabelledCorpus
from eval.fitting.regression import Logistic, fit_logistic
from eval.measures import auroc
from qa.answerability import Calibration, ConfidenceModel

PROVENANCE = (
    "Logistic regression (L2, C = 3) fitted by scripts/fit_calibration; each corpus and kind weighs the same, "
    "but for Near, whose questions together weigh a quarter of another corpus's. "
    "MedQuAD: even half of its distinct questions; even halves of the unanswerable questions and of MTRAG-UN. "
    "COVID-QA: even half of its questions; questions of the former two. Sample articles: the questions of "
    "eval/fitting/questions/sample_questions.txt; questions of all the others. Near: the even half of "
    "eval/fitting/questions/near_questions.jsonl, which the sample articles answer or only seem to. PinciteBench: "
    "the items of both collections on the documents for tuning, without follow-ups; an item is answerable if one "
    "of the best three candidates answers it. Claims "
    "(C = 10): SciFact's train split, 505 with evidence and 304 without, each weighing the same."
)
THRESHOLD = 0.5
CLAIM_SIGNS = ("cosine", "context_cosine", "coverage", "unknown")
QUESTIONS_C, CLAIMS_C = 3.0, 10.0
DIGITS = 4


def fit_questions(corpora: Sequence[LabelledCorpus]) -> Logistic:
    """The model for questions, each corpus weighted as `LabelledCorpus.weights` says. Raises FittingError."""
    return _fit(
        np.concatenate([corpus.features for corpus in corpora]),
        np.concatenate([corpus.labels for corpus in corpora]),
        QUESTIONS_C,
        np.concatenate([corpus.weights() for corpus in corpora]),
    )


def fit_claims(claims: LabelledCorpus) -> Logistic:
    """The model for claims, on the features that are not of slots or soft coverage. Raises FittingError.

    Both kinds keep their proportions. Claims are not compared by slots, and soft coverage was not tried for them.
    """
    places = [SIGNS.index(name) for name in CLAIM_SIGNS]
    model = _fit(claims.features[:, places], claims.labels, CLAIMS_C)
    weights = np.zeros(len(SIGNS))
    weights[places] = model.weights
    return Logistic(model.intercept, weights)


def calibration_of(questions: Logistic, claims: Logistic) -> Calibration:
    """The calibration with both models, rounded to 4 digits, and the threshold of 0.5."""
    return Calibration(
        provenance=PROVENANCE,
        threshold=THRESHOLD,
        claims=ConfidenceModel(**_rounded(claims)),
        **_rounded(questions),
    )


def summary(corpus: LabelledCorpus, model: Logistic) -> str:
    """How well the model separates the two kinds of a corpus, and how many of each it answers, on one line."""
    confidence, labels = model.probabilities(corpus.features), corpus.labels
    answered = confidence >= THRESHOLD
    area = auroc(confidence.tolist(), labels.tolist())
    shares = f"answered {answered[labels].mean():.3f}, wrongly answered {answered[~labels].mean():.3f}"
    return f"{corpus.name}: AUROC {area:.4f}, {shares}"


def _fit(features: np.ndarray, labels: np.ndarray, c: float, weights: np.ndarray | None = None) -> Logistic:
    try:
        return fit_logistic(features, labels, 1 / c, weights)
    except ValueError as error:
        raise FittingError(f"{error}: is this the whole data set?") from error


def _rounded(model: Logistic) -> dict[str, float]:
    weights = dict(zip(SIGNS, (round(weight, DIGITS) for weight in model.weights.tolist()), strict=True))
    return {"intercept": round(model.intercept, DIGITS), **weights}
