from collections.abc import Iterator, Sequence
from typing import cast

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from eval.data import GoldQuestion
from eval.errors import CalibrationError
from eval.fitting.calibration_fit import calibrate, halves, threshold_at
from eval.fitting.question_files import Kind, Questions
from eval.measures import auroc, calibration_error
from fakes import FakeLive
from index.live import LiveIndex
from qa.answerability import ConfidenceFeatures
from qa.engine import Engine
from qa.search import Tuning


class ScriptedEngine(Engine):
    """An engine whose probe gives the confidence features that are written down for each question."""

    def __init__(self, features: dict[str, ConfidenceFeatures]) -> None:
        self.live = cast("LiveIndex", FakeLive())
        self.features = features


class ScriptedProbe:
    """What the calibration asks of a probe."""

    def __init__(self, engine: ScriptedEngine) -> None:
        self._engine = engine
        self.tuning = Tuning()

    def features(self, question: str) -> ConfidenceFeatures | None:
        return self._engine.features.get(question)


@pytest.fixture(autouse=True, scope="module")
def scripted() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("eval.fitting.calibration_fit.Probe", ScriptedProbe)
        patch.setattr("eval.fitting.made_questions.Probe", ScriptedProbe)
        yield


def questions(answerable: int, unanswerable: int, per_group: int = 1) -> Questions:
    def kind(name: str, size: int) -> Kind:
        texts = [f"{name} {number}" for number in range(size)]
        return Kind(
            tuple(GoldQuestion(text, text, group=f"g{n // per_group}") for n, text in enumerate(texts)), "a test"
        )

    return Questions(kind("good", answerable), kind("bad", unanswerable))


def signs_of(asked: Questions, overlap: float = 0.3) -> dict[str, ConfidenceFeatures]:
    random = np.random.default_rng(0)
    means = {asked_.text: 0.7 for asked_ in asked.answerable.questions}
    means |= {asked_.text: 0.7 - overlap for asked_ in asked.unanswerable.questions}
    draws = {text: np.clip(random.normal(mean, 0.12, 3), 0, 1).tolist() for text, mean in means.items()}
    return {text: ConfidenceFeatures(near, over, told, 1 - told) for text, (near, over, told) in draws.items()}


def lowest(confidence: Sequence[float], answerable: Sequence[bool], risk: float) -> float | None:
    """The definition, tried one by one."""
    wrong = [score for score, label in zip(confidence, answerable, strict=True) if not label]
    for threshold in sorted(confidence):
        if sum(score >= threshold for score in wrong) <= risk * len(wrong) + 1e-9:
            return threshold
    return None


@pytest.mark.parametrize(
    ("risk", "threshold"), [(0, 0.81), (0.24, 0.81), (0.25, 0.8), (0.5, 0.3), (0.75, 0.2), (1, 0.1)]
)
def test_the_threshold_lets_no_more_through_than_the_risk(risk: float, threshold: float) -> None:
    confidence, answerable = [0.9, 0.81, 0.3, 0.1, 0.2, 0.5, 0.8], [True] * 3 + [False] * 4
    assert threshold_at(confidence, np.array(answerable), risk) == threshold


def test_a_tie_is_answered_together_or_not_at_all() -> None:
    answerable = np.array([True, True, False, False, False, False])
    assert threshold_at([0.9, 0.6, 0.6, 0.6, 0.1, 0.1], answerable, 0.25) == 0.9
    assert threshold_at([0.9, 0.6, 0.6, 0.6, 0.1, 0.1], answerable, 0.5) == 0.6


def test_where_the_surest_is_unanswerable_nothing_is_answered() -> None:
    answerable = np.array([True, False])
    assert threshold_at([0.4, 0.7], answerable, 0) == pytest.approx(0.700001)
    with pytest.raises(CalibrationError, match="check the labels"):
        threshold_at([0.4, 1.0], answerable, 0)


@given(
    st.lists(st.tuples(st.integers(1, 12), st.booleans()), min_size=2, max_size=30).filter(
        lambda rows: not all(label for _, label in rows)
    ),
    st.sampled_from([0, 0.05, 0.1, 1 / 3, 0.5, 1]),
)
def test_it_is_the_lowest_such_confidence(rows: list[tuple[int, bool]], risk: float) -> None:
    confidence, answerable = [score / 13 for score, _ in rows], [label for _, label in rows]
    threshold = threshold_at(confidence, np.array(answerable), risk)
    wanted = lowest(confidence, answerable, risk)
    assert threshold == (wanted if wanted is not None else pytest.approx(max(confidence) + 1e-6, abs=1e-6))
    wrong = [score for score, label in rows if not label]
    assert sum(score / 13 >= threshold for score in wrong) <= risk * len(wrong) + 1e-9


def test_the_halves_are_even_and_keep_groups_together() -> None:
    asked = questions(80, 80, per_group=4)
    first, second = halves(asked, seed=3)
    texts = [{question.text for question, _ in half} for half in (first, second)]
    assert not texts[0] & texts[1]
    assert len(texts[0]) == len(texts[1]) == 80
    groups = [{question.group for question, _ in half} for half in (first, second)]
    assert not groups[0] & groups[1]
    assert (first, second) == halves(asked, seed=3)
    assert first != halves(asked, seed=4)[0]


@pytest.mark.parametrize("asked", [questions(18, 60), questions(60, 60, per_group=60)])
def test_too_few_for_two_halves_are_refused(asked: Questions) -> None:
    with pytest.raises(CalibrationError, match="at least 10 are needed"):
        halves(asked, seed=0)


def test_the_figures_are_those_of_the_half_that_was_not_fitted() -> None:
    asked = questions(100, 100)
    engine = ScriptedEngine(signs_of(asked))
    record = calibrate(engine, asked, seed=1, risk=0.1)
    tried = halves(asked, seed=1)[1]
    confidence = [record.calibration.confidence(signs_of(asked)[question.text]) for question, _ in tried]
    labels = [label for _, label in tried]
    assert record.auroc == auroc(confidence, labels) > 0.9
    assert record.calibration_error == calibration_error(confidence, labels)
    at = record.calibration.threshold
    answered = [score >= at for score in confidence]
    assert record.answered == np.mean([told for told, label in zip(answered, labels, strict=True) if label])
    wrongly = np.mean([told for told, label in zip(answered, labels, strict=True) if not label])
    assert record.wrongly_answered == wrongly <= 0.1
    assert (record.fitted, record.tried) == (record.tried, record.fitted)
    assert record.risk_coverage[-1].coverage == 1
    assert record.risk_coverage[-1].risk == pytest.approx(0.5)
    assert (record.generation, record.relevance) == ("generation-1", Tuning().relevance.digest)


def test_the_same_questions_and_seed_give_the_same_calibration() -> None:
    asked = questions(60, 60)
    engine = ScriptedEngine(signs_of(asked))
    first, again, other = (calibrate(engine, asked, seed=seed, risk=0.05) for seed in (1, 1, 2))
    assert first.id == again.id != other.id
    assert first.questions_sha256 == other.questions_sha256 != questions(60, 59).sha256


def test_an_index_without_sentences_is_told() -> None:
    with pytest.raises(CalibrationError, match="ingest documents first"):
        calibrate(ScriptedEngine({}), questions(40, 40), seed=0, risk=0.05)


def test_what_nothing_bears_on_is_silent_and_not_fitted() -> None:
    asked = questions(100, 100)
    signs = signs_of(asked)
    fitted, tried = halves(asked, seed=1)
    lost = next(question.text for question, label in fitted if not label)
    silent = next(question.text for question, label in tried if label)
    whole, partly = (
        calibrate(ScriptedEngine(known), asked, seed=1, risk=0.1)
        for known in (signs, {text: found for text, found in signs.items() if text not in (lost, silent)})
    )
    assert partly.calibration.intercept != whole.calibration.intercept
    assert partly.tried == whole.tried
    assert partly.risk_coverage[-1].coverage == 1
    assert partly.risk_coverage[-1].threshold == 0
    with pytest.raises(CalibrationError, match="for one kind of questions"):
        calibrate(
            ScriptedEngine({text: found for text, found in signs.items() if "good" in text}), asked, seed=1, risk=0
        )


def test_progress_counts_the_questions() -> None:
    asked = questions(30, 20)
    seen: list[tuple[int, int | None]] = []
    calibrate(
        ScriptedEngine(signs_of(asked)),
        asked,
        seed=0,
        risk=0.05,
        progress=lambda done, total=None: seen.append((done, total)),
    )
    assert seen == [(done, 50) for done in range(1, 51)]
