"""The rows of a table without rules between them: blocks of text that are level with each other."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from corpus.readers.pdf.page import Line
from corpus.readers.pdf.tables.spacing.column_gaps import Strip, columns_under

LARGEST_LEADING = 1.45  # of the font size: the line distance within a cell
ROW_GAP = 1.16  # of the line distance within cells: rows are further apart
LEVEL = 1.5  # points: baselines this near to each other are level
NUMBERED = 0.8  # minimum share of the lines with a label and a number where each line is a row
FEWEST_BLOCKS = 0.4  # of the rows there: fewer blocks are not the rows
FULL_ROW = 0.6  # minimum share of the columns with text in a row without a label
_FIRST_WORD = re.compile(r"\S+")

Cells = list[list[Line]]


def split_body(lines: Sequence[Line], columns: Sequence[Strip], *, by_labels: bool = True) -> list[Cells]:
    """The rows of a table's body, each with the lines of its cells.

    Where rows are further apart than the lines within cells, a row is the blocks of text that are level with each
    other, which may be centred. Otherwise a row begins at each line that has a label and a value or, if not
    `by_labels`, all lines are one row.
    """
    cells = _by_column(lines, columns)
    widest = _widest_leading(cells)
    if widest is None:
        return _from_labels(lines, columns) if by_labels else [cells]
    blocks = sorted((block for cell in cells for block in _blocks(cell, widest)), key=lambda block: block[0].top)
    rows: list[list[Line]] = []
    bottom = 0.0
    for block in blocks:
        if rows and block[0].top < bottom - LEVEL / 2:
            rows[-1] += block
        else:
            rows.append(list(block))
        bottom = max(bottom, block[-1].bottom) if len(rows[-1]) > len(block) else block[-1].bottom
    if by_labels and len(rows) <= FEWEST_BLOCKS * _numbered_labels(lines, columns):
        return _from_labels(lines, columns)
    return [_by_column(row, columns) for row in rows]


def _by_column(lines: Sequence[Line], columns: Sequence[Strip]) -> Cells:
    """The lines of each column from top to bottom; a line across several columns is in the first of them."""
    cells: Cells = [[] for _ in columns]
    for line in sorted(lines, key=lambda line: (line.y, line.x0)):
        cells[columns_under(line, columns)[0]].append(line)
    return cells


def _widest_leading(cells: Sequence[Sequence[Line]]) -> float | None:
    """The largest line distance within cells; None if rows are not further apart than lines."""
    steps = [
        (following.y - line.y, line.size)
        for cell in cells
        for line, following in pairwise(cell)
        if following.y - line.y > LEVEL
    ]
    small = [step for step, size in steps if step < LARGEST_LEADING * size]
    if not small:
        return min((size for _, size in steps), default=0.0)
    widest = ROW_GAP * min(small)
    return widest if any(step > widest for step, _ in steps) else None


def _numbered_labels(lines: Sequence[Line], columns: Sequence[Strip]) -> int:
    """The number of labels, if most have a number beside them, so that each line is a row; else 0."""
    levels = [_by_column(level, columns) for level in _levels(lines)]
    labelled = [level for level in levels if level[0]]
    numbered = [level for level in labelled if any(_has_digit(line) for cell in level[1:] for line in cell)]
    is_most = len(numbered) >= NUMBERED * len(labelled) and len(labelled) >= NUMBERED * len(levels)
    return len(labelled) if is_most else 0


def _has_digit(line: Line) -> bool:
    return any(map(str.isdigit, line.text))


def _blocks(cell: Sequence[Line], widest: float) -> Iterator[list[Line]]:
    block: list[Line] = []
    for line in cell:
        if block and line.y - block[-1].y > widest:
            yield block
            block = []
        block.append(line)
    if block:
        yield block


def _from_labels(lines: Sequence[Line], columns: Sequence[Strip]) -> list[Cells]:
    """The rows of a table in which all lines are equally far apart."""
    rows: list[list[Line]] = []
    for level in _levels(lines):
        if rows and not _begins(level, rows[-1], columns):
            rows[-1] += level
        else:
            rows.append(list(level))
    return [_by_column(row, columns) for row in rows]


def _levels(lines: Sequence[Line]) -> list[list[Line]]:
    levels: list[list[Line]] = []
    for line in sorted(lines, key=lambda line: line.y):
        if levels and line.y - levels[-1][0].y <= LEVEL:
            levels[-1].append(line)
        else:
            levels.append([line])
    return levels


def _begins(level: Sequence[Line], row: Sequence[Line], columns: Sequence[Strip]) -> bool:
    """Whether a level begins a row, rather than going on with the cells of the row before."""
    cells = _by_column(level, columns)
    above = _by_column(row, columns)
    filled = sum(map(bool, cells))
    if not cells[0]:
        return filled >= FULL_ROW * len(columns) and bool(above[0]) and all(map(bool, above[1:]))
    if above[0] and cells[0][0].text[0].islower():
        return False
    if filled > 1:
        return True
    return not above[0] or _would_fit(cells[0][0], above[0][-1], columns[0])


def _would_fit(line: Line, before: Line, column: Strip) -> bool:
    """Whether the first word of a line would have fit at the end of the line before."""
    word = _FIRST_WORD.match(line.text)
    width = (line.x1 - line.x0) / max(1, len(line.text)) * (len(word[0] if word else "") + 1)
    return before.x1 + width < column.x1
