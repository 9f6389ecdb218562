"""The abstention experiment: whether the confidence separates answerable questions from others."""

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from eval.data import Answerability, GoldQuestion
from eval.measures import false_answers_at_coverage, reliability, risk_coverage
from eval.report import (
    WORST,
    Calibrated,
    Case,
    Confidences,
    Curve,
    Figure,
    Provenance,
    RecordedOutcome,
    Result,
    Scores,
    Spread,
    Worst,
    with_verdicts,
)
from eval.statistics import (
    COVERAGE,
    Interval,
    Resampled,
    area_under_risk,
    auroc_interval,
    calibration,
    placements,
    selective_interval,
    wilson_interval,
    wrong_of_answers,
    wrong_of_unanswerable,
)
from eval.systems import Asker, Asking, Journal, Progress, ask_each, question_of, timing_of, unseen
from qa.schema import Abstention, Answer

STEPS = 20
POINTS = 200
WRONGLY = f"unanswerable answered where {COVERAGE:.0%} of the answerable are"
SHARE = f"unanswerable among the answers where {COVERAGE:.0%} of the answerable are answered"
SHARE_SERVED = "unanswerable among the answers, as served"
TOGETHER = "AURC, mix of both kinds resampled"
DEBIASED, CALIBRATED = "ECE, debiased", "ECE of a calibrated system"
Scored = NDArray[np.float64]
Labels = NDArray[np.bool_]
Outcomes = Mapping[str, Answer | Abstention]


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
    ids = [asked.id for asked in everything]
    scores = np.array([outcomes[id_].confidence.score for id_ in ids])
    labels = np.arange(len(everything)) < len(questions.answerable)
    threshold = outcomes[everything[0].id].confidence.threshold
    figures = (
        *_figures(scores, labels, ids, provenance.seed),
        *_as_served(questions, outcomes),
    )
    return Result(
        experiment="abstention",
        figures=figures,
        timing=timing_of(record.milliseconds for record in records),
        worst=_worst(questions, outcomes),
        outcomes=with_verdicts(records, {figure.name: figure.values for figure in figures}),
        confidences=_confidences(scores, labels, ids, threshold),
        notes=(
            f"{len(questions.answerable)} answerable and {len(questions.unanswerable)} unanswerable questions",
            "ECE with 10 bins of equal mass; its debiased estimate has the same interval, and a calibrated system"
            " with these confidences has the ECE that is given with the range of 95 % of its samples",
            "AURC and answers at a coverage: as if any answer to an answerable question were right",
            *_dependent(everything),
        ),
        provenance=provenance,
    )


def _asking(asked: GoldQuestion) -> Asking:
    return Asking(asked.id, question_of(asked.text), tuple(map(question_of, asked.before)))


def _labelled(record: RecordedOutcome, *, answerable: bool) -> RecordedOutcome:
    category, wanted = ("answerable", "an answer") if answerable else ("unanswerable", "an abstention")
    return record.model_copy(update={"category": category, "wanted": (wanted,)})


def _dependent(questions: Sequence[GoldQuestion]) -> tuple[str, ...]:
    """A note if questions belong together, since the intervals over both kinds take them as independent."""
    units = len({asked.unit for asked in questions})
    if units == len(questions):
        return ()
    return (
        f"the {len(questions)} questions are of {units} groups, such as conversations; the intervals take them as"
        " independent and may be too narrow",
    )


def _figures(scores: Scored, labels: Labels, ids: Sequence[str], seed: int) -> tuple[Figure, ...]:
    """The figures over both kinds; each states the number of questions, or of answers, that it is a share of.

    AUROC has the placement of each answerable question as its values; they are not compared on their own.
    """
    at = false_answers_at_coverage(scores.tolist(), labels.tolist(), COVERAGE).threshold
    placed = dict(zip(ids, placements(scores, labels).positives.tolist(), strict=False))
    wrongly = {id_: float(scores[row] >= at) for row, id_ in enumerate(ids) if not labels[row]}

    def around(statistic: Resampled, *, together: bool = False) -> Interval:
        return selective_interval(statistic, scores, labels, together=together, seed=seed)

    found, risk = calibration(scores, labels, seed=seed), area_under_risk
    shared, among = wrong_of_unanswerable(COVERAGE), wrong_of_answers(COVERAGE)
    every = len(scores)
    return (
        Figure.around("AUROC", auroc_interval(scores, labels), every, statistic="AUROC", values=placed),
        Figure.around(
            WRONGLY, around(shared), len(wrongly), "lower", statistic="wrong of unanswerable", values=wrongly
        ),
        Figure.around(
            SHARE,
            around(among, together=True),
            int((scores >= at).sum()),
            "lower",
            statistic="wrong of answers",
        ),
        Figure.around("AURC", around(risk), every, "lower", statistic="AURC"),
        Figure.around(TOGETHER, around(risk, together=True), every, "lower", statistic="AURC together"),
        Figure.around("ECE", found.plain, every, "lower", statistic="calibration"),
        Figure.around(DEBIASED, found.debiased, every, "lower", statistic="calibration"),
        Figure.around(CALIBRATED, found.calibrated, every, "neither", statistic="calibration"),
    )


def _as_served(questions: Answerability, outcomes: Outcomes) -> tuple[Figure, ...]:
    """The share of each kind that is answered at the system's threshold, and of the answers that are wrong."""

    def answered(kind: Sequence[GoldQuestion]) -> dict[str, float]:
        return {asked.id: float(isinstance(outcomes[asked.id], Answer)) for asked in kind}

    right, wrong = answered(questions.answerable), answered(questions.unanswerable)
    figures = (
        Figure.of("answerable answered, as served", right),
        Figure.of("unanswerable answered, as served", wrong, "lower"),
    )
    wrongly, given = int(sum(wrong.values())), int(sum(right.values()) + sum(wrong.values()))
    if not given:
        return figures
    return (*figures, Figure.around(SHARE_SERVED, wilson_interval(wrongly, given), given, "lower"))


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


def _confidences(scores: Scored, labels: Labels, ids: Sequence[str], threshold: float) -> Confidences:
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
        scores=Scores(
            confidence=dict(zip(ids, scores.tolist(), strict=True)),
            right=dict(zip(ids, labels.tolist(), strict=True)),
        ),
    )
