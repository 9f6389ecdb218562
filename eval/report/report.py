"""Renders the report: one self-contained HTML page made from results."""

import json
from collections.abc import Sequence
from itertools import groupby

from jinja2 import Environment, PackageLoader, StrictUndefined

from eval.report.comparison import Comparison, compare
from eval.report.plots import Plot, differences_plot, reliability_plot, risk_coverage_plot, spread_plot
from eval.report.result import Result
from eval.report.system import system_of
from eval.statistics import differences

CHANGES = 20
Named = tuple[str, Result]
Changes = tuple[str, list[tuple[str, float]]]


def report(results: Sequence[Named]) -> str:
    """Renders named results as HTML, without scripts or external resources.

    Results of one experiment on the same questions are each compared with the first of them.
    """
    environment = Environment(
        loader=PackageLoader("eval.report"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["pretty"] = lambda value: json.dumps(value, indent=2, ensure_ascii=False, sort_keys=True)
    return environment.get_template("report.html").render(
        results=[(name, result, _plots(result)) for name, result in results],
        comparisons=[_compared(group) for group in _comparable(results)],
    )


def _plots(result: Result) -> list[Plot]:
    shown = result.confidences
    if shown is None:
        return []
    return [risk_coverage_plot(shown.curve), reliability_plot(shown.reliability), spread_plot(shown.spread)]


def _comparable(results: Sequence[Named]) -> list[list[Named]]:
    """Groups of two or more results that have the same figures for the same questions."""

    def key(named: Named) -> str:
        result = named[1]
        asked = {figure.name: sorted(figure.values) for figure in result.figures if figure.values}
        return json.dumps([result.experiment, result.provenance.data_sha256, asked])

    groups = (list(group) for _, group in groupby(sorted(results, key=key), key))
    return [group for group in groups if len(group) > 1]


def _compared(group: Sequence[Named]) -> tuple[str, list[Comparison], list[Plot], list[Changes]]:
    """The title, the comparisons, a plot per other result, and its largest differences in the first figure."""
    systems = [system_of(result, name) for name, result in group]
    comparisons = compare(systems)
    first = systems[0]
    figure = next((row.figure for row in comparisons if first.figures[row.figure].values), comparisons[0].figure)
    ids = sorted(first.figures[figure].values)
    plots: list[Plot] = []
    changes: list[Changes] = []
    for other in systems[1:]:
        values = differences(first.figures[figure].values, other.figures[figure].values).tolist()
        paired = dict(zip(ids, values, strict=True))
        plots.append(differences_plot(paired, first.name, other.name, first.figures[figure].better))
        largest = sorted(paired.items(), key=lambda item: (-abs(item[1]), item[0]))
        changes.append((other.name, [item for item in largest[:CHANGES] if item[1]]))
    return f"{group[0][1].title}: {figure}", comparisons, plots, changes
