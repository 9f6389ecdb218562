"""A system to compare, read from a result or scored from a run."""

from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from eval.data import Qrels, eligible, read_run
from eval.errors import DataError
from eval.report.ranking_figures import figures_of
from eval.report.result import Figure, Result, Scores, read_result


class System(NamedTuple):
    """A system to compare: its name, its figures, and all confidences if it was asked for abstention."""

    name: str
    figures: Mapping[str, Figure]
    scores: Scores | None = None


def read_system(path: Path, qrels: Qrels | None, depth: int | None = None) -> System:
    """Reads a result in JSON, or a TREC run, which is scored against `qrels`; raises DataError for other files.

    Only the first `depth` documents of a run are scored; all without it.
    """
    if path.suffix == ".json":
        return system_of(read_result(path), path.stem)
    if qrels is None:
        raise DataError(path, "a TREC run needs judgements to be scored against: name them with --qrels")
    run = read_run(path)
    if not any(eligible(judged) for query, judged in qrels.items() if query in run):
        raise DataError(
            path, "no question of this run has a relevant document in the judgements: name others with --qrels"
        )
    figures = figures_of(run, qrels, depth)
    return System(path.stem, {figure.name: figure for figure in figures})


def system_of(result: Result, name: str) -> System:
    """The figures of a result that have a value for each question or are computed from all confidences."""
    figures = {figure.name: figure for figure in result.figures if figure.values or figure.statistic != "mean"}
    return System(name, figures, result.confidences.scores if result.confidences else None)
