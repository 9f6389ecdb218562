"""Fits the weights of sentence relevance: conditional logit, then a logistic regression over its scores."""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from eval.errors import FittingError
from eval.fitting.regression import fit_conditional_logit, fit_logistic
from eval.fitting.sentence_examples import FOLDS, Example, Floats
from qa.ranking import Combination, Model, Weight, Weights

PROVENANCE = (
    "Conditional logits (ridge 10) fitted by scripts/fit_relevance, then scaled to probabilities by a logistic "
    "regression in which a claim's answering sentences weigh as much as all others, a question's a third of that. "
    "Claims: those of SciFact's train split that have evidence, each with all sentences of its abstract. "
    "Questions: the even half of COVID-QA's, each with all sentences of its article. Aspect: by hand on the even "
    "half of template questions over the Nigeria Standard Treatment Guidelines 2022, and the half `tune` of "
    "tests/data/followups.yaml. Named, matter and other: by hand on the same template questions and on those of "
    "the even half of MedQuAD's."
)
# Chosen on the even half of MedQuAD's questions by the share of answers with a quote from the right page among the
# first three sources; within one document all passages have the same score, so it cannot be fitted with the rest.
PASSAGE = 8.0
# Chosen on documents with sections, which neither data set has: docs/decisions/sentence-relevance.md.
ASPECT = 12.0
# Chosen on corpora with many documents; both data sets give one document per question.
NAMED = 4.0
# For headings that match the question's intent and for headings that match another one: chosen together with
# `NAMED`, and on the sample articles.
MATTER, OTHER = 2.0, 3.0
# Total weight of the answering sentences in the logistic regression, where the others weigh 1 together. With a
# lower weight fewer sentences come close to the best. Chosen by the length of answers:
# docs/experiments/sentence-relevance.md.
CLAIM_ANSWERS, QUESTION_ANSWERS = 1.0, 1 / 3
# Chosen on PinciteBench's items for tuning, by the share of questions whose answering sentence is first and among
# the first three; scale and centre are a logistic regression over the sentences of the best eight passages there.
COMBINATION = Combination(scale=4.790609, centre=1.630259, share=0.03)
RIDGE = 10.0
DIGITS = 6


class Figures(NamedTuple):
    """Cross-validated figures: the number of questions, and the means over them."""

    questions: int
    hit3: float
    hit5: float
    f1: float

    def __str__(self) -> str:
        """The figures on one line."""
        means = f"hit@3 {self.hit3:.4f}, hit@5 {self.hit5:.4f}, F1@2 {self.f1:.4f}"
        return f"{self.questions} questions, {means}"


def fit_weights(claims: Sequence[Example], questions: Sequence[Example]) -> Weights:
    """Fits both models; the weights that were chosen by hand are constants of this module. Raises FittingError."""
    return Weights(
        provenance=PROVENANCE,
        passage=PASSAGE,
        aspect=ASPECT,
        named=NAMED,
        matter=MATTER,
        other=OTHER,
        combination=COMBINATION,
        questions=fit_model(questions, QUESTION_ANSWERS),
        claims=fit_model(claims, CLAIM_ANSWERS),
    )


def fit_model(examples: Sequence[Example], weight: float = 1.0) -> Model:
    """Fits one model; `weight` is the total weight of a question's answers where its other sentences weigh 1.

    Features are standardised first. Raises FittingError if no example has both kinds of sentences.
    """
    usable = [example for example in examples if example.is_usable]
    if not usable:
        raise FittingError(
            f"none of the {len(examples)} questions has sentences that answer and others that do not: is this the"
            " whole data set?"
        )
    features = np.concatenate([example.features for example in usable])
    mean, scale = features.mean(axis=0), features.std(axis=0) + 1e-6
    answers = [example.answers for example in usable]
    chosen = fit_conditional_logit([(example.features - mean) / scale for example in usable], answers, RIDGE)
    scores = ((features - mean) / scale @ chosen)[:, None]
    balance = np.concatenate([np.where(right, weight / right.sum(), 1 / (~right).sum()) for right in answers])
    probability = fit_logistic(scores, np.concatenate(answers), sample_weights=balance)
    columns = zip(mean.tolist(), scale.tolist(), (probability.weights[0] * chosen).tolist(), strict=True)
    weights = (_weight(*column) for column in columns)
    return Model(
        intercept=round(probability.intercept, DIGITS),
        features=dict(zip(usable[0].names, weights, strict=True)),
    )


def _weight(mean: float, scale: float, weight: float) -> Weight:
    return Weight(mean=round(mean, DIGITS), scale=round(scale, DIGITS), weight=round(weight, DIGITS))


def cross_validate(examples: Sequence[Example]) -> Figures:
    """Fits on all folds but one and scores the questions of that one, for each fold in turn.

    All questions about a document are in one fold. A question without an answer among its sentences is not scored.
    """
    rows = []
    for fold in range(FOLDS):
        left_out = [example for example in examples if example.fold == fold and example.answers.any()]
        if left_out:
            model = fit_model([example for example in examples if example.fold != fold])
            rows += [_figures(example, model) for example in left_out]
    if not rows:
        raise FittingError("no question has a sentence that answers it: is this the whole data set?")
    hit3, hit5, f1 = np.mean(rows, axis=0).tolist()
    return Figures(len(rows), hit3, hit5, f1)


def logits(features: Floats, model: Model) -> Floats:
    """Returns the logit of each row of `features`, (n, f), without the intercept: (n,)."""
    means, scales, weights = (
        np.array([getattr(weight, name) for weight in model.features.values()])
        for name in ("mean", "scale", "weight")
    )
    return np.asarray((features - means) / scales @ weights)


def _figures(example: Example, model: Model) -> tuple[float, float, float]:
    """Hit@3, hit@5 and F1@2 of the sentences in the order of their logits; ties keep the document's order."""
    right = example.answers[np.argsort(-logits(example.features, model), kind="stable")]
    found = int(right[:2].sum())
    f1 = 2 * found / (min(2, len(right)) + int(right.sum()))
    return float(right[:3].any()), float(right[:5].any()), f1
