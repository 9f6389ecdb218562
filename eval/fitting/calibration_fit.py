"""Fits a calibration: half of the questions fit the model, the other half sets the threshold and tests it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

import numpy as np
from numpy.typing import NDArray

from eval.data import GoldQuestion, drawn
from eval.errors import CalibrationError
from eval.fitting.made_questions import signs_of
from eval.fitting.question_files import LEAST, Questions
from eval.fitting.regression import fit_logistic
from eval.measures import auroc, calibration_error, risk_coverage
from eval.systems import Progress, unseen
from qa.answerability import FEATURES, Calibration, CalibrationRecord, ConfidenceFeatures, Counts, RiskPoint
from qa.engine import Engine
from qa.probe import Probe

SIGNS = FEATURES
DIGITS = 6
STEP = 10**-DIGITS
POINTS = 101
Floats = NDArray[np.float64]
Labels = NDArray[np.bool_]
Half = list[tuple[GoldQuestion, bool]]
"""Questions, each with whether it is answerable."""


@dataclass(frozen=True)
class Sample:
    """The confidence features of n questions, None if no sentence was found, and the labels, (n,)."""

    signs: tuple[ConfidenceFeatures | None, ...]
    labels: Labels

    @property
    def counts(self) -> Counts:
        """The number of questions of each kind."""
        return Counts(answerable=int(self.labels.sum()), unanswerable=int((~self.labels).sum()))


def calibrate(
    engine: Engine, questions: Questions, *, seed: int, risk: float, progress: Progress = unseen
) -> CalibrationRecord:
    """Calibrates the live generation, and computes the figures on the half that was not fitted.

    Questions of the same group, such as those generated from one document, are in the same half. The threshold is
    set by `threshold_at` on the second half, so the share of unanswerable questions answered there is bounded by
    `risk` and is not an estimate of it. Raises CalibrationError.
    """
    fitted, tried = halves(questions, seed)
    total = len(fitted) + len(tried)
    first = _read(engine, fitted, lambda done: progress(done, total))
    second = _read(engine, tried, lambda done: progress(len(fitted) + done, total))
    generation = engine.live.current().generation_id
    model = _fitted(first, _provenance(generation, questions, first.counts))
    confidence = [model.confidence(signs) if signs else 0.0 for signs in second.signs]
    threshold = threshold_at(confidence, second.labels, risk)
    answered = np.array(confidence) >= threshold
    return CalibrationRecord(
        generation=generation,
        relevance=Probe(engine).tuning.relevance.digest,
        calibration=model.model_copy(update={"threshold": threshold}),
        questions_sha256=questions.sha256,
        answerable=questions.answerable.source,
        unanswerable=questions.unanswerable.source,
        fitted=first.counts,
        tried=second.counts,
        seed=seed,
        risk=risk,
        answered=float(answered[second.labels].mean()),
        wrongly_answered=float(answered[~second.labels].mean()),
        auroc=auroc(confidence, second.labels.tolist()),
        calibration_error=calibration_error(confidence, second.labels.tolist()),
        risk_coverage=_table(confidence, second.labels),
        created_at=datetime.now(UTC),
    )


def threshold_at(confidence: Sequence[float], answerable: Labels, risk: float) -> float:
    """The lowest of the confidences, (n,), at which at most the share `risk` of the unanswerable is answered.

    Questions with a confidence equal to the threshold are answered. If a tie would exceed the share, the next
    higher confidence is used. If even the highest confidence would, the threshold is one step of the last digit
    above it, and no question is answered; raises CalibrationError if that is not below 1. A share that is not a
    whole number of questions is rounded down.
    """
    values = np.clip(confidence, STEP, 1 - STEP)
    wrong = values[~answerable]
    for threshold in np.unique(values):
        if (wrong >= threshold).mean() <= risk + 1e-12:
            return float(threshold)
    above: float = round(float(values.max()) + STEP, DIGITS)
    if above >= 1:
        raise CalibrationError(
            "the unanswerable question with the highest confidence cannot be rejected: check the labels"
        )
    return above


def halves(questions: Questions, seed: int) -> tuple[Half, Half]:
    """Divides each kind of questions, every other group in the order of the draw; CalibrationError for too few."""
    first: Half = []
    second: Half = []
    for kind, label in ((questions.answerable, True), (questions.unanswerable, False)):
        groups = drawn({asked.unit for asked in kind.questions}, None, seed)
        fitted = set(groups[::2])
        for asked in kind.questions:
            (first if asked.unit in fitted else second).append((asked, label))
    fewest = min(sum(label is kind for _, label in half) for half in (first, second) for kind in (True, False))
    if fewest < LEAST // 2:
        raise CalibrationError(
            f"one half would have {fewest} questions of a kind, at least {LEAST // 2} are needed: give more"
            " questions, or ingest more documents to make them from"
        )
    return first, second


def _read(engine: Engine, half: Half, done: Callable[[int], None]) -> Sample:
    """The confidence features of the questions; `done` is called with the number of each."""
    read = []
    for number, (asked, _) in enumerate(half, start=1):
        read.append(signs_of(engine, asked))
        done(number)
    return Sample(tuple(read), np.array([label for _, label in half], dtype=np.bool_))


def _fitted(half: Sample, provenance: str) -> Calibration:
    """Fits the model, with a preliminary threshold. Questions without a sentence found are left out."""
    found = [(signs, label) for signs, label in zip(half.signs, half.labels.tolist(), strict=True) if signs]
    if {label for _, label in found} != {True, False}:
        raise CalibrationError(
            "no sentence that may be quoted was found for one kind of questions: ingest documents first"
        )
    features = np.array([[getattr(signs, name) for name in SIGNS] for signs, _ in found])
    model = fit_logistic(features, np.array([label for _, label in found]))
    weights = dict(zip(SIGNS, (round(weight, DIGITS) for weight in model.weights.tolist()), strict=True))
    return Calibration(provenance=provenance, intercept=round(model.intercept, DIGITS), threshold=0.5, **weights)


def _provenance(generation: str, questions: Questions, counts: Counts) -> str:
    return (
        f"Logistic regression (L2, C = 1) fitted by `pincite calibrate` on the index {generation}:"
        f" {counts.answerable} answerable questions ({questions.answerable.source}) and"
        f" {counts.unanswerable} unanswerable ones ({questions.unanswerable.source})."
    )


def _table(confidence: Sequence[float], answerable: Labels) -> tuple[RiskPoint, ...]:
    """The risk-coverage curve, at most 101 points of it, highest threshold first."""
    curve = risk_coverage(confidence, (~answerable).tolist())
    kept = np.unique(np.linspace(0, len(curve.coverage) - 1, POINTS).round().astype(int))
    columns = (curve.threshold[kept].tolist(), curve.coverage[kept].tolist(), curve.risk[kept].tolist())
    return tuple(
        RiskPoint(threshold=threshold, coverage=coverage, risk=risk)
        for threshold, coverage, risk in zip(*columns, strict=True)
    )
