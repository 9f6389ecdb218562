"""Grids: parts of a page that rules and filled boxes divide into rows, and perhaps into columns."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from corpus.readers.pdf.page.shapes import Shape

SAME_HEIGHT = 2.5
SAME_EDGE = 6.0
LOWEST_ROW = 8.0
NARROWEST = 90.0  # points: a shorter rule is an underline, or separates footnotes
PAGE_SHARE = 0.9  # of the page's height: a taller shape is the background


@dataclass(frozen=True, slots=True)
class Grid:
    """The rows between `heights`, from `x0` to `x1`; `cuts` are the drawn borders between columns."""

    x0: float
    x1: float
    heights: tuple[float, ...]
    cuts: tuple[float, ...]

    @property
    def top(self) -> float:
        """The upper edge."""
        return self.heights[0]

    @property
    def bottom(self) -> float:
        """The lower edge."""
        return self.heights[-1]

    def row_of(self, y: float) -> int:
        """The index of the row at this height; -1 above the grid, and the number of rows below it."""
        return bisect_right(self.heights, y) - 1


@dataclass(slots=True)
class _Edge:
    y: float
    x0: float
    x1: float
    ends: list[float]


def grids(shapes: Sequence[Shape], height: float) -> list[Grid]:
    """The grids on a page of this height; whether a grid is a table depends on its text."""
    drawn = [shape for shape in shapes if shape.y1 - shape.y0 < PAGE_SHARE * height]
    edges = _joined(_edges(drawn))
    groups: list[list[_Edge]] = []
    for edge in edges:
        for group in groups:
            if abs(group[0].x0 - edge.x0) <= SAME_EDGE and abs(group[0].x1 - edge.x1) <= SAME_EDGE:
                group.append(edge)
                break
        else:
            groups.append([edge])
    found = (_grid(part, drawn) for group in groups for part in _alike(group))
    return [grid for grid in found if grid is not None]


def _edges(shapes: Sequence[Shape]) -> list[_Edge]:
    edges = []
    for shape in shapes:
        if shape.is_rule:
            edges.append(_Edge((shape.y0 + shape.y1) / 2, shape.x0, shape.x1, [shape.x0, shape.x1]))
        elif shape.is_box:
            edges += [_Edge(y, shape.x0, shape.x1, [shape.x0, shape.x1]) for y in (shape.y0, shape.y1)]
    return sorted(edges, key=lambda edge: (edge.y, edge.x0))


def _joined(edges: Sequence[_Edge]) -> list[_Edge]:
    """The edges, with those that meet or overlap at the same height merged, and short ones omitted."""
    rows: list[list[_Edge]] = []
    for edge in edges:
        if rows and edge.y - rows[-1][0].y <= SAME_HEIGHT:
            rows[-1].append(edge)
        else:
            rows.append([edge])
    joined: list[_Edge] = []
    for row in rows:
        pieces: list[_Edge] = []
        for edge in sorted(row, key=lambda edge: edge.x0):
            if pieces and edge.x0 <= pieces[-1].x1 + SAME_EDGE:
                last = pieces[-1]
                pieces[-1] = _Edge(last.y, last.x0, max(last.x1, edge.x1), last.ends + edge.ends)
            else:
                pieces.append(edge)
        joined += pieces
    return [edge for edge in joined if edge.x1 - edge.x0 >= NARROWEST]


def _alike(group: Sequence[_Edge]) -> Iterator[list[_Edge]]:
    """The edges of one width by table: those of the next one have pieces that end elsewhere."""
    part: list[_Edge] = []
    for edge in group:
        if part and _inner(part[-1]) and _inner(edge) and not _meet(_inner(part[-1]), _inner(edge)):
            yield part
            part = []
        part.append(edge)
    yield part


def _inner(edge: _Edge) -> list[float]:
    """Where the pieces of an edge end inside it."""
    return [end for end in edge.ends if edge.x0 + SAME_EDGE < end < edge.x1 - SAME_EDGE]


def _meet(one: Sequence[float], other: Sequence[float]) -> bool:
    """Whether the ends of the edge with fewer of them are near to ends of the other."""
    fewer, more = sorted((one, other), key=len)
    return all(any(abs(end - near) <= SAME_HEIGHT for near in more) for end in fewer)


def _grid(group: Sequence[_Edge], shapes: Sequence[Shape]) -> Grid | None:
    heights: list[float] = []
    for edge in group:
        if not heights or edge.y - heights[-1] >= LOWEST_ROW:
            heights.append(edge.y)
    if len(heights) < 2:  # noqa: PLR2004 - a row has an upper and a lower edge
        return None
    x0, x1 = min(edge.x0 for edge in group), max(edge.x1 for edge in group)
    ends = [end for edge in group for end in edge.ends]
    for shape in shapes:
        if shape.is_post and heights[0] - SAME_EDGE <= shape.y0 and shape.y1 <= heights[-1] + SAME_EDGE:
            ends += [(shape.x0 + shape.x1) / 2] * 2
    return Grid(x0, x1, tuple(heights), _cuts(ends, x0, x1))


def _cuts(ends: Sequence[float], x0: float, x1: float) -> tuple[float, ...]:
    """The borders between columns: positions inside the grid at which at least two edges end."""
    clusters: list[list[float]] = []
    for end in sorted(end for end in ends if x0 + SAME_EDGE < end < x1 - SAME_EDGE):
        if clusters and end - clusters[-1][-1] <= 1.5 * SAME_EDGE:
            clusters[-1].append(end)
        else:
            clusters.append([end])
    return tuple(sum(cluster) / len(cluster) for cluster in clusters if len(cluster) > 1)
