"""The abstention experiment: whether the confidence tells what the corpus answers from what it does not."""

from collections.abc import Callable, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from eval.asking import Asker
from eval.gold import Answerability, Asked
from eval.measures import auroc, calibration_error, false_answers_at_coverage, reliability, risk_coverage
from eval.progress import Progress
from eval.result import (
    Better,
    Calibrated,
    Case,
    Confidences,
    Curve,
    Figure,
    Provenance,
    Result,
    Spread,
    worst,
)
from eval.stopwatch import Stopwatch
from qa.answer import Abstention, Answer
from qa.question import Question

COVERAGE = 0.95
STEPS = 20
POINTS = 200
RESAMPLES = 1000
WRONGLY = f"unanswerable answered where {COVERAGE:.0%} of the answerable are"
Scores = NDArray[np.float64]
Statistic = Callable[[Scores, NDArray[np.bool_]], float]
MEASURES: dict[str, tuple[Statistic, Better]] = {
    "AUROC": (lambda scores, labels: auroc(scores.tolist(), labels.tolist()), "higher"),
    WRONGLY: (
        lambda scores, labels: false_answers_at_coverage(scores.tolist(), labels.tolist(), COVERAGE).error,
        "lower",
    ),
    "AURC": (lambda scores, labels: risk_coverage(scores.tolist(), (~labels).tolist()).area, "lower"),
    "ECE": (lambda scores, labels: calibration_error(scores.tolist(), labels.tolist()), "lower"),
}


def evaluate(asker: Asker, questions: Answerability, provenance: Provenance, progress: Progress) -> Result:
    """The confidence of every question against its label; earlier turns of a conversation are asked first.

    An answer is counted right where the question can be answered: whether it is answered well is what the
    other experiments say. Calibration and risk depend on the mix of the two kinds, which the notes name.
    """
    watch = Stopwatch()
    outcomes: dict[str, Answer | Abstention] = {}
    everything = (*questions.answerable, *questions.unanswerable)
    for done, asked in enumerate(everything, start=1):
        outcomes[asked.id] = _outcome(asker, asked, watch)
        progress(done, len(everything))
    scores = np.array([outcomes[asked.id].confidence.score for asked in everything])
    labels = np.arange(len(everything)) < len(questions.answerable)
    threshold = outcomes[everything[0].id].confidence.threshold
    return Result(
        experiment="abstention",
        figures=(*_figures(scores, labels, provenance.seed), *_as_served(questions, outcomes)),
        timing=watch.timing(),
        worst=_worst(questions, outcomes),
        confidences=_confidences(scores, labels, threshold),
        notes=(
            f"{len(questions.answerable)} answerable and {len(questions.unanswerable)} unanswerable questions",
            "ECE over 10 bins of equal mass",
        ),
        provenance=provenance,
    )


def _outcome(asker: Asker, asked: Asked, watch: Stopwatch) -> Answer | Abstention:
    conversation: str | None = None
    for turn in asked.before:
        conversation = asker.answer(Question(question=turn, conversation_id=conversation)).conversation_id
    with watch.running():
        return asker.answer(Question(question=asked.text, conversation_id=conversation))


def _figures(scores: Scores, labels: NDArray[np.bool_], seed: int) -> tuple[Figure, ...]:
    return tuple(
        _with_interval(name, statistic, better, scores, labels, seed)
        for name, (statistic, better) in MEASURES.items()
    )


def _with_interval(
    name: str, statistic: Statistic, better: Better, scores: Scores, labels: NDArray[np.bool_], seed: int
) -> Figure:
    """The statistic with its percentile bootstrap interval, each kind of question drawn anew by itself."""
    random = np.random.default_rng(seed)
    kinds = np.flatnonzero(labels), np.flatnonzero(~labels)
    drawn = []
    for _ in range(RESAMPLES):
        rows = np.concatenate([random.choice(kind, len(kind)) for kind in kinds])
        drawn.append(statistic(scores[rows], labels[rows]))
    low, high = np.quantile(drawn, [0.025, 0.975])
    return Figure(
        name=name,
        value=statistic(scores, labels),
        low=float(low),
        high=float(high),
        eligible=len(scores),
        better=better,
    )


def _as_served(
    questions: Answerability, outcomes: Mapping[str, Answer | Abstention]
) -> tuple[Figure, Figure]:
    """How many of each kind are answered at the threshold that the system has."""

    def answered(kind: Sequence[Asked]) -> dict[str, float]:
        return {asked.id: float(isinstance(outcomes[asked.id], Answer)) for asked in kind}

    return (
        Figure.of("answerable answered, as served", answered(questions.answerable)),
        Figure.of("unanswerable answered, as served", answered(questions.unanswerable), "lower"),
    )


def _worst(questions: Answerability, outcomes: Mapping[str, Answer | Abstention]) -> tuple[Worst, ...]:
    ...
