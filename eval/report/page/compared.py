"""Two results on the same questions: the comparison in words and numbers, and the questions that differ."""

import json
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import replace
from typing import Any, NamedTuple

from eval.errors import ComparisonError
from eval.report.comparison import ALPHA, Comparison, compare, left_out, warnings_of
from eval.report.outcomes import RecordedOutcome
from eval.report.page.class_table import class_table
from eval.report.page.standing import Standing, marker
from eval.report.plots import Plot, differences_plot
from eval.report.result import Provenance, Result
from eval.report.system import System, system_of
from eval.statistics import differences

MOST = 40
Named = tuple[str, Result]


class Change(NamedTuple):
    """A question with different standings, and both outcomes."""

    outcomes: tuple[RecordedOutcome, RecordedOutcome]
    standings: tuple[Standing, Standing]

    @property
    def is_worse(self) -> bool:
        """Whether the second outcome is worse than the first."""
        return self.standings[1].rank < self.standings[0].rank


class Pair(NamedTuple):
    """The second of two results beside the first: changed questions, the worse ones first, of `changed`."""

    first: str
    second: str
    sentences: Sequence[str]
    settings: Sequence[tuple[str, str, str]]
    changes: Sequence[Change]
    worse: int
    better: int
    plot: Plot | None


class Compared(NamedTuple):
    """A group of comparable results, or the `problem` that stands in the way.

    `rows` are comparisons over all questions, `by_class` those within a class. `warnings` has each warning with
    the figures that it is about.
    """

    title: str
    rows: Sequence[Comparison] = ()
    by_class: Sequence[Comparison] = ()
    warnings: Sequence[tuple[str, Sequence[str]]] = ()
    left_out: Sequence[str] = ()
    pairs: Sequence[Pair] = ()
    problem: str = ""


def compared(group: Sequence[Named]) -> Compared:
    """Compares each other result of the group with the first."""
    title = group[0][1].title
    systems = [system_of(result, name) for name, result in group]
    try:
        rows = compare(systems)
    except ComparisonError as error:
        return Compared(title, problem=str(error))
    overall = {figure.name for figure in class_table(group[0][1]).others}
    return Compared(
        title=title,
        rows=[row for row in rows if row.figure in overall],
        by_class=[row for row in rows if row.figure not in overall],
        warnings=warnings_of(rows),
        left_out=left_out(systems),
        pairs=[
            _pair((group[0], other), (systems[0], system), rows, overall)
            for other, system in zip(group[1:], systems[1:], strict=True)
        ],
    )


def _pair(
    named: tuple[Named, Named], systems: tuple[System, System], every: Sequence[Comparison], overall: Set[str]
) -> Pair:
    first, second = named
    rows = [row for row in every if row.second == second[0]]
    changes = sorted(
        _changes(first[1], second[1]), key=lambda change: (not change.is_worse, change.standings[1].rank)
    )
    counts = Counter(change.is_worse for change in changes)
    return Pair(
        first=first[0],
        second=second[0],
        sentences=list(_sentences(rows, overall)),
        settings=list(_settings(first[1], second[1])),
        changes=changes[:MOST],
        worse=counts[True],
        better=counts[False],
        plot=_plot(rows, systems),
    )


def _changes(first: Result, second: Result) -> Iterator[Change]:
    marks = marker(first), marker(second)
    later: Mapping[str, RecordedOutcome] = {outcome.id: outcome for outcome in second.outcomes}
    for outcome in first.outcomes:
        if outcome.id in later:
            both = outcome, later[outcome.id]
            standings = marks[0](both[0]), marks[1](both[1])
            if standings[0].rank != standings[1].rank:
                yield Change(both, standings)


def _sentences(rows: Sequence[Comparison], overall: Set[str]) -> Iterator[str]:
    """What differs significantly over all questions, and how much within classes; or that nothing does."""
    clear = [row for row in rows if row.adjusted < ALPHA]
    for row in clear:
        if row.figure not in overall:
            continue
        better = {"higher": row.difference > 0, "lower": row.difference < 0, "neither": None}[row.better]
        word = "differs" if better is None else "is better" if better else "is worse"
        yield (
            f"{row.second} {word} in {row.figure}: {row.means[1]:.3f} instead of {row.means[0]:.3f}"
            f" (adjusted p {row.adjusted:.4f})."
        )
    if within := sum(row.figure not in overall for row in clear):
        yield f"{within} figures of classes differ too (adjusted p < {ALPHA:g}): see the lines by class."
    if not clear and rows:
        yield (
            f"No figure of {rows[0].second} differs from {rows[0].first} at adjusted p < {ALPHA:g}. That does not"
            " show that they are equal: see which differences these questions can find."
        )


def _settings(first: Result, second: Result) -> Iterator[tuple[str, str, str]]:
    """The settings, the index and the system that the two results do not share, with both values."""
    before, after = (_about(result.provenance) for result in (first, second))
    for name in dict.fromkeys((*before, *after)):
        values = before.get(name, "–"), after.get(name, "–")
        if values[0] != values[1]:
            yield name, *values


def _about(origin: Provenance) -> dict[str, str]:
    named = {"index": origin.generation, "url": origin.url or "–", "dataset": origin.dataset}
    return _flat(origin.configuration) | named


def _flat(configuration: Mapping[str, Any], prefix: str = "") -> dict[str, str]:
    """The values of nested settings by dotted names."""
    flat: dict[str, str] = {}
    for name, value in configuration.items():
        if isinstance(value, Mapping):
            flat |= _flat(value, f"{prefix}{name}.")
        else:
            flat[f"{prefix}{name}"] = json.dumps(value, ensure_ascii=False)
    return flat


def _plot(rows: Sequence[Comparison], systems: tuple[System, System]) -> Plot | None:
    """The differences of the first figure with values between 0 and 1, if it has more than those two."""
    first, second = systems
    for row in rows:
        values = first.figures[row.figure].values
        if len(set(values.values())) > 2:  # noqa: PLR2004 (a share of questions is not worth a plot)
            paired = differences(values, second.figures[row.figure].values).tolist()
            named = dict(zip(sorted(values), paired, strict=True))
            plot = differences_plot(named, first.name, second.name, first.figures[row.figure].better)
            return replace(plot, y_label=f"difference in {row.figure}")
    return None
