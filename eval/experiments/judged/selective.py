"""Selective answering: how wrong the answers are at each coverage, when the least confident ones are withheld.

Here an answer is wrong if its first quote, or in the figures for any quote if none of its quotes, supports a gold
passage; every answer to an item that calls for silence is wrong. Coverage is the share of all items that are
answered, so that it ends at the share that the system answers. The area under the curve is over the answers.
"""

from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from eval.experiments.judged.verdicts import FIRST, WRONGLY
from eval.measures import reliability, risk_coverage
from eval.report import Calibrated, Confidences, Curve, Figure, RecordedOutcome, Spread
from eval.statistics import Interval, area_under_risk, auroc_interval, exact_interval, selective_interval

COVERAGES = (0.25, 0.5, 0.75)
_MEANT = {
    "first quote": "whose first quote does not support a gold passage",
    "any quote": "of which no quote supports a gold passage",
}
_POINTS = 200
_STEPS = 20
_BOTH = 2
Scored = NDArray[np.float64]
Labels = NDArray[np.bool_]


def selective_figures(outcomes: Sequence[RecordedOutcome], seed: int = 0) -> Iterator[Figure]:
    """The figures over the answers among the scored outcomes; none if there is no answer with a confidence.

    A risk has its exact interval, as if the threshold were given; AURC one of resampled answers, AUROC DeLong's.
    """
    answers = [outcome for outcome in outcomes if outcome.answered]
    if not answers or any(answer.confidence is None for answer in answers):
        return
    scores = _scores(answers)
    for which, wrong in (("first quote", _first_wrong(answers)), ("any quote", _all_wrong(answers))):
        meant = _MEANT[which]
        yield _risk(f"risk of the answers, {which}", wrong, f"share of the answers {meant}")
        for coverage in COVERAGES:
            if coverage * len(outcomes) <= len(answers):
                kept = _most_confident(scores, coverage * len(outcomes))
                meaning = f"the same if only the most confident {coverage:.0%} of the items were answered"
                yield _risk(f"risk at {coverage:.0%} coverage, {which}", wrong[kept], meaning)
        area, meaning = _aurc(scores, wrong, seed), "mean risk over all coverages"
        yield Figure.around(f"AURC, {which}", area, len(wrong), "lower", meaning=meaning)
    right = ~_first_wrong(answers)
    if len(np.unique(right)) == _BOTH:
        name = "AUROC of the confidence that the first quote is right"
        meaning = "chance that a right answer is more confident than a wrong one; 0.5 is no better than a coin"
        yield Figure.around(name, auroc_interval(scores, right), len(right), meaning=meaning)


def judged_confidences(outcomes: Sequence[RecordedOutcome]) -> Confidences | None:
    """What the plots show: the risk-coverage curve for the first quote, and the confidence of both kinds of items.

    None if nothing was answered.
    """
    scored = [outcome for outcome in outcomes if outcome.verdicts and outcome.confidence is not None]
    answers = [outcome for outcome in scored if outcome.answered]
    if not answers:
        return None
    scores, answerable = _scores(scored), np.array([FIRST in outcome.verdicts for outcome in scored])
    curve = risk_coverage(_scores(answers).tolist(), _first_wrong(answers).tolist())
    kept = np.unique(np.linspace(0, len(curve.coverage) - 1, _POINTS).round().astype(int))
    covered = curve.coverage[kept] * len(answers) / len(scored)
    edges = np.linspace(0, 1, _STEPS + 1)
    return Confidences(
        curve=Curve(coverage=tuple(covered.tolist()), risk=tuple(curve.risk[kept].tolist())),
        reliability=tuple(
            Calibrated(**part._asdict()) for part in reliability(scores.tolist(), answerable.tolist())
        ),
        spread=Spread(
            answerable=tuple(np.histogram(scores[answerable], edges)[0].tolist()),
            unanswerable=tuple(np.histogram(scores[~answerable], edges)[0].tolist()),
            threshold=scored[0].threshold or 0.0,
        ),
    )


def _risk(name: str, wrong: Labels, meaning: str) -> Figure:
    interval = exact_interval(int(wrong.sum()), len(wrong))
    return Figure.around(name, interval, len(wrong), "lower", meaning=meaning)


def _most_confident(scores: Scored, least: float) -> Labels:
    """Which answers the highest threshold keeps that keeps so many; equal confidences stay together."""
    number = max(1, int(np.ceil(least - 1e-9)))
    kept: Labels = scores >= np.sort(scores)[-number]
    return kept


def _aurc(scores: Scored, wrong: Labels, seed: int) -> Interval:
    """The area and its interval; where all answers are right, or all wrong, the interval is that of their risk."""
    if len(np.unique(wrong)) < _BOTH:
        return exact_interval(int(wrong.sum()), len(wrong))
    return selective_interval(area_under_risk, scores, ~wrong, together=True, seed=seed)


def _scores(outcomes: Sequence[RecordedOutcome]) -> Scored:
    return np.array([outcome.confidence for outcome in outcomes], dtype=np.float64)


def _first_wrong(answers: Sequence[RecordedOutcome]) -> Labels:
    return np.array([not answer.verdicts.get(FIRST) for answer in answers])


def _all_wrong(answers: Sequence[RecordedOutcome]) -> Labels:
    return np.array([bool(answer.verdicts[WRONGLY]) for answer in answers])
