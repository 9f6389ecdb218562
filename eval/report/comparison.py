"""Compares systems question by question: the difference, its interval, its p-value, and what could be found."""

from collections import defaultdict
from collections.abc import Sequence
from itertools import product
from typing import NamedTuple

from eval.errors import ComparisonError
from eval.report.paired import Test, obstacle, tested
from eval.report.result import Better
from eval.report.system import System
from eval.statistics import holm, minimum_detectable, needed_questions, power

FEW = 30
ALPHA = 0.05


class Comparison(NamedTuple):
    """One figure of two systems: both values, the difference with its 95 % interval, and the p-values.

    `p` is that of `test`, and `adjusted` is p with Holm's correction over all comparisons. `detectable` is the
    true difference that this comparison finds at p < 0.05 with a probability of 80 %; `needed` is how many
    questions find the expected difference with that probability, or without one the observed difference; `power`
    is the probability that these questions find the expected one. None where these cannot be computed. `warnings`
    says what a reader should know before concluding that the systems are equal.
    """

    figure: str
    better: Better
    first: str
    second: str
    means: tuple[float, float]
    difference: float
    low: float
    high: float
    p: float
    adjusted: float
    questions: int
    test: str
    detectable: float | None
    needed: int | None
    power: float | None
    warnings: tuple[str, ...]


def compare(systems: Sequence[System], *, seed: int = 0, expected: float | None = None) -> list[Comparison]:
    """Compares each other system with the first, in each figure that all of them have for the same questions.

    `expected` is the difference for which `power` and `needed` are computed. Raises ComparisonError if they have
    no figure in common, scored different questions, or rankings of different depth.
    """
    first, *others = systems
    _check_depths(systems)
    shared, reasons = _shared(systems)
    if not others or not shared:
        why = reasons[0] if reasons else "name two or more results of the same experiment"
        raise ComparisonError(f"nothing to compare: {why}")
    pairs = list(product(others, shared))
    tests = [tested(first, other, name, seed) for other, name in pairs]
    adjusted = holm({str(number): test.p for number, test in enumerate(tests)})
    return [
        _comparison((first, other), name, test, adjusted=adjusted[str(number)], expected=expected)
        for number, ((other, name), test) in enumerate(zip(pairs, tests, strict=True))
    ]


def warnings_of(rows: Sequence[Comparison]) -> list[tuple[str, list[str]]]:
    """Each warning with the figures that it is about, since most figures have the same number of questions."""
    found: dict[str, list[str]] = defaultdict(list)
    for row in rows:
        for warning in row.warnings:
            found[warning].append(row.figure)
    return [(warning, list(dict.fromkeys(figures))) for warning, figures in found.items()]


def left_out(systems: Sequence[System]) -> list[str]:
    """For each figure that `compare` leaves out, one line that says why."""
    return _shared(systems)[1]


def _shared(systems: Sequence[System]) -> tuple[list[str], list[str]]:
    """The names of the figures that can be compared, and why others cannot, both in the order of the first."""
    first, *others = systems
    names = dict.fromkeys(name for system in systems for name in system.figures)
    reasons = {name: reason for name in names for other in others if (reason := obstacle(first, other, name))}
    return [name for name in names if name not in reasons], [f"{name}: {why}" for name, why in reasons.items()]


def _check_depths(systems: Sequence[System]) -> None:
    depths = dict.fromkeys(
        (system.name, figure.depth) for system in systems for figure in system.figures.values() if figure.depth
    )
    if len({depth for _, depth in depths}) > 1:
        found = ", ".join(f"{name} at {depth}" for name, depth in depths)
        raise ComparisonError(
            f"the rankings were scored at different depths ({found}): score the results anew with the same"
            " --depth; TREC runs are all cut at the depth that compare's own --depth names"
        )


def _comparison(
    pair: tuple[System, System], name: str, test: Test, *, adjusted: float, expected: float | None
) -> Comparison:
    first, other = pair
    figure = first.figures[name]
    wanted = test.difference if expected is None else expected
    known = test.error > 0
    detectable = minimum_detectable(test.error, test.freedom) if known else None
    needed = needed_questions(wanted, test.error, test.questions, test.freedom) if known and wanted else None
    return Comparison(
        figure=name,
        better=figure.better,
        first=first.name,
        second=other.name,
        means=(figure.value, other.figures[name].value),
        difference=test.difference,
        low=test.low,
        high=test.high,
        p=test.p,
        adjusted=adjusted,
        questions=test.questions,
        test=test.name,
        detectable=detectable,
        needed=needed,
        power=power(expected, test.error, test.freedom) if known and expected is not None else None,
        warnings=tuple(_warnings(test, adjusted, detectable, needed, expected)),
    )


def _warnings(
    test: Test, adjusted: float, detectable: float | None, needed: int | None, expected: float | None
) -> list[str]:
    found = []
    if test.units < FEW:
        found.append(f"only {test.units} {test.unit}: the interval and p are rough below {FEW}")
    wanted = abs(test.difference if expected is None else expected)
    if detectable is not None and detectable > wanted:
        some = f"; {needed} questions would find {wanted:.4f}" if needed else ""
        missed = "" if adjusted < ALPHA else ", so no difference found does not mean that there is none"
        found.append(f"differences below {detectable:.4f} are missed more often than 1 time in 5{missed}{some}")
    return found
