"""The reading order of a page: its lines and tables, column by column."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from corpus.readers.pdf.layout.side_by_side import in_reading_order, rows_of
from corpus.readers.pdf.page import Line, Shape, merge_lines
from corpus.readers.pdf.tables import Table

MIN_LINES = 6  # in each of two columns
NARROWEST_COLUMN = 0.18  # of the region's width
NARROWEST_GUTTER = 5.0
FIRST_GUTTER = 0.15  # of the region's width: no gutter is further left than this
HANGING = 40.0  # points: numbers and bullets may hang this far to the left of a column's text
SAME_START = 2.0
FLUSH = 0.6  # minimum share of a column's lines that begin at its edge or at its one indent
LOW_BOX = 150.0  # points: a box of at most this height is read as one
BOX_SLACK = 10.0
SIDE_BY_SIDE = 0.5  # minimum share of the shorter column's lines that are beside the other column


@dataclass(frozen=True, slots=True)
class Column:
    """Lines that are read one after the other, and the column's edges; `box` is -1 outside boxes."""

    lines: tuple[Line, ...]
    x0: float
    x1: float
    box: int = -1


Item = Line | Table


def reading_order(
    lines: Sequence[Line], tables: Sequence[Table], boxes: Sequence[Shape] = ()
) -> list[Column | Table]:
    """The columns and tables of a page in reading order.

    A gutter is a position at which many lines begin and that few lines cross. The lines and tables that cross it
    (a title, a wide table) divide the page into bands. Each band is read column by column, and each column is
    divided recursively in the same way. The lines in a filled box are a separate column.
    """
    return _Page(boxes).ordered([*lines, *tables])


class _Page:
    def __init__(self, boxes: Sequence[Shape]) -> None:
        self._boxes = sorted(boxes, key=lambda box: (box.x1 - box.x0) * (box.y1 - box.y0))

    def ordered(self, items: Sequence[Item]) -> list[Column | Table]:
        items = sorted(items, key=lambda item: (item.top, item.x0))
        rows = [
            merge_lines(row.lines) for item in items if isinstance(item, Table) for row in item.rows if row.lines
        ]
        gutter = _gutter([item for item in items if isinstance(item, Line)], rows)
        if gutter is None:
            return self._single(items)
        found: list[Column | Table] = []
        for crossing, group in groupby(items, key=lambda item: _crosses(item, gutter)):
            band = list(group)
            if crossing:
                found += self._single(band)
            else:
                found += self.ordered([item for item in band if item.x0 < gutter - 1])
                found += self.ordered([item for item in band if item.x0 >= gutter - 1])
        return found

    def _single(self, items: Sequence[Item]) -> list[Column | Table]:
        """The items of one column from top to bottom, with the parts of each line merged."""
        if not items:
            return []
        found: list[Column | Table] = []
        x1 = max(item.x1 for item in items)
        for box, group in groupby(self._boxed(items), key=lambda pair: pair[0]):
            pairs = [item for _, item in group]
            for is_table, same in groupby(pairs, key=lambda item: isinstance(item, Table)):
                if is_table:
                    found += [item for item in same if isinstance(item, Table)]
                    continue
                parts = sorted(
                    (item for item in same if isinstance(item, Line)), key=lambda line: (line.y, line.x0)
                )
                whole = tuple(merge_lines(row) for row in in_reading_order(rows_of(parts)))
                edge = max(line.x1 for line in whole) if box >= 0 else x1
                found.append(Column(whole, min(line.x0 for line in whole), edge, box))
        return found

    def _boxed(self, items: Sequence[Item]) -> list[tuple[int, Item]]:
        """The items with the number of their box (-1 for none), with the items of a low box kept together."""
        pairs = [(self._box(item), item) for item in items]
        tops: dict[int, float] = {}
        for box, item in pairs:
            tops[box] = min(tops.get(box, item.top), item.top)

        def key(pair: tuple[int, Item]) -> tuple[float, int, float]:
            box, item = pair
            low = box >= 0 and self._boxes[box].y1 - self._boxes[box].y0 <= LOW_BOX
            return (tops[box] if low else item.top, box if low else -1, item.top)

        return sorted(pairs, key=key)

    def _box(self, item: Item) -> int:
        """The number of the smallest box that contains an item, or -1."""
        x, y = (item.x0 + item.x1) / 2, (item.top + item.bottom) / 2
        for number, box in enumerate(self._boxes):
            if box.x0 <= x <= box.x1 and box.y0 <= y <= box.y1 and box.x0 - BOX_SLACK <= item.x0:
                return number
        return -1


def _crosses(item: Item, gutter: float) -> bool:
    return item.x0 < gutter - NARROWEST_GUTTER and item.x1 > gutter


def _gutter(lines: Sequence[Line], rows: Sequence[Line] = ()) -> float | None:
    """The position at which the right column of two begins, or None for one column; `rows` are table rows."""
    if len(lines) < 2 * MIN_LINES:
        return None
    x0, x1 = min(line.x0 for line in lines), max(line.x1 for line in lines)
    starts: dict[int, int] = {}
    for line in lines:
        starts[round(line.x0)] = starts.get(round(line.x0), 0) + 1
    counts = {start: sum(starts.get(start + near, 0) for near in (-1, 0, 1)) for start in starts}
    inner = range(round(x0 + FIRST_GUTTER * (x1 - x0)), round(x1))
    likely = sorted(
        (start for start, count in counts.items() if count >= MIN_LINES and start in inner),
        key=lambda start: -counts[start],
    )
    best = next((start for start in likely if _divides(lines, rows, start, x1 - x0)), None)
    if best is None:
        return None
    hanging = (
        start
        for start in sorted(likely)
        if best - HANGING < start < best and _divides(lines, rows, start, x1 - x0)
    )
    return float(next(hanging, best)) - 1


def _divides(lines: Sequence[Line], rows: Sequence[Line], start: float, width: float) -> bool:
    """Whether there are columns of text side by side to the left and right of a gutter."""
    left = _rows([line for line in lines if line.x1 <= start - NARROWEST_GUTTER])
    right = _rows([line for line in lines if line.x0 >= start - SAME_START])
    if min(len(left), len(right)) < MIN_LINES:
        return False
    if min(_breadth(side) for side in (left, right)) < NARROWEST_COLUMN * width:
        return False
    starts = Counter(round(line.x0 / SAME_START) for line in right)
    if sum(count for _, count in starts.most_common(2)) < FLUSH * len(right):
        return False
    whole = [*left, *(row for row in rows if row.x1 <= start - NARROWEST_GUTTER)]
    other = [*right, *(row for row in rows if row.x0 >= start - SAME_START)]
    crossing = [line for line in lines if line.x0 < start - NARROWEST_GUTTER < line.x1]
    within = [line for line in crossing if _is_within(line, right)]
    are_beside = _beside(whole, other) >= SIDE_BY_SIDE * min(len(whole), len(other))
    return are_beside and len(within) <= 0.2 * len(right)


def _breadth(side: Sequence[Line]) -> float:
    """The typical width of a column's full lines: the third quartile of the widths."""
    return sorted(line.x1 - line.x0 for line in side)[3 * len(side) // 4]


def _rows(parts: Sequence[Line]) -> list[Line]:
    """The lines, with the parts of each merged."""
    return [merge_lines(row) for row in rows_of(parts)]


def _beside(left: Sequence[Line], right: Sequence[Line]) -> int:
    """How many lines of the side with fewer lines are between the top and the bottom of the other side."""
    fewer, more = sorted((left, right), key=len)
    top, bottom = min(line.top for line in more), max(line.bottom for line in more)
    return sum(top <= line.y <= bottom for line in fewer)


def _is_within(line: Line, right: Sequence[Line]) -> bool:
    return min(other.top for other in right) < line.y < max(other.bottom for other in right)
