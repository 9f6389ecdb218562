"""Compares two systems question by question: the difference, its interval and its p-value."""

from collections.abc import Mapping, Sequence
from itertools import product
from pathlib import Path
from typing import NamedTuple

from eval.data import Qrels, eligible, read_run
from eval.errors import ComparisonError, DataError
from eval.report.ranking_figures import figures_of
from eval.report.result import Better, Figure, Result, read_result
from eval.report.significance import bootstrap_interval, differences, holm, randomisation_test


class System(NamedTuple):
    """A system to compare: its name, and its figures with the values of the questions."""

    name: str
    figures: Mapping[str, Figure]


class Comparison(NamedTuple):
    """One figure of two systems: both means, the mean difference with its 95 % interval, and the p-values.

    `p` is that of the paired randomisation test; `adjusted` is p with Holm's correction over all comparisons.
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


def read_system(path: Path, qrels: Qrels | None) -> System:
    """Reads a result in JSON, or a TREC run, which is scored against `qrels`; raises DataError for other files."""
    if path.suffix == ".json":
        return system_of(read_result(path), path.stem)
    if qrels is None:
        raise DataError(path, "a TREC run needs judgements to be scored against: name them with --qrels")
    run = read_run(path)
    if not any(eligible(judged) for query, judged in qrels.items() if query in run):
        raise DataError(
            path, "no question of this run has a relevant document in the judgements: name others with --qrels"
        )
    figures = figures_of(run, qrels)
    return System(path.stem, {figure.name: figure for figure in figures})


def system_of(result: Result, name: str) -> System:
    """The figures of a result that have a value for each question."""
    return System(name, {figure.name: figure for figure in result.figures if figure.values})


def compare(systems: Sequence[System], *, seed: int = 0) -> list[Comparison]:
    """Compares each other system with the first, in each figure that all of them have.

    Raises ComparisonError if they have no figure in common, or scored different questions.
    """
    first, *others = systems
    shared = [name for name in first.figures if all(name in other.figures for other in others)]
    if not others or not shared:
        raise ComparisonError("nothing to compare: name two or more results of the same experiment")
    pairs = list(product(others, shared))
    try:
        paired = [differences(first.figures[name].values, other.figures[name].values) for other, name in pairs]
    except ValueError as error:
        raise ComparisonError(str(error)) from error
    tests = {str(number): randomisation_test(values, seed=seed) for number, values in enumerate(paired)}
    adjusted = holm(tests)
    comparisons = []
    for number, ((other, name), values) in enumerate(zip(pairs, paired, strict=True)):
        interval = bootstrap_interval(values, seed=seed)
        comparisons.append(
            Comparison(
                figure=name,
                better=first.figures[name].better,
                first=first.name,
                second=other.name,
                means=(first.figures[name].value, other.figures[name].value),
                difference=interval.mean,
                low=interval.low,
                high=interval.high,
                p=tests[str(number)],
                adjusted=adjusted[str(number)],
                questions=len(values),
            )
        )
    return comparisons
