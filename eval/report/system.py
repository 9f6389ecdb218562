"""A system to compare, read from a result or scored from a run."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from eval.data import Qrels, eligible, read_run
from eval.errors import DataError
from eval.report.ranking_figures import depth_of, figures_of
from eval.report.result import Figure, Result, Scores, read_result


class System(NamedTuple):
    """A system to compare: its name, its figures, and all confidences if it was asked for abstention."""

    name: str
    figures: Mapping[str, Figure]
    scores: Scores | None = None


def read_systems(paths: Sequence[Path], qrels: Qrels | None, depth: int | None = None) -> list[System]:
    """Reads results in JSON, and TREC runs, of which only the first `depth` documents are scored.

    Without `depth`, a run beside results of one depth is scored at that depth, unless it is deeper: a search may
    have found fewer documents than it was asked for. Raises DataError as `read_system` does.
    """
    results = {path: system_of(read_result(path), path.stem) for path in paths if path.suffix == ".json"}
    stated = {figure.depth for system in results.values() for figure in system.figures.values() if figure.depth}
    common = stated.pop() if len(stated) == 1 else None
    return [results[path] if path in results else _scored(path, qrels, depth, common) for path in paths]


def read_system(path: Path, qrels: Qrels | None, depth: int | None = None) -> System:
    """Reads a result in JSON, or a TREC run, which is scored against `qrels`; raises DataError for other files."""
    (system,) = read_systems([path], qrels, depth)
    return system


def _scored(path: Path, qrels: Qrels | None, depth: int | None, common: int | None) -> System:
    if qrels is None:
        raise DataError(path, "a TREC run needs judgements to be scored against: name them with --qrels")
    run = read_run(path)
    if not any(eligible(judged) for query, judged in qrels.items() if query in run):
        raise DataError(
            path, "no question of this run has a relevant document in the judgements: name others with --qrels"
        )
    if depth is None and common and depth_of(run) <= common:
        depth = common
    return System(path.stem, {figure.name: figure for figure in figures_of(run, qrels, depth)})


def system_of(result: Result, name: str) -> System:
    """The figures of a result that have a value for each question or are computed from all confidences."""
    figures = {figure.name: figure for figure in result.figures if figure.values or figure.statistic != "mean"}
    return System(name, figures, result.confidences.scores if result.confidences else None)
