"""How the page writes numbers, and what it calls methods and reasons."""

from collections.abc import Mapping

from eval.report.result import Figure
from eval.statistics import Method
from qa.schema import Reason

INTERVALS: Mapping[Method, str] = {
    "bootstrap": "bootstrap",
    "wilson": "Wilson",
    "exact": "Clopper-Pearson",
    "score": "Wilson, effective n",
    "delong": "DeLong",
    "band": "band of a calibrated system",
}


def percent(value: float) -> str:
    """A share as a percentage, without decimals."""
    return f"{100 * value:.0f}"


def count_of(figure: Figure) -> str:
    """The share as a count of its questions, if it is one; otherwise the number of questions."""
    hits = figure.value * figure.eligible
    if figure.interval in {"exact", "wilson"} and abs(hits - round(hits)) < 1e-6:  # noqa: PLR2004 (rounding)
        return f"{round(hits)} of {figure.eligible}"
    return f"n {figure.eligible}"


def reason_in_words(reason: Reason | None) -> str:
    """The reason of a silence without underscores."""
    return (reason or "").replace("_", " ")
