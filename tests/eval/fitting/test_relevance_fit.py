from collections.abc import Callable

import numpy as np
import pytest
from numpy.typing import NDArray

from eval.errors import FittingError
from eval.fitting import relevance_fit
from eval.fitting.relevance_fit import cross_validate, fit_model, fit_weights, logits
from eval.fitting.sentence_examples import FOLDS, Example

NAMES = ("coverage", "length")
SENTENCES = 12
Chooser = Callable[[NDArray[np.float64]], int]


def examples(number: int, answer: Chooser = lambda column: int(column.argmax()), seed: int = 0) -> list[Example]:
    """Questions of every fold; the answer is chosen by the first feature, the second one means nothing."""
    random = np.random.default_rng(seed)
    made = []
    for place in range(number):
        features = random.normal(loc=[3, -2], scale=[2, 0.5], size=(SENTENCES, len(NAMES)))
        answers = np.arange(SENTENCES) == answer(features[:, 0])
        made.append(Example(place % FOLDS, NAMES, features, answers))
    return made


def test_the_feature_that_tells_the_answers_gets_the_weight() -> None:
    model = fit_model(examples(60))
    told, noise = (model.features[name].weight for name in NAMES)
    assert told > 5 * abs(noise)
    assert model.features["coverage"].mean == pytest.approx(3, abs=0.3)
    assert model.features["coverage"].scale == pytest.approx(2, abs=0.3)


def test_the_logits_are_those_of_the_weighted_features() -> None:
    made = examples(20)
    model = fit_model(made)
    by_hand = sum(
        model.features[name].weight
        * (made[0].features[:, column] - model.features[name].mean)
        / model.features[name].scale
        for column, name in enumerate(NAMES)
    )
    assert logits(made[0].features, model) == pytest.approx(by_hand)


def test_a_lower_weight_of_the_answers_gives_lower_probabilities() -> None:
    made = examples(40)
    assert fit_model(made, 0.2).intercept < fit_model(made, 1.0).intercept


def test_questions_without_both_kinds_of_sentences_change_nothing() -> None:
    made = examples(20)
    useless = [Example(0, NAMES, np.ones((3, 2)), np.full(3, label)) for label in (True, False)]
    assert fit_model([*made, *useless]) == fit_model(made)


def test_each_fold_is_scored_by_a_model_of_the_others() -> None:
    """In fold 0 the answer is the sentence that the other folds call the worst."""
    others = [example for example in examples(50) if example.fold]
    reverse = [example for example in examples(50, lambda column: int(column.argmin())) if not example.fold]
    mixed, alike = cross_validate([*others, *reverse]), cross_validate(examples(50))
    assert (mixed.questions, alike.questions) == (50, 50)
    assert mixed.hit3 == pytest.approx(0.8)
    assert alike.hit3 == 1


def test_the_figures_are_means_over_the_questions() -> None:
    features = np.arange(6, dtype=np.float64)[::-1, None].repeat(2, axis=1)
    answers = np.array([False, True, False, True, False, False])
    figures = cross_validate([Example(fold, NAMES, features, answers) for fold in range(FOLDS)])
    assert figures.questions == FOLDS
    # The answers come second and fourth: one of the first two is right, of two that are wanted.
    assert figures.hit3 == figures.hit5 == 1
    assert figures.f1 == pytest.approx(0.5)
    assert str(figures).startswith("5 questions, hit@3 1.0000")


def test_a_fit_is_reproducible_and_keeps_what_was_chosen_by_hand() -> None:
    claims, questions = examples(30, seed=1), examples(30, seed=2)
    weights = fit_weights(claims, questions)
    assert weights == fit_weights(claims, questions)
    assert (weights.passage, weights.aspect) == (relevance_fit.PASSAGE, relevance_fit.ASPECT)
    assert weights.claims == fit_model(claims, 1.0)
    assert weights.questions == fit_model(questions, 1 / 3)


@pytest.mark.parametrize("fitted", [fit_model, cross_validate])
def test_data_that_cannot_be_fitted_are_refused_with_a_remedy(fitted: Callable[[list[Example]], object]) -> None:
    useless = [Example(0, NAMES, np.ones((3, 2)), np.zeros(3, dtype=np.bool_))]
    with pytest.raises(FittingError, match="is this the whole data set"):
        fitted(useless)
