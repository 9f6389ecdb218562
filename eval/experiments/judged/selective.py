"""Selective answering: how wrong the answers are at each coverage, when the least confident ones are withheld.

Here an answer is wrong if its first quote, or in the figures for any quote if none of its quotes, supports a gold
passage; every answer to an item that calls for silence is wrong. Coverage is the share of all items that are
answered, so that it ends at the share that the system answers. The area under the curve is over the answers.
"""

from collections.abc import Callable, Iterator, Sequence

import numpy as np
from numpy.typing import NDArray
from scipy.stats import binomtest

from eval.experiments.judged.verdicts import FIRST, WRONGLY
from eval.measures import auroc, reliability, risk_coverage
from eval.report import Calibrated, Confidences, Curve, Figure, RecordedOutcome, Spread

COVERAGES = (0.25, 0.5, 0.75)
_RESAMPLES = 1000
_POINTS = 200
_STEPS = 20
_BOTH = 2
Scores = NDArray[np.float64]
Labels = NDArray[np.bool_]
Statistic = Callable[[Scores, Labels], float]


def selective_figures(outcomes: Sequence[RecordedOutcome], seed: int = 0) -> Iterator[Figure]:
    """The figures over the answers among the scored outcomes; none if there is no answer."""
    answers = [outcome for outcome in outcomes if outcome.answered]
    if not answers:
        return
    scores = _scores(answers)
    for which, wrong in (("first quote", _first_wrong(answers)), ("any quote", _all_wrong(answers))):
        low, high = binomtest(int(wrong.sum()), len(wrong)).proportion_ci(0.95, method="exact")
        yield _figure(f"risk of the answers, {which}", float(wrong.mean()), (low, high), len(wrong))
        for coverage in COVERAGES:
            if coverage * len(outcomes) <= len(answers):
                statistic = _risk_at(coverage * len(outcomes) / len(answers))
                interval = _interval(statistic, scores, wrong, seed)
                name = f"risk at {coverage:.0%} coverage, {which}"
                yield _figure(name, statistic(scores, wrong), interval, len(outcomes))
        yield _figure(f"AURC, {which}", _aurc(scores, wrong), _interval(_aurc, scores, wrong, seed), len(wrong))
    right = ~_first_wrong(answers)
    if len(np.unique(right)) == _BOTH:
        interval = _interval(_auroc, scores, right, seed, each_kind=True)
        name = "AUROC of the confidence that the first quote is right"
        yield _figure(name, _auroc(scores, right), interval, len(right), "higher")


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


def _scores(outcomes: Sequence[RecordedOutcome]) -> Scores:
    return np.array([outcome.confidence for outcome in outcomes], dtype=np.float64)


def _first_wrong(answers: Sequence[RecordedOutcome]) -> Labels:
    return np.array([not answer.verdicts.get(FIRST) for answer in answers])


def _all_wrong(answers: Sequence[RecordedOutcome]) -> Labels:
    return np.array([bool(answer.verdicts[WRONGLY]) for answer in answers])


def _risk_at(coverage: float) -> Statistic:
    """The risk where at least this share of the answers is kept; answers of equal confidence stay together."""

    def risk(scores: Scores, wrong: Labels) -> float:
        curve = risk_coverage(scores.tolist(), wrong.tolist())
        return float(curve.risk[int(np.argmax(curve.coverage >= min(1.0, coverage) - 1e-12))])

    return risk


def _aurc(scores: Scores, wrong: Labels) -> float:
    return risk_coverage(scores.tolist(), wrong.tolist()).area


def _auroc(scores: Scores, right: Labels) -> float:
    return auroc(scores.tolist(), right.tolist())


def _interval(
    statistic: Statistic, scores: Scores, labels: Labels, seed: int, *, each_kind: bool = False
) -> tuple[float, float]:
    """The percentile bootstrap interval over the answers, or over those of each label separately."""
    random = np.random.default_rng(seed)
    groups = [np.flatnonzero(labels), np.flatnonzero(~labels)] if each_kind else [np.arange(len(labels))]
    drawn = []
    for _ in range(_RESAMPLES):
        rows = np.concatenate([random.choice(group, len(group)) for group in groups])
        drawn.append(statistic(scores[rows], labels[rows]))
    low, high = np.quantile(drawn, [0.025, 0.975]).tolist()
    return low, high


def _figure(name: str, value: float, interval: tuple[float, float], n: int, better: str = "lower") -> Figure:
    return Figure.model_validate(
        {"name": name, "value": value, "low": interval[0], "high": interval[1], "eligible": n, "better": better}
    )
