"""Labels of groups of rows: each row of a group gets them, because it would be meaningless without them."""

from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

from corpus.readers.pdf.page import BOLD, Line
from corpus.readers.pdf.tables.page_breaks import rejoined
from corpus.readers.pdf.tables.table import Table, TableRow

INDENT = 2.0  # points
_TOTALS = frozenset(("all", "n", "overall", "total"))

Cell = tuple[Line, ...]


class _Group(NamedTuple):
    """The label of a group, and whether its rows are indented."""

    label: Cell
    indented: bool


_NO_GROUP = _Group((), indented=False)


def with_labels(tables: Sequence[Table]) -> list[Table]:
    """The tables of a document, in order, with the labels of groups.

    Blank first cells are filled from above, and group labels come before first cells ("Nausea: grade 3"). A row
    with a single cell is the label of the rows below it, up to a total or a row in the style of the label. A table
    with the header of the one before it continues that one.
    """
    labelled: list[Table] = []
    title: list[str] = []
    group, above = _NO_GROUP, None
    for table in rejoined(tables):
        if not table.grouped:
            labelled.append(table)
            continue
        header = sorted({word for line in table.rows[0].lines for word in line.text.rstrip(":").split()})
        if header != title:
            title, group, above = header, _NO_GROUP, None
        filled = _filled_down(table.rows, above)
        rows, group = _grouped(filled, group)
        above = filled[-1]
        labelled.append(replace(table, rows=tuple(rows)))
    return labelled


def marked(lines: Sequence[Line]) -> Cell:
    """The lines of a label, with a colon after it."""
    *rest, last = lines
    if last.text.endswith(":"):
        return tuple(lines)
    return (*rest, replace(last, text=f"{last.text}:", flags=last.flags + b"\0"))


def _filled_down(rows: Sequence[TableRow], above: TableRow | None) -> list[TableRow]:
    """The rows; a blank first cell, as beside a merged cell, is filled from above if the second cell has text."""
    filled: list[TableRow] = []
    for row in rows:
        both = above is not None and len(above.cells) > 1 and all(above.cells[:2])
        if above is not None and both and len(row.cells) > 1 and not row.cells[0] and row.cells[1]:
            row = replace(row, cells=(above.cells[0], *row.cells[1:]))  # noqa: PLW2901 - its copy
        filled.append(row)
        above = above if row.header else row
    return filled


def _grouped(rows: Sequence[TableRow], group: _Group) -> tuple[list[TableRow], _Group]:
    """The rows with the labels of their groups, and the group that is open at the end."""
    found: list[TableRow] = []
    for row, below in zip(rows, [*rows[1:], None], strict=True):
        if row.header:
            found.append(row)
        elif len(row.cells) == 1:
            group = _opened(row, below)
            found.append(row)
        else:
            if row.cells[0] and group.label and _stands_apart(row.cells[0], group):
                group = _NO_GROUP
            label = marked(group.label) if row.cells[0] and group.label else ()
            found.append(replace(row, cells=((*label, *row.cells[0]), *row.cells[1:])))
    return found, group


def _opened(row: TableRow, below: TableRow | None) -> _Group:
    if below is None:
        return _Group(row.cells[0], indented=False)
    if len(below.cells) == 1 or not below.cells[0]:
        return _NO_GROUP
    return _Group(row.cells[0], indented=_is_indented(below.cells[0], row.cells[0]))


def _stands_apart(cell: Cell, group: _Group) -> bool:
    """Whether a row is not in the group: it is a total, or is set like the group's label."""
    text = " ".join(line.text for line in cell).casefold()
    bold = all(line.all_flagged(BOLD) for line in (*cell, *group.label))
    return text in _TOTALS or bold or (group.indented and not _is_indented(cell, group.label))


def _is_indented(cell: Cell, group: Cell) -> bool:
    return cell[0].x0 > group[0].x0 + INDENT
