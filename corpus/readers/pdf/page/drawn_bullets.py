"""Bullets that are drawn rather than written, as browsers print them: small marks to the left of lines."""

from collections.abc import Iterator, Sequence

from corpus.readers.pdf.page.lines import Line
from corpus.readers.pdf.page.shapes import Shape

BULLET = "\u2022"
WIDEST_GAP = 2.5  # of the font size: from a bullet to its line
LARGEST = 0.85  # of the font size
HIGHEST, LOWEST = 0.7, 0.0  # of the font size: the middle of a bullet is between these heights over the baseline
CLEAR = 0.6  # of the font size: what stands left of a bullet is further away


def with_bullets(lines: Sequence[Line], marks: Sequence[Shape]) -> list[Line]:
    """The lines, with a bullet before each that has a mark to its left, in the same row."""
    return [part for line in lines for part in (*_bullet(line, lines, marks), line)] if marks else list(lines)


def _bullet(line: Line, lines: Sequence[Line], marks: Sequence[Shape]) -> Iterator[Line]:
    for mark in marks:
        if _is_before(mark, line) and not any(_is_near(other, mark) for other in lines if other is not line):
            yield Line(BULLET, b"\0", mark.x0, mark.x1, line.y, line.size, line.font, line.row, line.page)
            return


def _is_before(mark: Shape, line: Line) -> bool:
    """Whether a mark is beside the small letters of a line, at its left."""
    height = line.y - (mark.y0 + mark.y1) / 2
    return (
        0 <= line.x0 - mark.x1 <= WIDEST_GAP * line.size
        and LOWEST * line.size <= height <= HIGHEST * line.size
        and mark.x1 - mark.x0 <= LARGEST * line.size
    )


def _is_near(line: Line, mark: Shape) -> bool:
    """Whether a line of the same height ends at the left of a mark or begins before it ends."""
    beside = line.top <= mark.y1 and line.bottom >= mark.y0
    return beside and line.x0 <= mark.x1 and line.x1 + CLEAR * line.size >= mark.x0
