"""Tables without any rule: rows of short texts and numbers in three or more columns below a header."""

import re
from collections.abc import Iterator, Sequence

from corpus.readers.pdf.page import Line, merge_lines
from corpus.readers.pdf.tables.spacing import Cells, Strip, columns_of, columns_under, rows_of, split_body
from corpus.readers.pdf.tables.table import Table, TableRow

FEWEST_COLUMNS, FEWEST_ROWS = 3, 3
WIDEST_STEP = 3.2  # of the font size: the largest distance between baselines
WIDEST_CELL = 0.5  # of the row above: a line alone is part of a cell if it is no wider
MOST_WORDS = 5.0  # in a line on average
NUMBERS = 0.25  # minimum share of the lines right of the labels that have a digit
FILLED = 0.7  # minimum share of the cells with text
SAME_EDGE = 3.0  # points
FLUSH = 0.8  # minimum share of the lines that begin or end at the edge of their column, or are centred in it
_BRACKETED = re.compile(r"\([^()]*\)")


def plain_tables(lines: Sequence[Line]) -> tuple[list[Table], list[Line]]:
    """The tables among lines that are in no other table, and the lines that belong to none."""
    found: list[Table] = []
    left = list(lines)
    for part in _parts(rows_of(lines)):
        table = _table(part)
        if table is not None:
            taken = {id(line) for line in part}
            left = [line for line in left if id(line) not in taken]
            found.append(table)
    return found, left


def _parts(rows: Sequence[Sequence[Line]]) -> Iterator[list[Line]]:
    """The runs of rows that may be tables: each begins with a row of two texts."""
    part: list[Line] = []
    before: Sequence[Line] = ()
    for row in rows:
        if part and _continues(before, row, part):
            part += row
        else:
            if part:
                yield part
            part = list(row) if len(row) > 1 else []
        before = row
    if part:
        yield part


def _continues(before: Sequence[Line], row: Sequence[Line], part: Sequence[Line]) -> bool:
    if row[0].y - before[0].y > WIDEST_STEP * row[0].size:
        return False
    width = max(line.x1 for line in part) - min(line.x0 for line in part)
    return len(row) > 1 or row[0].x1 - row[0].x0 <= WIDEST_CELL * width


def _table(lines: Sequence[Line]) -> Table | None:
    columns = columns_of(lines)
    if len(columns) < FEWEST_COLUMNS or not _is_tabular(lines, columns):
        return None
    rows = [_row(cells) for cells in split_body(lines, columns)]
    header, *body = rows
    filled = sum(bool(cell) for row in body for cell in row.cells)
    if len(body) < FEWEST_ROWS or not all(header.cells) or filled < FILLED * len(columns) * len(body):
        return None
    if any(map(_is_numbered, header.cells)):
        return None
    x0, x1 = min(line.x0 for line in lines), max(line.x1 for line in lines)
    top, bottom = min(line.top for line in lines), max(line.bottom for line in lines)
    return Table((TableRow(header.cells, header=True), *body), x0, x1, top, bottom)


def _is_tabular(lines: Sequence[Line], columns: Sequence[Strip]) -> bool:
    """Whether the lines are short, flush with their columns, and many of them have numbers."""
    placed = [(line, columns_under(line, columns)) for line in lines]
    if any(len(under) > 1 for _, under in placed):
        return False
    flush = [_is_flush(line, columns[at]) for line, (at, *_) in placed]
    values = [line for line, (at, *_) in placed if at > 0]
    words = sum(len(line.text.split()) for line in lines)
    numbers = sum(map(_has_digit, values))
    return (
        sum(flush) >= FLUSH * len(flush) and words <= MOST_WORDS * len(lines) and numbers >= NUMBERS * len(values)
    )


def _is_flush(line: Line, column: Strip) -> bool:
    left, right = line.x0 - column.x0, line.x1 - column.x1
    return min(abs(left), abs(right), abs(left + right) / 2) <= SAME_EDGE


def _is_numbered(header: Sequence[Line]) -> bool:
    """Whether the header of a column has a number, except in brackets, as in "Women (n = 120)"."""
    return any(map(str.isdigit, _BRACKETED.sub("", " ".join(line.text for line in header))))


def _has_digit(line: Line) -> bool:
    return any(map(str.isdigit, line.text))


def _row(cells: Cells) -> TableRow:
    return TableRow(tuple(tuple(merge_lines(parts) for parts in rows_of(cell)) for cell in cells))
