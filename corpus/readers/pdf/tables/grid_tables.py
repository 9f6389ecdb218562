"""Tables in ruled grids: the text of a grid by rows and columns, if it has at least two of each."""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace
from itertools import groupby

from corpus.readers.pdf.page import BOLD, Grid, Line, merge_lines
from corpus.readers.pdf.tables.open_tables import open_tables
from corpus.readers.pdf.tables.rows import TALL_ROW, split_rows, with_header
from corpus.readers.pdf.tables.table import Table, TableRow

CROSSED = 0.1  # maximum share of the lines that cross a border between columns
COLUMN_GAP = 6.0
OPEN_ROW_GAP = 1.75  # times the font size: the largest line distance in rows that no rule closes
_FEW_ROWS = 3


def tables(grids: Sequence[Grid], lines: Sequence[Line]) -> tuple[list[Table], list[Line]]:
    """The tables in the grids of a page, and the lines that belong to no table."""
    found: list[Table] = []
    left = list(lines)
    for grid in sorted(grids, key=lambda grid: (grid.x1 - grid.x0, grid.top)):
        for table, used in open_tables(grid, left):
            left = _without(left, used)
            found.append(table)
        inside = [line for line in left if _holds(grid, line)]
        cuts = _cuts(grid, inside)
        if not cuts:
            continue
        whole = _extended(grid, left, cuts)
        for table, used in _tables(whole, [line for line in left if _holds(whole, line)], cuts):
            left = _without(left, used)
            found.append(table)
    return found, left


def _without(lines: Sequence[Line], used: Sequence[Line]) -> list[Line]:
    taken = {id(line) for line in used}
    return [line for line in lines if id(line) not in taken]


def _holds(grid: Grid, line: Line) -> bool:
    within = grid.x0 - COLUMN_GAP <= line.x0 and line.x1 <= grid.x1 + COLUMN_GAP
    return within and grid.top <= line.middle <= grid.bottom


def _extended(grid: Grid, lines: Sequence[Line], cuts: Sequence[float]) -> Grid:
    """The grid, extended by open rows above and below it, as where a table continues on another page."""
    rows = [list(row) for _, row in groupby(lines, key=lambda line: line.row)]
    within = [
        [line for line in row if grid.x0 - COLUMN_GAP <= line.x0 and line.x1 <= grid.x1 + COLUMN_GAP]
        for row in rows
    ]
    above = [row for row in within if row and row[0].middle < grid.top]
    below = [row for row in within if row and row[0].middle > grid.bottom]
    heights = list(grid.heights)
    if reached := _reach(above[::-1], heights[0], cuts, outward=True):
        heights.insert(0, min(line.top for row in reached for line in row) - 1)
    if reached := _reach(below, heights[-1], cuts, outward=False):
        heights.append(max(line.bottom for row in reached for line in row) + 1)
    return replace(grid, heights=tuple(heights))


def _reach(rows: Sequence[list[Line]], edge: float, cuts: Sequence[float], *, outward: bool) -> list[list[Line]]:
    """The rows from an edge outwards, while they follow closely and cross no border between columns.

    The topmost of these rows must have text in two columns.
    """
    reached: list[list[Line]] = []
    last = edge
    for row in rows:
        near = abs(row[0].middle - last) <= OPEN_ROW_GAP * row[0].size
        if not near or any(_crossing(row, cut) for cut in cuts):
            break
        reached.append(row)
        last = row[0].middle
    while reached and outward and not _in_columns(reached[-1], cuts):
        reached.pop()
    return reached if reached and _in_columns(reached[-1 if outward else 0], cuts) else []


def _in_columns(row: Sequence[Line], cuts: Sequence[float]) -> bool:
    return len({bisect_right(cuts, line.x0 + 1) for line in row}) > 1


def _tables(grid: Grid, lines: Sequence[Line], cuts: Sequence[float]) -> list[tuple[Table, list[Line]]]:
    """The tables made of consecutive rows with columns, each with its lines."""
    slabs = [
        list(slab)
        for _, slab in groupby(sorted(lines, key=lambda line: _slab(grid, line)), lambda line: _slab(grid, line))
    ]
    rows = [_row(slab, cuts) for slab in slabs]
    runs: list[list[tuple[list[Line], TableRow | None]]] = [[]]
    for slab, row in zip(slabs, rows, strict=True):
        if row is None and not _is_title(slab):
            runs.append([])
        else:
            runs[-1].append((slab, row))
    made = ((_table(grid, run, len(cuts) + 1, len(slabs) <= _FEW_ROWS), run) for run in runs)
    return [(table, [line for slab, _ in run for line in slab]) for table, run in made if table is not None]


def _slab(grid: Grid, line: Line) -> int:
    return grid.row_of(line.middle)


def _cuts(grid: Grid, lines: Sequence[Line]) -> list[float]:
    """The borders between columns: those drawn, else those inferred from white space in the text."""
    if grid.cuts:
        return list(grid.cuts)
    starts: dict[float, int] = {}
    for _, parts in groupby(lines, key=lambda line: line.row):
        for part in list(parts)[1:]:
            near = next((start for start in starts if abs(start - part.x0) <= COLUMN_GAP), part.x0)
            starts[near] = starts.get(near, 0) + 1
    likely = [start - COLUMN_GAP / 2 for start, count in sorted(starts.items()) if count > 1]
    return [cut for cut in likely if _crossing(lines, cut) <= CROSSED * len(lines)]


def _crossing(lines: Sequence[Line], cut: float) -> int:
    return sum(line.x0 < cut - COLUMN_GAP / 2 and line.x1 > cut + COLUMN_GAP for line in lines)


def _row(slab: Sequence[Line], cuts: Sequence[float]) -> TableRow | None:
    """The slab's lines by column; None if only the first column has text or a line crosses columns."""
    cells: list[list[Line]] = [[] for _ in range(len(cuts) + 1)]
    for line in slab:
        if any(line.x0 < cut - COLUMN_GAP and line.x1 > cut + 2 * COLUMN_GAP for cut in cuts):
            return None
        cells[bisect_right(cuts, (line.x0 + min(line.x1, line.x0 + 4 * COLUMN_GAP)) / 2)].append(line)
    if not any(cells[1:]):
        return None
    return TableRow(tuple(tuple(_in_rows(cell)) for cell in cells))


def _in_rows(cell: Sequence[Line]) -> list[Line]:
    ordered = sorted(cell, key=lambda line: (line.y, line.x0))
    return [merge_lines(list(parts)) for _, parts in groupby(ordered, key=lambda line: line.row)]


def _is_title(slab: Sequence[Line]) -> bool:
    """Whether a slab is a heading among the rows of a table: short and bold."""
    return len({line.row for line in slab}) <= TALL_ROW and all(line.all_flagged(BOLD) for line in slab)


def _table(grid: Grid, run: Sequence[tuple[list[Line], TableRow | None]], columns: int, few: bool) -> Table | None:
    """The table of consecutive slabs; None if fewer than two rows have columns."""
    rows: list[TableRow] = []
    for slab, row in run:
        if row is None:
            rows.append(TableRow((tuple(_in_rows(slab)),)))
        else:
            rows += split_rows(row) if few else [row]
    if sum(sum(map(bool, row.cells)) > 1 for row in rows) < 2:  # noqa: PLR2004 - a table has two rows
        return None
    used = [column for column in range(columns) if any(len(row.cells) > 1 and row.cells[column] for row in rows)]
    rows = [row if len(row.cells) == 1 else TableRow(tuple(row.cells[column] for column in used)) for row in rows]
    lines = [line for row in rows for line in row.lines]
    top, bottom = min(line.top for line in lines), max(line.bottom for line in lines)
    parted = bool(grid.cuts) and len(rows) == len(run)
    return Table(with_header(rows), grid.x0, grid.x1, top, bottom, ruled=parted)
