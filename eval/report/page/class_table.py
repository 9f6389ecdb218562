"""The figures of a result that are given for each class, as one table."""

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from eval.report.result import Figure, Result


class Row(NamedTuple):
    """A class, and its figure in each column; None where no question of the class counts."""

    name: str
    figures: Sequence[Figure | None]


class ClassTable(NamedTuple):
    """The columns, the names of figures; a row for each class and the last for all; and the other figures."""

    columns: Sequence[str]
    rows: Sequence[Row]
    others: Sequence[Figure]


def class_table(result: Result) -> ClassTable:
    """Separates the figures of classes from those over all questions; without classes there are no rows."""
    figures = {figure.name: figure for figure in result.figures}
    classes = list(dict.fromkeys(outcome.category for outcome in result.outcomes))
    by_class = {name: dict(_of_class(name, figures)) for name in classes}
    columns = [name for name in figures if any(name in own for own in by_class.values())]
    taken = {figure.name for own in by_class.values() for figure in own.values()}
    rows = [Row(name, [own.get(column) for column in columns]) for name, own in by_class.items() if own]
    if rows:
        rows.append(Row("all", [figures[column] for column in columns]))
    return ClassTable(columns, rows, [figure for figure in result.figures if figure.name not in taken])


def _of_class(name: str, figures: Mapping[str, Figure]) -> Iterator[tuple[str, Figure]]:
    """The figures of a class by the names that they have over all questions."""
    for base in figures:
        own = figures.get(f"{name}: {base}") or figures.get(f"{base}, {name or 'no category'}")
        if own:
            yield base, own
