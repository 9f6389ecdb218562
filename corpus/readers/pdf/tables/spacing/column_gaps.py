"""The columns of a table without vertical rules, found by the white space that no row crosses."""

from collections.abc import Sequence
from itertools import groupby
from typing import NamedTuple

from corpus.readers.pdf.page import Line

NARROWEST_GAP = 3  # points
CROSSED = 0.04  # maximum share of the rows whose parts cross a gap: those of merged cells
OVERLAP = 2.0  # points: a part that reaches this far into a column is in it
FEWEST_ROWS = 2


class Strip(NamedTuple):
    """A column: its left and right edge."""

    x0: float
    x1: float


def columns_of(lines: Sequence[Line]) -> list[Strip]:
    """The columns of these lines from left to right; empty if there are fewer than two."""
    rows = [row for row in rows_of(lines) if len(row) > 1]
    if len(rows) < FEWEST_ROWS:
        return []
    likely = _strips(rows, int(CROSSED * len(rows)))
    plain = [row for row in rows if not any(len(columns_under(part, likely)) > 1 for part in row)]
    found = _strips(plain, 0) if len(plain) >= FEWEST_ROWS else likely
    return found if len(found) > 1 else []


def columns_under(line: Line, columns: Sequence[Strip]) -> list[int]:
    """The indices of the columns that a line is in; of the nearest one if it is between columns."""
    slack = min(OVERLAP, (line.x1 - line.x0) / 2)
    under = [at for at, (x0, x1) in enumerate(columns) if line.x1 - slack > x0 and line.x0 + slack < x1]
    if under or not columns:
        return under
    middle = (line.x0 + line.x1) / 2
    return [min(range(len(columns)), key=lambda at: abs((columns[at].x0 + columns[at].x1) / 2 - middle))]


def rows_of(lines: Sequence[Line]) -> list[list[Line]]:
    """The lines by baseline, from top to bottom and left to right."""
    ordered = sorted(lines, key=lambda line: (line.row, line.x0))
    return [list(row) for _, row in groupby(ordered, key=lambda line: line.row)]


def _strips(rows: Sequence[Sequence[Line]], most: int) -> list[Strip]:
    """The strips between gaps that at most `most` parts cross."""
    parts = [part for row in rows for part in row]
    left, right = int(min(part.x0 for part in parts)), int(max(part.x1 for part in parts)) + 1
    covered = [0] * (right - left + 1)
    for part in parts:
        for at in range(round(part.x0) - left, max(round(part.x0), round(part.x1) - 1) - left + 1):
            covered[at] += 1
    strips: list[Strip] = []
    for is_text, group in groupby(range(len(covered)), key=lambda at: covered[at] > most):
        run = list(group)
        if not is_text:
            continue
        if strips and left + run[0] - strips[-1].x1 < NARROWEST_GAP:
            strips[-1] = strips[-1]._replace(x1=float(left + run[-1] + 1))
        else:
            strips.append(Strip(float(left + run[0]), float(left + run[-1] + 1)))
    return strips
