"""Certainty of tables: which rows may have text of the rows or columns beside them.

Drawn borders part rows and columns with certainty. Without them, white space does: rows are further apart than the
lines within a cell, and no text reaches into another column.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from corpus.readers.pdf.page import Line
from corpus.readers.pdf.tables.table import Table, TableRow

ROW_GAP = 1.1  # of the line distance within the cells: rows that are further apart are certain
LEVEL = 1.5  # points: baselines this near to each other are level
REACH = 1.0  # of the font size: text that reaches this far into another column may belong to it


def with_doubts(table: Table) -> Table:
    """The table, with the rows marked as doubtful that neither borders nor white space part from others."""
    if table.ruled:
        return table
    rows = [row for row in table.rows if not row.header]
    doubtful = {id(row) for one, other in pairwise(rows) if not _are_apart(one, other) for row in (one, other)}
    doubtful |= {id(row) for one, other in pairwise([None, *rows]) if _goes_on(other) for row in (one, other)}
    edges = _columns(rows)
    doubtful |= {id(row) for row in rows if any(_straddles(row, at, edges) for at in range(len(row.cells)))}
    return replace(table, rows=tuple(replace(row, doubtful=id(row) in doubtful) for row in table.rows))


def _are_apart(one: TableRow, other: TableRow) -> bool:
    """Whether two rows are further apart than the lines within their cells; of single lines, they always are."""
    within = [step for row in (one, other) for cell in row.cells for step in _steps(cell)]
    lines, below = one.lines, other.lines
    if not within or not lines or not below or lines[0].page != below[0].page:
        return True
    gap = min(line.y for line in below) - max(line.y for line in lines)
    return gap > ROW_GAP * max(within)


def _goes_on(row: TableRow | None) -> bool:
    """Whether a row has no label and begins in the middle of a sentence, as where a page break cuts a row."""
    if row is None or len(row.cells) == 1 or row.cells[0]:
        return False
    return next((line.text[:1].islower() for line in row.lines), False)


def _steps(cell: Sequence[Line]) -> Iterator[float]:
    """The distances between the lines of a cell."""
    heights = sorted(line.y for line in cell)
    return (following - y for y, following in pairwise(heights) if following - y > LEVEL)


def _columns(rows: Sequence[TableRow]) -> list[tuple[float, float]]:
    """The left and right edge of the usual text of each column: of the lines that most rows have there."""
    width = max((len(row.cells) for row in rows), default=0)
    edges = []
    for at in range(width):
        lines = [line for row in rows if at < len(row.cells) > 1 for line in row.cells[at]]
        lefts, rights = sorted(line.x0 for line in lines), sorted(line.x1 for line in lines)
        middle = len(lines) // 2
        edges.append((lefts[middle], rights[middle]) if lines else (0.0, 0.0))
    return edges


def _straddles(row: TableRow, at: int, edges: Sequence[tuple[float, float]]) -> bool:
    """Whether the text of a cell reaches into the usual text of another column."""
    if len(row.cells) == 1:
        return False
    return any(
        min(line.x1, right) - max(line.x0, left) > REACH * line.size
        for line in row.cells[at]
        for column, (left, right) in enumerate(edges)
        if column != at and right > left
    )
