"""The table of judged figures by class, narrow enough for a terminal."""

from collections.abc import Iterable, Iterator, Sequence

from eval.experiments.judged.figures import figure_of
from eval.experiments.judged.verdicts import AMONG, ANSWERED, FIRST, SILENT, WRONGLY
from eval.report import RecordedOutcome

WIDTH = 120
COLUMNS = {
    ANSWERED: "answered",
    FIRST: "first quote",
    AMONG: "among 3",
    WRONGLY: "wrongly answered",
    SILENT: "wrongly silent",
}
_NAME, _COUNT, _CELL = 22, 5, 17


def judged_table(outcomes: Sequence[RecordedOutcome]) -> Iterator[str]:
    """A header, a line for each class and one for all: percentages with 95 % intervals, or - without items.

    Answered and wrongly answered are of all items, the others of the items with gold passages.
    """
    scored = [outcome for outcome in outcomes if outcome.verdicts]
    yield _line("% [95 %]", "n", COLUMNS.values())
    classes = list(dict.fromkeys(outcome.category for outcome in scored))
    for name in classes if len(classes) > 1 else ():
        yield _row(name, [outcome for outcome in scored if outcome.category == name])
    yield _row("all", scored)


def _row(name: str, outcomes: Sequence[RecordedOutcome]) -> str:
    return _line(name, str(len(outcomes)), [_cell(column, outcomes) for column in COLUMNS])


def _cell(column: str, outcomes: Sequence[RecordedOutcome]) -> str:
    values = {outcome.id: outcome.verdicts[column] for outcome in outcomes if column in outcome.verdicts}
    if not values:
        return "-"
    figure = figure_of(column, values)
    return f"{100 * figure.value:.0f} [{100 * figure.low:.0f}, {100 * figure.high:.0f}]"


def _line(name: str, count: str, cells: Iterable[str]) -> str:
    short = name if len(name) <= _NAME else f"{name[: _NAME - 1]}…"
    return f"{short:{_NAME}}{count:>{_COUNT}}" + "".join(f"{cell:>{_CELL}}" for cell in cells)
