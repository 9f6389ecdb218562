"""Renders the report: one self-contained HTML page made from results."""

import json
from collections.abc import Sequence
from itertools import groupby
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined

from eval.report.gate import Judged
from eval.report.page import BY_PEOPLE, INTERVALS, class_table, compared, count_of, percent, reason_in_words, shown
from eval.report.plots import Plot, reliability_plot, risk_coverage_plot, spread_plot
from eval.report.result import Figure, Result
from qa.schema import Question

Named = tuple[str, Result]


def report(results: Sequence[Named], verdicts: Sequence[tuple[str, Sequence[Judged]]] = ()) -> str:
    """Renders named results as HTML, without scripts or external resources.

    `verdicts` are the decisions on the aims of each result, by its name. Results of one experiment on the same
    data are each compared with the first of them. Of more than 300 questions, those that are right are left out.
    """
    return (
        _environment()
        .get_template("report.html")
        .render(
            results=[_shown(name, result) for name, result in results],
            comparisons=[compared(group) for group in _comparable(results)],
            verdicts=[(name, judged) for name, judged in verdicts if judged],
        )
    )


def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("eval.report"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["pretty"] = lambda value: json.dumps(value, indent=2, ensure_ascii=False, sort_keys=True)
    environment.filters |= {"percent": percent, "count_of": count_of, "words": reason_in_words}
    environment.globals |= {"methods": INTERVALS, "usual_audience": Question.model_fields["audience"].default}
    return environment


def _shown(name: str, result: Result) -> dict[str, Any]:
    return {
        "name": name,
        "first": _first(result),
        "result": result,
        "table": class_table(result),
        "plots": _plots(result),
        "questions": shown(result),
    }


def _first(result: Result) -> Figure:
    """The first figure that can be better or worse."""
    return next((figure for figure in result.figures if figure.better != "neither"), result.figures[0])


def _plots(result: Result) -> list[Plot]:
    drawn = result.confidences
    if drawn is None:
        return []
    return [risk_coverage_plot(drawn.curve), reliability_plot(drawn.reliability), spread_plot(drawn.spread)]


def _comparable(results: Sequence[Named]) -> list[list[Named]]:
    """Groups of two or more results of one experiment on the same questions of the same data.

    Results judged by people and by rules share no figure, and are in groups of their own.
    """

    def key(named: Named) -> str:
        result, origin = named[1], named[1].provenance
        by_people = any(name.startswith(BY_PEOPLE) for outcome in result.outcomes for name in outcome.verdicts)
        return json.dumps([result.experiment, origin.data_sha256, origin.split, origin.selection, by_people])

    groups = (list(group) for _, group in groupby(sorted(results, key=key), key))
    return [group for group in groups if len(group) > 1]
