"""Grids of cells: the parts of a page that connected horizontal and vertical lines divide, with merged cells."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

from corpus.readers.pdf.page.borders import Border, borders
from corpus.readers.pdf.page.shapes import Shape

SNAP = 2.5  # points: lines this near to each other are one
TOUCHING = 3.0
LOWEST_ROW, NARROWEST_COLUMN = 6.0, 8.0
PAGE_SHARE = 0.9  # of the page's height: a taller shape is the background
MAX_LINES = 1500


class Cell(NamedTuple):
    """A cell, which may span several rows and columns: from `row` and `column` up to and without the ends."""

    row: int
    column: int
    row_end: int
    column_end: int


class _Rule(NamedTuple):
    y: float
    x0: float
    x1: float


@dataclass(frozen=True, slots=True)
class CellGrid:
    """The edges of rows and columns, and the cell at each row and column."""

    xs: tuple[float, ...]
    ys: tuple[float, ...]
    cells: tuple[tuple[Cell, ...], ...]

    def at(self, x: float, y: float) -> Cell | None:
        """The cell at a position; None outside the grid."""
        row, column = bisect_right(self.ys, y) - 1, bisect_right(self.xs, x) - 1
        if 0 <= row < len(self.cells) and 0 <= column < len(self.cells[0]):
            return self.cells[row][column]
        return None


def cell_grids(shapes: Sequence[Shape], height: float) -> list[CellGrid]:
    """The grids with at least two columns that drawn lines part. Shaded areas part rows, but not columns."""
    drawn = [shape for shape in shapes if shape.y1 - shape.y0 < PAGE_SHARE * height]
    rules, posts = _rules(drawn), [border for border in borders(drawn) if not border.filled]
    if not posts or len(rules) + len(posts) > MAX_LINES:
        return []
    made = (_grid(*part) for part in _connected(rules, posts))
    return [grid for grid in made if grid is not None]


def _rules(shapes: Sequence[Shape]) -> list[_Rule]:
    """The horizontal lines and the upper and lower sides of boxes, with pieces that meet joined."""
    pieces = [_Rule((shape.y0 + shape.y1) / 2, shape.x0, shape.x1) for shape in shapes if shape.is_rule]
    pieces += [_Rule(y, shape.x0, shape.x1) for shape in shapes if shape.is_box for y in (shape.y0, shape.y1)]
    joined: list[_Rule] = []
    for rule in sorted(pieces, key=lambda rule: (round(rule.y), rule.x0)):
        last = joined[-1] if joined else None
        if last is not None and round(last.y) == round(rule.y) and rule.x0 <= last.x1 + TOUCHING:
            joined[-1] = last._replace(x1=max(last.x1, rule.x1))
        else:
            joined.append(rule)
    return joined


def _connected(rules: Sequence[_Rule], posts: Sequence[Border]) -> Iterator[tuple[list[_Rule], list[Border]]]:
    """The groups of lines that touch each other."""
    left, waiting = list(rules), list(posts)
    while waiting:
        verticals = [waiting.pop()]
        horizontals: list[_Rule] = []
        grown = True
        while grown:
            near = [rule for rule in left if any(_touch(rule, post) for post in verticals)]
            left = [rule for rule in left if rule not in near]
            horizontals += near
            beside = [post for post in waiting if any(_touch(rule, post) for rule in near)]
            waiting = [post for post in waiting if post not in beside]
            verticals += beside
            grown = bool(beside)
        yield horizontals, verticals


def _touch(rule: _Rule, post: Border) -> bool:
    across = rule.x0 - TOUCHING <= post.x <= rule.x1 + TOUCHING
    return across and post.y0 - TOUCHING <= rule.y <= post.y1 + TOUCHING


def _grid(rules: Sequence[_Rule], posts: Sequence[Border]) -> CellGrid | None:
    if len(rules) < 2:  # noqa: PLR2004 - a row has an upper and a lower edge
        return None
    xs = _snapped([*(post.x for post in posts), *(x for rule in rules for x in rule[1:])], NARROWEST_COLUMN)
    ends = [min(post.y0 for post in posts), max(post.y1 for post in posts)]  # a table may go on on another page
    ys = _snapped([*(rule.y for rule in rules), *ends], LOWEST_ROW)
    if len(xs) < 3 or len(ys) < 2:  # noqa: PLR2004 - the edges of two columns and of a row
        return None
    rows, columns = range(len(ys) - 1), range(len(xs) - 1)
    middles = [(one + other) / 2 for one, other in pairwise(ys)]
    centres = [(one + other) / 2 for one, other in pairwise(xs)]
    right = [[_has_post(posts, xs[c + 1], middles[r]) for c in columns] for r in rows]
    below = [[_has_rule(rules, centres[c], ys[r + 1]) for c in columns] for r in rows]
    cells: list[list[Cell | None]] = [[None for _ in columns] for _ in rows]
    for r in rows:
        for c in columns:
            if cells[r][c] is None:
                _fill(cells, _cell(r, c, right, below))
    return CellGrid(tuple(xs), tuple(ys), tuple(tuple(cell for cell in row if cell) for row in cells))


def _cell(row: int, column: int, right: list[list[bool]], below: list[list[bool]]) -> Cell:
    """The cell whose upper left corner is at a row and column: up to the next lines to the right and below."""
    column_end, row_end = column + 1, row + 1
    while column_end < len(right[0]) and not right[row][column_end - 1]:
        column_end += 1
    while row_end < len(right) and not below[row_end - 1][column]:
        row_end += 1
    return Cell(row, column, row_end, column_end)


def _fill(cells: list[list[Cell | None]], cell: Cell) -> None:
    for row in cells[cell.row : cell.row_end]:
        for at in range(cell.column, cell.column_end):
            row[at] = row[at] or cell


def _has_post(posts: Sequence[Border], x: float, y: float) -> bool:
    return any(abs(post.x - x) <= SNAP and post.y0 <= y <= post.y1 for post in posts)


def _has_rule(rules: Sequence[_Rule], x: float, y: float) -> bool:
    return any(abs(rule.y - y) <= SNAP and rule.x0 <= x <= rule.x1 for rule in rules)


def _snapped(values: Sequence[float], nearest: float) -> list[float]:
    """The values in order, without those that are near to the one before."""
    kept: list[float] = []
    for value in sorted(values):
        if not kept or value - kept[-1] > nearest:
            kept.append(value)
    return kept
