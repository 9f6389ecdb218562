"""Tables with borders between their columns: the text of each cell, with merged cells repeated."""

from collections.abc import Sequence

from corpus.readers.pdf.page import BOLD, Cell, CellGrid, Line, merge_lines
from corpus.readers.pdf.tables.groups import marked
from corpus.readers.pdf.tables.rows import LONGEST_HEADER, SHORT_CELL
from corpus.readers.pdf.tables.spacing import Strip, rows_of, split_body
from corpus.readers.pdf.tables.table import Table, TableRow

SLACK = 3.0  # points: text may reach this far out of its cell
CROSSING = 0.05  # maximum share of the lines that reach further
FEWEST_ROWS = 2
FILLED = 0.6  # minimum share of cells with text in rows that no rule parts

Texts = dict[Cell, list[Line]]


def ruled_tables(grids: Sequence[CellGrid], lines: Sequence[Line]) -> tuple[list[Table], list[Line]]:
    """The tables in grids of cells, and the lines that belong to no table."""
    found: list[Table] = []
    left = list(lines)
    for grid in sorted(grids, key=lambda grid: grid.xs[-1] - grid.xs[0]):
        texts = _texts(grid, left)
        table = _table(grid, texts) if texts is not None else None
        if table is not None and texts is not None:
            taken = {id(line) for cell in texts.values() for line in cell}
            left = [line for line in left if id(line) not in taken]
            found.append(table)
    return found, left


def _texts(grid: CellGrid, lines: Sequence[Line]) -> Texts | None:
    """The lines of each cell; None if too many cross the borders: then the lines are those of a drawing."""
    texts: Texts = {}
    crossing = total = 0
    for line in lines:
        cell = grid.at((line.x0 + line.x1) / 2, line.middle)
        if cell is None:
            continue
        total += 1
        crossing += not grid.xs[cell.column] - SLACK <= line.x0 <= line.x1 <= grid.xs[cell.column_end] + SLACK
        texts.setdefault(cell, []).append(line)
    return texts if total and crossing <= CROSSING * total else None


def _table(grid: CellGrid, texts: Texts) -> Table | None:
    heads = _header_rows(grid, texts)
    rows = [_row(cells, texts) for cells in grid.cells[heads:]]
    parted = len(rows) > 1
    if not parted:
        rows = _split(rows[0], grid)
    header = [_header(grid.cells[:heads], texts)] if heads else []
    used = [
        at
        for at in range(len(grid.xs) - 1)
        if any(len(row.cells) > at and row.cells[at] for row in [*header, *rows] if len(row.cells) > 1)
    ]
    kept = [
        row if len(row.cells) == 1 else TableRow(tuple(row.cells[at] for at in used), header=row.header)
        for row in [*header, *rows]
        if row.lines
    ]
    if sum(sum(map(bool, row.cells)) > 1 for row in kept) < FEWEST_ROWS:
        return None
    return Table(tuple(kept), grid.xs[0], grid.xs[-1], grid.ys[0], grid.ys[-1], ruled=parted)


def _row(cells: Sequence[Cell], texts: Texts) -> TableRow:
    """A row, with a merged cell at each of its columns; a single cell across all columns is a heading."""
    if len(set(cells)) == 1:
        return TableRow((_joined(texts.get(cells[0], ())),))
    return TableRow(tuple(_joined(texts.get(cell, ())) for cell in cells))


def _header_rows(grid: CellGrid, texts: Texts) -> int:
    """The number of rows of the header: short bold ones, or the rows of a first row with merged columns."""
    count = 0
    while count < len(grid.cells) - 1 and _is_header(grid.cells[count], texts):
        count += 1
    first = set(grid.cells[0])
    merged = len(first) > 1 and any(cell.column_end - cell.column > 1 for cell in first)
    tallest = max(cell.row_end for cell in first)
    return max(count, tallest if merged and tallest < len(grid.cells) else 0)


def _is_header(cells: Sequence[Cell], texts: Texts) -> bool:
    filled = [texts[cell] for cell in set(cells) if texts.get(cell)]
    lettered = [line for cell in filled for line in cell if any(map(str.isalpha, line.text))]
    short = all(sum(len(line.text) for line in cell) <= LONGEST_HEADER for cell in filled)
    return len(set(cells)) > 1 and bool(lettered) and short and all(line.all_flagged(BOLD) for line in lettered)


def _header(rows: Sequence[Sequence[Cell]], texts: Texts) -> TableRow:
    """The header; a cell above others in several columns comes before the text of each."""
    cells: list[tuple[Line, ...]] = []
    for at in range(len(rows[0])):
        above = [_joined(texts[cell]) for cell in dict.fromkeys(row[at] for row in rows) if texts.get(cell)]
        cells.append(tuple(line for text in above[:-1] for line in marked(text)) + (above[-1] if above else ()))
    return TableRow(tuple(cells), header=True)


def _split(row: TableRow, grid: CellGrid) -> list[TableRow]:
    """The rows of a body that has no rules between them, if they have labels and most of their cells have text.

    The first may be the rest of a row of the page before, which has no label.
    """
    if len(row.cells) < 2:  # noqa: PLR2004 - a heading
        return [row]
    columns = [Strip(x0, x1) for x0, x1 in zip(grid.xs, grid.xs[1:], strict=False)]
    short = all(len(line.text) <= SHORT_CELL for line in row.lines)
    rows = [
        TableRow(tuple(tuple(cell) for cell in cells)) for cells in split_body(row.lines, columns, by_labels=short)
    ]
    whole = rows[1:] if len(rows) > 1 and not rows[0].cells[0] else rows
    filled = sum(bool(cell) for each in whole for cell in each.cells)
    used = sum(map(bool, row.cells))
    labelled = all(each.cells[0] for each in whole)
    return rows if labelled and filled >= FILLED * used * len(whole) else [row]


def _joined(cell: Sequence[Line]) -> tuple[Line, ...]:
    """The lines of a cell, with the parts of each merged."""
    return tuple(merge_lines(row) for row in rows_of(cell))
