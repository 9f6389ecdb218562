"""The abstention experiment: whether the confidence separates answerable questions from others."""

from collections.abc import Callable, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from eval.data import Answerability, GoldQuestion
from eval.measures import auroc, calibration_error, false_answers_at_coverage, reliability, risk_coverage
from eval.report import (
    WORST,
    Better,
    Calibrated,
    Case,
    Confidences,
    Curve,
    Figure,
    Provenance,
    RecordedOutcome,
    Result,
    Spread,
    Worst,
    with_verdicts,
)
from eval.systems import Asker, Asking, Journal, Progress, ask_each, question_of, timing_of, unseen
from qa.schema import Abstention, Answer

COVERAGE = 0.95
STEPS = 20
POINTS = 200
RESAMPLES = 1000
WRONGLY = f"unanswerable answered where {COVERAGE:.0%} of the answerable are"
Scores = NDArray[np.float64]
Labels = NDArray[np.bool_]
Outcomes = Mapping[str, Answer | Abstention]
Statistic = Callable[[Scores, Labels], float]
MEASURES: dict[str, tuple[Statistic, Better]] = {
    "AUROC": (lambda scores, labels: auroc(scores.tolist(), labels.tolist()), "higher"),
    WRONGLY: (
        lambda scores, labels: false_answers_at_coverage(scores.tolist(), labels.tolist(), COVERAGE).error,
        "lower",
    ),
    "AURC": (lambda scores, labels: risk_coverage(scores.tolist(), (~labels).tolist()).area, "lower"),
    "ECE": (lambda scores, labels: calibration_error(scores.tolist(), labels.tolist()), "lower"),
}


def evaluate_abstention(
    asker: Asker,
    questions: Answerability,
    *,
    provenance: Provenance,
    journal: Journal | None = None,
    progress: Progress = unseen,
) -> Result:
    """Compares the confidence of each question with its label; earlier turns of a conversation are asked first.

    Any answer to an answerable question counts as right; how good answers are is measured by other experiments.
    Calibration and risk depend on the proportions of the two kinds, which are in the notes.
    """
    everything = (*questions.answerable, *questions.unanswerable)
    records: list[RecordedOutcome] = []
    outcomes: dict[str, Answer | Abstention] = {}
    for asked in ask_each(asker, list(map(_asking, everything)), journal=journal, progress=progress):
        outcomes[asked.id] = asked.outcome
        records.append(_labelled(asked.record, answerable=len(records) < len(questions.answerable)))
    scores = np.array([outcomes[asked.id].confidence.score for asked in everything])
    labels = np.arange(len(everything)) < len(questions.answerable)
    threshold = outcomes[everything[0].id].confidence.threshold
    figures = (
        *_figures(scores, labels, [asked.id for asked in everything], provenance.seed),
        *_as_served(questions, outcomes),
    )
    return Result(
        experiment="abstention",
        figures=figures,
        timing=timing_of(record.milliseconds for record in records),
        worst=_worst(questions, outcomes),
        outcomes=with_verdicts(records, {figure.name: figure.values for figure in figures}),
        confidences=_confidences(scores, labels, threshold),
        notes=(
            f"{len(questions.answerable)} answerable and {len(questions.unanswerable)} unanswerable questions",
            "ECE with 10 bins of equal mass",
        ),
        provenance=provenance,
    )


def _asking(asked: GoldQuestion) -> Asking:
    return Asking(asked.id, question_of(asked.text), tuple(map(question_of, asked.before)))


def _labelled(record: RecordedOutcome, *, answerable: bool) -> RecordedOutcome:
    category, wanted = ("answerable", "an answer") if answerable else ("unanswerable", "an abstention")
    return record.model_copy(update={"category": category, "wanted": (wanted,)})


def _figures(scores: Scores, labels: Labels, ids: Sequence[str], seed: int) -> tuple[Figure, ...]:
    """The figures over both kinds; those that are means over questions include the values of the questions."""
    at = false_answers_at_coverage(scores.tolist(), labels.tolist(), COVERAGE).threshold
    singles = {
        "AUROC": dict(zip(ids, _placements(scores, labels), strict=False)),
        WRONGLY: {id_: float(scores[row] >= at) for row, id_ in enumerate(ids) if not labels[row]},
    }
    figures = []
    for name, (statistic, better) in MEASURES.items():
        low, high = _interval(statistic, scores, labels, seed)
        figures.append(
            Figure(
                name=name,
                value=statistic(scores, labels),
                low=low,
                high=high,
                eligible=len(scores),
                better=better,
                values=singles.get(name, {}),
            )
        )
    return tuple(figures)


def _placements(scores: Scores, labels: Labels) -> list[float]:
    """For each answerable question, the share of the unanswerable ones below it (ties: half); AUROC is the mean.

    DeLong, DeLong and Clarke-Pearson, "Comparing the areas under two or more correlated receiver operating
    characteristic curves", Biometrics 44 (1988).
    """
    others = np.sort(scores[~labels])
    below = np.searchsorted(others, scores[labels], side="left")
    upto = np.searchsorted(others, scores[labels], side="right")
    placements: list[float] = ((below + upto) / (2 * len(others))).tolist()
    return placements


def _interval(statistic: Statistic, scores: Scores, labels: Labels, seed: int) -> tuple[float, float]:
    """The percentile bootstrap interval; the two kinds of questions are resampled separately."""
    random = np.random.default_rng(seed)
    kinds = np.flatnonzero(labels), np.flatnonzero(~labels)
    drawn = []
    for _ in range(RESAMPLES):
        rows = np.concatenate([random.choice(kind, len(kind)) for kind in kinds])
        drawn.append(statistic(scores[rows], labels[rows]))
    low, high = np.quantile(drawn, [0.025, 0.975]).tolist()
    return low, high


def _as_served(questions: Answerability, outcomes: Outcomes) -> tuple[Figure, ...]:
    """The share of each kind that is answered at the system's threshold."""

    def answered(kind: Sequence[GoldQuestion]) -> dict[str, float]:
        return {asked.id: float(isinstance(outcomes[asked.id], Answer)) for asked in kind}

    return (
        Figure.of("answerable answered, as served", answered(questions.answerable)),
        Figure.of("unanswerable answered, as served", answered(questions.unanswerable), "lower"),
    )


def _worst(questions: Answerability, outcomes: Outcomes) -> tuple[Worst, ...]:
    """The answerable questions with the lowest confidence, and the unanswerable ones with the highest."""

    def cases(kind: Sequence[GoldQuestion], sign: int, wanted: str) -> tuple[Case, ...]:
        ranked = sorted(kind, key=lambda asked: (sign * outcomes[asked.id].confidence.score, asked.id))
        return tuple(_case(asked, outcomes[asked.id], wanted) for asked in ranked[:WORST])

    return (
        Worst(
            figure="lowest confidence of answerable questions", cases=cases(questions.answerable, 1, "an answer")
        ),
        Worst(
            figure="highest confidence of unanswerable questions",
            cases=cases(questions.unanswerable, -1, "an abstention"),
        ),
    )


def _case(asked: GoldQuestion, outcome: Answer | Abstention, wanted: str) -> Case:
    returned = [quote.text for quote in outcome.quotes] if isinstance(outcome, Answer) else [outcome.message]
    return Case(
        id=asked.id,
        question=asked.text,
        value=outcome.confidence.score,
        returned=tuple(returned),
        wanted=(wanted,),
    )


def _confidences(scores: Scores, labels: Labels, threshold: float) -> Confidences:
    curve = risk_coverage(scores.tolist(), (~labels).tolist())
    kept = np.unique(np.linspace(0, len(curve.coverage) - 1, POINTS).round().astype(int))
    edges = np.linspace(0, 1, STEPS + 1)
    return Confidences(
        curve=Curve(coverage=tuple(curve.coverage[kept].tolist()), risk=tuple(curve.risk[kept].tolist())),
        reliability=tuple(Calibrated(**part._asdict()) for part in reliability(scores.tolist(), labels.tolist())),
        spread=Spread(
            answerable=tuple(np.histogram(scores[labels], edges)[0].tolist()),
            unanswerable=tuple(np.histogram(scores[~labels], edges)[0].tolist()),
            threshold=threshold,
        ),
    )
