"""Short texts side by side: a few lines of prose to the left and right of a clear gap."""

from collections.abc import Sequence
from itertools import groupby, pairwise

from corpus.readers.pdf.page import Line

SAME_START = 2.0
CLEAR_GAP = 1.5  # of the font size
FEWEST_ROWS = 2
_STOPS = (".", "!", "?")

Row = list[Line]


def in_reading_order(rows: Sequence[Row]) -> list[Row]:
    """The rows, with those that are two short columns of prose read as the left column and then the right one."""
    found: list[Row] = []
    at = 0
    while at < len(rows):
        end = _end(rows, at)
        band = rows[at:end]
        gutter = rows[at][-1].x0 - SAME_START
        sides = [
            [line for row in band for line in row if (line.x0 < gutter) == is_left] for is_left in (True, False)
        ]
        if len(band) >= FEWEST_ROWS and all(_is_prose(side) for side in sides):
            found += [[line] for side in sides for line in side]
        else:
            found += band
        at = end
    return found


def _end(rows: Sequence[Row], at: int) -> int:
    """The index behind the rows whose parts begin at the same two edges as those of the row at `at`."""
    first = rows[at]
    end = at + 1
    if len(first) != FEWEST_ROWS:
        return end
    left, right = first[0].x0, first[1].x0
    while end < len(rows) and _fits(rows[end], left, right) and _is_near(rows[end - 1], rows[end]):
        end += 1
    band = [line for row in rows[at:end] for line in row if line.x0 < right - SAME_START]
    is_clear = all(line.x1 + CLEAR_GAP * line.size <= right for line in band)
    return end if is_clear else at + 1


def _fits(row: Row, left: float, right: float) -> bool:
    edges = [min((left, right), key=lambda edge: abs(line.x0 - edge)) for line in row]
    aligned = all(abs(line.x0 - edge) <= SAME_START for line, edge in zip(row, edges, strict=True))
    is_beside = all(line.x1 + CLEAR_GAP * line.size <= right for line in row if line.x0 < right - SAME_START)
    return aligned and is_beside and len(set(edges)) == len(row)


def _is_near(above: Row, below: Row) -> bool:
    return below[0].y - above[0].y <= 2 * above[0].size


def _is_prose(side: Sequence[Line]) -> bool:
    """Whether a line goes on in the next one, and the last ends a sentence, as cells of a table do not."""
    wraps = [
        below.text[:1].islower() and not above.text.rstrip().endswith(_STOPS) for above, below in pairwise(side)
    ]
    return any(wraps) and side[-1].text.rstrip().endswith(_STOPS) and side[0].text[:1].isupper()


def rows_of(parts: Sequence[Line]) -> list[Row]:
    """The parts of lines, sorted by their rows."""
    return [list(row) for _, row in groupby(parts, key=lambda line: line.row)]
