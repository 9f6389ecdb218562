import numpy as np
import pytest
from numpy.typing import NDArray

from eval.fitting.regression.conditional_logit import Choices, fit

Floats = NDArray[np.float64]
Questions = tuple[list[Floats], list[NDArray[np.bool_]]]
TRUE = np.array([1.5, -0.8, 0.0])


def simulated(questions: int, seed: int = 0, candidates: int = 6) -> Questions:
    """Questions whose one answer is chosen with the probabilities that the true weights give."""
    random = np.random.default_rng(seed)
    features, answers = [], []
    for _ in range(questions):
        rows = random.normal(size=(candidates, len(TRUE)))
        powers = np.exp(rows @ TRUE)
        chosen = random.choice(candidates, p=powers / powers.sum())
        features.append(rows)
        answers.append(np.arange(candidates) == chosen)
    return features, answers


def test_the_weights_that_made_the_choices_are_recovered() -> None:
    assert fit(*simulated(4000), ridge=1e-3) == pytest.approx(TRUE, abs=0.06)


def test_the_loss_is_lowest_at_the_fitted_weights() -> None:
    features, answers = simulated(40, seed=1)
    weights = fit(features, answers, ridge=2.0)
    choices = Choices.of(features, answers, 2.0)
    lowest = choices.loss(weights)
    for step in np.vstack([np.eye(len(TRUE)), -np.eye(len(TRUE))]):
        assert choices.loss(weights + 0.01 * step) > lowest


def test_the_shares_of_a_question_are_a_softmax_over_its_own_candidates() -> None:
    features = [np.array([[0.0], [1.0]]), np.array([[0.0], [0.0], [1000.0]])]
    answers = [np.array([True, False]), np.array([False, True, False])]
    shares = Choices.of(features, answers, 1.0).shares(np.array([1.0]))
    assert shares == pytest.approx([1 / (1 + np.e), np.e / (1 + np.e), 0, 0, 1])


def test_only_differences_within_a_question_count() -> None:
    features, answers = simulated(60, seed=2)
    moved = [rows + number for number, rows in enumerate(features)]
    assert fit(moved, answers, ridge=1.0) == pytest.approx(fit(features, answers, ridge=1.0), abs=1e-6)


def test_a_question_with_several_answers_divides_its_weight_among_them() -> None:
    wanted = Choices.of([np.zeros((4, 1))], [np.array([True, False, True, False])], 1.0).wanted
    assert wanted.tolist() == [0.5, 0, 0.5, 0]


def test_a_larger_ridge_gives_smaller_weights() -> None:
    data = simulated(60, seed=3)
    small, large = (np.abs(fit(*data, ridge=ridge)).sum() for ridge in (0.1, 100.0))
    assert large < small / 2


def test_the_same_input_gives_the_same_weights() -> None:
    data = simulated(50, seed=4)
    assert fit(*data, ridge=1.0).tolist() == fit(*data, ridge=1.0).tolist()


@pytest.mark.parametrize("answers", [[], [np.array([True, True])], [np.array([False, False])]])
def test_questions_that_teach_nothing_are_refused(answers: list[NDArray[np.bool_]]) -> None:
    with pytest.raises(ValueError, match="leave out the others"):
        fit([np.zeros((2, 1)) for _ in answers], answers, ridge=1.0)
