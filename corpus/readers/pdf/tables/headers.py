"""The header of a table without vertical rules: several rows, with headings across several columns."""

from collections.abc import Sequence

from corpus.readers.pdf.page import Line, merge_lines
from corpus.readers.pdf.tables.groups import marked
from corpus.readers.pdf.tables.spacing import Cells, Strip, columns_under, rows_of, split_body

SAME_START = 3.0  # points


def header_cells(lines: Sequence[Line], columns: Sequence[Strip]) -> Cells:
    """The lines of each column's header; a heading across several columns is in all of them, before their own."""
    cells: Cells = [[] for _ in columns]
    rows = split_body(lines, columns)
    for number, row in enumerate(rows):
        below = [[line for later in rows[number + 1 :] for line in later[at]] for at in range(len(columns))]
        for at, cell in enumerate(row):
            whole = [merge_lines(parts) for parts in rows_of(cell)]
            spanned = _spanned(at, whole, row, below, columns) if whole else range(at, at)
            for column in spanned:
                cells[column] += marked(whole) if len(spanned) > 1 else whole
    return cells


def _spanned(
    at: int, cell: Sequence[Line], row: Cells, below: Sequence[Sequence[Line]], columns: Sequence[Strip]
) -> range:
    """The columns that a cell spans: only such as have no text beside it, and text below it.

    A cell that begins where the text below it does spans the columns up to the next cell. Another cell is centred.
    """
    end = at + 1
    while below[at] and end < len(columns) and not row[end] and below[end]:
        end += 1
    reached = max(max(columns_under(line, columns)) for line in cell) + 1
    if end == at + 1:
        return range(at, end)
    if abs(cell[0].x0 - below[at][0].x0) <= SAME_START:
        aligned_top = any(text and not under for text, under in zip(row, below, strict=True))
        return range(at, end if aligned_top or reached > at + 1 else at + 1)
    middle = (min(line.x0 for line in cell) + max(line.x1 for line in cell)) / 2
    ends = range(max(reached, at + 1), end + 1) or range(end, end + 1)
    return range(at, min(ends, key=lambda last: abs((columns[at].x0 + columns[last - 1].x1) / 2 - middle)))
