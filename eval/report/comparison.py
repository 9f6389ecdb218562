"""Two systems side by side, question by question: the difference, its interval, and whether it is chance."""

from collections.abc import Mapping, Sequence
from itertools import product
from pathlib import Path
from typing import NamedTuple

from eval.data import DataError, Qrels, eligible, read_run
from eval.errors import ComparisonError
from eval.report.ranking_figures import figures_of
from eval.report.result import Better, Figure, Result, read_result
from eval.report.significance import bootstrap_interval, differences, holm, randomisation_test


class System(NamedTuple):
    """What is compared: a name, and its figures with the values of the single questions."""

    name: str
    figures: Mapping[str, Figure]


class Comparison(NamedTuple):
    """One figure of two systems: both means, the mean difference with its 95 % interval, and p.

    `p` is that of the paired randomisation test, `adjusted` after Holm over all comparisons made together.
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
    """A result in JSON, or a TREC run, which needs judgements to be scored; DataError for anything else."""
    if path.suffix == ".json":
        return system_of(read_result(path), path.stem)
    if qrels is None:
        raise DataError(path, "a run is scored against judgements: name them with --qrels")
    run = read_run(path)
    if not any(eligible(judged) for query, judged in qrels.items() if query in run):
        raise DataError(path, "the judgements call nothing relevant to its questions: name others with --qrels")
    figures = figures_of(run, qrels)
    return System(path.stem, {figure.name: figure for figure in figures})


def system_of(result: Result, name: str) -> System:
    """The figures of a result that are means over questions."""
    return System(name, {figure.name: figure for figure in result.figures if figure.values})


def compare(systems: Sequence[System], *, seed: int = 0) -> list[Comparison]:
    """Every other system against the first, in every figure that all have.

    Raises ComparisonError where they have none in common, or did not score the same questions.
    """
    first, *others = systems
    shared = [name for name in first.figures if all(name in other.figures for other in others)]
    if not others or not shared:
        raise ComparisonError("two or more results of one experiment are needed, with a figure in common")
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
