"""The rows of a table: splitting slabs that have no rules between their rows, and finding the header."""

from bisect import bisect_right
from collections.abc import Sequence
from itertools import pairwise

from corpus.readers.pdf.page import BOLD, Line
from corpus.readers.pdf.tables.table import TableRow

TALL_ROW = 3  # lines: a row of at least this many in a table with few rules may be several rows
SAME_LINE = 3.0  # points: lines that are closer than this vertically are on the same line
LEAST_LEADING, LARGEST_LEADING = 0.9, 1.45  # of the font size: the line distance within a row
ROW_GAP = 1.18  # of the line distance within a row: rows are further apart
LONGEST_HEADER = 90  # characters
SHORT_CELL = 40


def split_rows(row: TableRow) -> list[TableRow]:
    """Splits a slab without inner rules into rows if its cells are short, as in tables of numbers.

    Rows are separated by wider gaps between lines. If all gaps are similar, a row begins at each line of the first
    column, provided that each of these has a line beside it.
    """
    others = [line for cell in row.cells[1:] for line in cell]
    if any(len(line.text) > SHORT_CELL for line in others):
        return [row]
    starts = _after_gaps(row) or _beside_labels(row, others)
    if len(starts) < 2:  # noqa: PLR2004 - one row stays what it is
        return [row]
    cells: list[list[list[Line]]] = [[[] for _ in row.cells] for _ in starts]
    for column, cell in enumerate(row.cells):
        for line in cell:
            cells[max(0, bisect_right(starts, line.y) - 1)][column].append(line)
    return [TableRow(tuple(tuple(cell) for cell in each)) for each in cells]


def _after_gaps(row: TableRow) -> list[float]:
    """The start of each row, if line distances are small within rows and wider between them; else empty.

    If all lines are far apart, each is a row.
    """
    heights: list[float] = []
    for y in sorted(line.y for line in row.lines):
        if not heights or y - heights[-1] > SAME_LINE:
            heights.append(y)
    gaps = [following - y for y, following in pairwise(heights)]
    size = max((line.size for line in row.lines), default=0.0)
    in_prose = any(len(line.text) > SHORT_CELL for line in row.lines)
    if in_prose or len(gaps) < TALL_ROW - 1 or min(gaps) < LEAST_LEADING * size:
        return []
    within = min(gaps) if min(gaps) < LARGEST_LEADING * size else size
    starts = [following for gap, following in zip(gaps, heights[1:], strict=True) if gap > ROW_GAP * within]
    return [y - SAME_LINE for y in (heights[0], *starts)] if starts else []


def _beside_labels(row: TableRow, others: Sequence[Line]) -> list[float]:
    """The positions of the first column's lines, if each has a line beside it; else empty."""
    heights = sorted({line.y for line in row.cells[0]})
    aligned = all(any(abs(line.y - y) < SAME_LINE for line in others) for y in heights)
    if len(heights) < TALL_ROW or not aligned:
        return []
    return [y - SAME_LINE for y in heights]


def with_header(rows: Sequence[TableRow]) -> tuple[TableRow, ...]:
    """The rows, with the first ones merged into a header if they are bold and the rest is not."""
    bold = [all(line.all_flagged(BOLD) for line in row.lines if any(map(str.isalpha, line.text))) for row in rows]
    first = next((at for at, row in enumerate(rows) if len(row.cells) > 1), 0)
    end = first
    while end < len(rows) and bold[end] and len(rows[end].cells) > 1 and _is_short(rows[end]):
        end += 1
    if end == first or end == len(rows):
        return tuple(rows)
    columns = max(len(row.cells) for row in rows[first:end])
    cells = tuple(
        tuple(line for row in rows[first:end] if column < len(row.cells) for line in row.cells[column])
        for column in range(columns)
    )
    return (*rows[:first], TableRow(cells, header=True), *rows[end:])


def _is_short(row: TableRow) -> bool:
    """Whether all cells are short enough to be column headers."""
    return all(sum(len(line.text) for line in cell) <= LONGEST_HEADER for cell in row.cells)
