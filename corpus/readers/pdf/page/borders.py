"""Vertical borders: drawn lines between cells, at which text is divided however near to them it comes."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from corpus.readers.pdf.page.glyphs import GlyphRun
from corpus.readers.pdf.page.shapes import Shape

OVERLAP = 0.3  # of the font size: text may reach this far across its border
SLACK = 1.5  # points: vertical segments of one border may be this far apart
LOWEST_BORDER = 8.0


class Border(NamedTuple):
    """A vertical line at `x`, from `y0` down to `y1`; `filled` for the side of a shaded area."""

    x: float
    y0: float
    y1: float
    filled: bool = False


def borders(shapes: Sequence[Shape]) -> list[Border]:
    """The vertical lines of a page and the sides of its boxes, with segments that meet joined."""
    joined: list[Border] = []
    for border in sorted(_sides(shapes), key=lambda side: (side.filled, round(side.x), side.y0)):
        last = joined[-1] if joined else None
        meets = last is not None and last.filled == border.filled and round(last.x) == round(border.x)
        if last is not None and meets and border.y0 <= last.y1 + SLACK:
            joined[-1] = last._replace(y1=max(last.y1, border.y1))
        else:
            joined.append(border)
    return [border for border in joined if border.y1 - border.y0 >= LOWEST_BORDER]


def beside(found: Sequence[Border], y: float) -> list[Border]:
    """The borders at this height."""
    return [border for border in found if border.y0 <= y <= border.y1]


def are_parted(one: GlyphRun, following: GlyphRun, found: Sequence[Border], *, spaced: bool) -> bool:
    """Whether a border is between two runs, from left to right.

    The side of a shaded area divides text only where there is space, because a word may be highlighted in part.
    """
    slack = OVERLAP * max(one.size, following.size)
    return any(
        one.x1 - slack <= border.x <= following.x0 + slack
        and one.x0 < border.x < following.x1
        and (spaced or not border.filled)
        for border in found
    )


def _sides(shapes: Sequence[Shape]) -> Iterator[Border]:
    for shape in shapes:
        if shape.is_post:
            yield Border((shape.x0 + shape.x1) / 2, shape.y0, shape.y1)
        elif shape.is_box:
            yield from (Border(x, shape.y0, shape.y1, shape.filled) for x in (shape.x0, shape.x1))
