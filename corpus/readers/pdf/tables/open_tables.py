"""Tables as in journals: a rule above and below the header, perhaps one below the body, none between columns."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from corpus.readers.pdf.page import Grid, Line, merge_lines
from corpus.readers.pdf.tables.headers import header_cells
from corpus.readers.pdf.tables.spacing import Cells, Strip, columns_of, columns_under, rows_of, split_body
from corpus.readers.pdf.tables.table import Table, TableRow

SLACK = 6.0
TALLEST_HEADER = 7  # lines
PROSE_LINES = 3
RULES = 3  # of a table: above and below its header, and below its body
FEWEST_ROWS, FEWEST_COLUMNS = 2, 3  # of a body; one of a single row has several columns
FULL_LINE, PROSE, PROSE_WORDS = 0.85, 0.5, 5.0  # share of a column's width, share of lines, words per line


def open_tables(grid: Grid, lines: Sequence[Line]) -> list[tuple[Table, list[Line]]]:
    """The tables between the horizontal rules of a grid, each with its lines.

    The body of a table may have no rule below it, because it continues on the next page.
    """
    if grid.cuts and len(grid.heights) > RULES:
        return []  # the pieces of its rules show its columns, and each rule is below a row
    inside = [line for line in lines if grid.x0 - SLACK <= line.x0 and line.x1 <= grid.x1 + SLACK]
    edges = [*grid.heights, float("inf")]
    found: list[tuple[Table, list[Line]]] = []
    at, after_ruled = 0, False
    while at + 2 < len(edges):
        top, middle, bottom = edges[at : at + 3]
        header = [line for line in inside if top < line.middle < middle]
        body = [line for line in inside if middle < line.middle < bottom]
        body = _before_prose(header, body)
        made = _table(grid, header, body)
        ruled = made is not None and _is_ruled(inside, made, edges[at + 2 : at + 4])
        if made is not None and not ruled and not after_ruled:
            found.append((made, [*header, *body]))
        at += 2 if made is not None and not ruled else 1
        after_ruled = ruled
    return found


def _before_prose(header: Sequence[Line], body: Sequence[Line]) -> list[Line]:
    """The body up to running text: several lines one below the other across the columns."""
    columns = _columns(header, body) if header and body else []
    kept: list[Line] = []
    prose: list[Line] = []
    for row in rows_of(body):
        across = len(row) == 1 and len(columns_under(row[0], columns)) > 1
        prose = [*prose, row[0]] if across else []
        kept += row
        if len(prose) == PROSE_LINES:
            return [line for line in kept if line not in prose]
    return kept


def _is_ruled(inside: Sequence[Line], table: Table, edges: Sequence[float]) -> bool:
    """Whether the text below the next rule has the same columns: then each rule is below a row."""
    if len(edges) < 2 or edges[1] == float("inf"):  # noqa: PLR2004 - the edges of a slab
        return False
    below = [line for line in inside if edges[0] < line.middle < edges[1]]
    columns = columns_of([*table_lines(table), *below])
    width = max(len(row.cells) for row in table.rows)
    return bool(below) and len(columns) >= width and any(len(row) > 1 for row in rows_of(below))


def table_lines(table: Table) -> list[Line]:
    """The lines of all rows."""
    return [line for row in table.rows for line in row.lines]


def _table(grid: Grid, header: Sequence[Line], body: Sequence[Line]) -> Table | None:
    """The table of a header and a body; None if they are not one."""
    if not header or len({line.row for line in header}) > TALLEST_HEADER:
        return None
    columns = _drawn(grid) or _columns(header, body)
    titles = header_cells(header, columns) if columns else []
    if sum(map(bool, titles)) < 2 or _is_prose(body, columns):  # noqa: PLR2004 - one column needs no table
        return None
    rows = [_row(cells) for cells in split_body(body, columns)]
    if sum(len(row.cells) > 1 for row in rows) < (FEWEST_ROWS if len(columns) < FEWEST_COLUMNS else 1):
        return None
    first = TableRow(tuple(tuple(cell) for cell in titles), header=True)
    whole = [*header, *body]
    top, bottom = min(line.top for line in whole), max(line.bottom for line in whole)
    return Table((first, *rows), grid.x0, grid.x1, top, bottom, grouped=True)


def _drawn(grid: Grid) -> list[Strip]:
    """The columns that the pieces of the rules show."""
    edges = [grid.x0, *grid.cuts, grid.x1]
    return [Strip(x0, x1) for x0, x1 in pairwise(edges)] if grid.cuts else []


def _columns(header: Sequence[Line], body: Sequence[Line]) -> list[Strip]:
    """The columns of the body, and those that have text in the header alone."""
    columns = columns_of(body)
    if not columns:
        return columns_of([*body, *rows_of(header)[-1]])
    return columns_of([*body, *(part for part in header if len(columns_under(part, columns)) == 1)])


def _row(cells: Cells) -> TableRow:
    """A row; one with text in the first column alone is a heading among the rows."""
    whole = tuple(tuple(_joined(cell)) for cell in cells)
    if not any(whole[1:]):
        return TableRow(whole[:1])
    return TableRow(whole)


def _joined(cell: Sequence[Line]) -> Iterator[Line]:
    """The lines of a cell, with the parts of each merged."""
    yield from (merge_lines(row) for row in rows_of(cell))


def _is_prose(body: Sequence[Line], columns: Sequence[Strip]) -> bool:
    """Whether the columns are those of running text: most of their lines are full."""
    placed = [(line, columns[columns_under(line, columns)[0]]) for line in body] if columns else []
    full = [line.x1 - line.x0 >= FULL_LINE * (strip.x1 - strip.x0) for line, strip in placed]
    words = sum(len(line.text.split()) for line in body) / max(1, len(body))
    return sum(full) >= PROSE * len(full) and words >= PROSE_WORDS
