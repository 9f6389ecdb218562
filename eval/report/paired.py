"""The paired test of one figure of two systems: which test, and what stands in its way."""

from typing import NamedTuple

import numpy as np

from eval.report.result import Figure
from eval.report.system import System
from eval.statistics import (
    COVERAGE,
    Difference,
    area_under_risk,
    auroc_difference,
    difference_interval,
    differences,
    randomisation_test,
    selective_difference,
    standard_error,
    wrong_of_answers,
    wrong_of_unanswerable,
)

SELECTIVE = {
    "AURC": area_under_risk,
    "wrong of unanswerable": wrong_of_unanswerable(COVERAGE),
    "wrong of answers": wrong_of_answers(COVERAGE),
}
UNTESTED = {
    "AURC together": "the difference is that of AURC",
    "calibration": "calibration errors are not tested against each other: compare their intervals",
}
RANDOMISATION, DELONG, BOOTSTRAP = "randomisation", "DeLong", "paired bootstrap"


class Test(NamedTuple):
    """The test of a difference: its interval, standard error, p-value, and the number of independent units."""

    name: str
    difference: float
    low: float
    high: float
    error: float
    freedom: float
    p: float
    questions: int
    units: int
    unit: str


def obstacle(first: System, other: System, name: str) -> str | None:
    """Why a figure of two systems cannot be compared; None if it can."""
    for system in (first, other):
        if name not in system.figures:
            return f"{system.name} does not have it"
    before, after = first.figures[name], other.figures[name]
    if before.statistic != after.statistic:
        return "the two results define it differently: score both with the same version"
    if before.statistic == "mean":
        return _unpaired(first.name, before) or _unpaired(other.name, after) or _other_questions(before, after)
    if before.statistic in UNTESTED:
        return UNTESTED[before.statistic]
    return _unscored(first, other)


def tested(first: System, other: System, name: str, seed: int) -> Test:
    """Tests the difference of a figure that has no obstacle.

    Means over questions: the randomisation test, with signs flipped by group where values depend on each other.
    AUROC: DeLong's test. AURC and answers at a coverage: a bootstrap of both systems on the same questions, since
    their thresholds come from the sample too.
    """
    figure, after = first.figures[name], other.figures[name]
    if figure.statistic == "mean":
        return _of_means(figure, after, seed)
    if first.scores is None or other.scores is None:
        raise ValueError(f"{name} needs the confidence of each question")
    ids = sorted(first.scores.right)
    right = np.asarray([first.scores.right[id_] for id_ in ids])
    before, later = ([scores.confidence[id_] for id_ in ids] for scores in (first.scores, other.scores))
    fewer = int(min(right.sum(), (~right).sum()))
    if figure.statistic == "AUROC":
        return _test(DELONG, auroc_difference(before, later, right), len(ids), fewer)
    found = selective_difference(SELECTIVE[figure.statistic], before, later, right, seed=seed)
    return _test(BOOTSTRAP, found, len(ids), fewer)


def _of_means(figure: Figure, after: Figure, seed: int) -> Test:
    paired = differences(figure.values, after.values)
    groups = [figure.groups[id_] for id_ in sorted(figure.values)] if figure.groups else None
    interval = difference_interval(paired, groups, seed=seed)
    units = len(set(groups)) if groups else len(paired)
    error = standard_error(paired, groups)
    return Test(
        name=RANDOMISATION,
        difference=interval.mean,
        low=interval.low,
        high=interval.high,
        error=error if error > 1e-12 else 0.0,  # noqa: PLR2004 (rounding; and not NaN, of a single question)
        freedom=max(1, units - 1),
        p=randomisation_test(paired, seed=seed, groups=groups),
        questions=len(paired),
        units=units,
        unit="groups of questions" if groups else "questions",
    )


def _test(name: str, found: Difference, questions: int, fewer: int) -> Test:
    interval = found.interval
    return Test(
        name=name,
        difference=interval.mean,
        low=interval.low,
        high=interval.high,
        error=found.error,
        freedom=found.freedom,
        p=found.p,
        questions=questions,
        units=fewer,
        unit="questions of a kind",
    )


def _unpaired(name: str, figure: Figure) -> str | None:
    """An AUROC of older results has values for one kind of questions only, which must not be tested alone."""
    if not figure.values:
        return f"{name} has no values of single questions"
    if len(figure.values) != figure.eligible:
        return f"{name} has values for only some of its questions: score it anew with this version"
    return None


def _other_questions(first: Figure, second: Figure) -> str | None:
    try:
        differences(first.values, second.values)
    except ValueError as error:
        return str(error)
    return None


def _unscored(first: System, other: System) -> str | None:
    for system in (first, other):
        if system.scores is None:
            return f"{system.name} has no confidence of each question: score it anew with this version"
    if first.scores and other.scores and first.scores.right != other.scores.right:
        return "different questions, or other labels: score both on the same data"
    return None
