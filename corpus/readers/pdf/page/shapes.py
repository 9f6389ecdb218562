"""The shapes on a page, other than text: rules and boxes, which delimit tables and boxed text, and small marks."""

import ctypes
import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from corpus.readers.pdf.page.glyphs import Frame
from corpus.readers.pdf.page.pdf_file import Handle, Pdfium

MAX_OBJECTS = 4000  # a page with more objects is a drawing, whose shapes are ignored
MAX_POINTS = 400
DEEPEST_FORM = 4
THICKEST_RULE = 4.0
SMALLEST_MARK, LARGEST_MARK, FLATTEST_MARK = 1.5, 9.0, 0.7
_NEARLY_WHITE = 250

Matrix = tuple[float, float, float, float, float, float]
_IDENTITY: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


@dataclass(frozen=True, slots=True)
class Shape:
    """An axis-parallel rectangle or line, in the coordinates of `glyphs`; `filled` with a colour but white."""

    x0: float
    y0: float
    x1: float
    y1: float
    filled: bool

    @property
    def is_rule(self) -> bool:
        """Whether it is a horizontal line."""
        return self.y1 - self.y0 <= THICKEST_RULE and self.x1 - self.x0 >= 3 * THICKEST_RULE

    @property
    def is_post(self) -> bool:
        """Whether it is a vertical line."""
        return self.x1 - self.x0 <= THICKEST_RULE and self.y1 - self.y0 >= 1.5 * THICKEST_RULE

    @property
    def is_box(self) -> bool:
        """Whether it is large enough for a line of text."""
        return self.x1 - self.x0 > 3 * THICKEST_RULE and self.y1 - self.y0 > 2 * THICKEST_RULE

    @property
    def is_mark(self) -> bool:
        """Whether it is about as wide as high, and as large as a drawn bullet."""
        short, long = sorted((self.x1 - self.x0, self.y1 - self.y0))
        return short >= SMALLEST_MARK and long <= LARGEST_MARK and short >= FLATTEST_MARK * long


def shapes(raw: Pdfium, page: Handle, turned: int = 0) -> list[Shape]:
    """The rectangles, lines and small marks of a page, including those in form objects.

    Slanted and curved shapes are left out unless they are small marks, as are pictures.
    """
    frame = Frame(raw, page, turned)
    count = raw.FPDFPage_CountObjects(page)
    if count > MAX_OBJECTS:
        return []
    found: list[Shape] = []
    for at in range(count):
        found += _drawn(raw, raw.FPDFPage_GetObject(page, at), _IDENTITY, frame, 0)
    return found


def _drawn(raw: Pdfium, drawn: Handle, outer: Matrix, frame: Frame, depth: int) -> Iterator[Shape]:
    kind = raw.FPDFPageObj_GetType(drawn)
    if kind == raw.FPDF_PAGEOBJ_PATH:
        yield from _path(raw, drawn, _combined(_matrix(raw, drawn), outer), frame)
    elif kind == raw.FPDF_PAGEOBJ_IMAGE:
        yield from _picture(_combined(_matrix(raw, drawn), outer), frame)
    elif kind == raw.FPDF_PAGEOBJ_FORM and depth < DEEPEST_FORM:
        inner = _combined(_matrix(raw, drawn), outer)
        for at in range(min(raw.FPDFFormObj_CountObjects(drawn), MAX_OBJECTS)):
            yield from _drawn(raw, raw.FPDFFormObj_GetObject(drawn, at), inner, frame, depth + 1)


def _path(raw: Pdfium, path: Handle, matrix: Matrix, frame: Frame) -> Iterator[Shape]:
    fill, stroke = ctypes.c_int(), ctypes.c_int()
    raw.FPDFPath_GetDrawMode(path, ctypes.byref(fill), ctypes.byref(stroke))
    filled = bool(fill.value) and not _is_white(raw, path)
    count = raw.FPDFPath_CountSegments(path)
    if not (filled or stroke.value) or count > MAX_POINTS:
        return
    for points, straight in _outlines(raw, path, count, matrix, frame):
        shape = _around(points, filled=filled)
        corners = all(_near(x, shape.x0, shape.x1) and _near(y, shape.y0, shape.y1) for x, y in points)
        if shape.is_mark or (straight and corners and (shape.is_rule or shape.is_post or shape.is_box)):
            yield shape


def _picture(matrix: Matrix, frame: Frame) -> Iterator[Shape]:
    """A picture, which fills the unit square, if it is a small mark."""
    a, b, c, d, e, f = matrix
    shape = _around([frame.point(e, f), frame.point(a + c + e, b + d + f)], filled=True)
    if shape.is_mark:
        yield shape


def _around(points: Sequence[tuple[float, float]], *, filled: bool) -> Shape:
    xs, ys = [x for x, _ in points], [y for _, y in points]
    return Shape(min(xs), min(ys), max(xs), max(ys), filled)


def _near(value: float, one: float, other: float) -> bool:
    return abs(value - one) < 1.0 or abs(value - other) < 1.0


def _outlines(
    raw: Pdfium, path: Handle, count: int, matrix: Matrix, frame: Frame
) -> Iterator[tuple[list[tuple[float, float]], bool]]:
    """The points of each outline of a path, and whether all of its lines are straight."""
    x, y = ctypes.c_float(), ctypes.c_float()
    points: list[tuple[float, float]] = []
    straight = True
    for at in range(count):
        segment = raw.FPDFPath_GetPathSegment(path, at)
        kind = raw.FPDFPathSegment_GetType(segment)
        raw.FPDFPathSegment_GetPoint(segment, ctypes.byref(x), ctypes.byref(y))
        if kind == raw.FPDF_SEGMENT_MOVETO:
            if len(points) > 1:
                yield points, straight
            points, straight = [], True
        straight = straight and kind != raw.FPDF_SEGMENT_BEZIERTO
        a, b, c, d, e, f = matrix
        points.append(frame.point(a * x.value + c * y.value + e, b * x.value + d * y.value + f))
    if len(points) > 1:
        yield points, straight


def _is_white(raw: Pdfium, path: Handle) -> bool:
    red, green, blue, alpha = (ctypes.c_uint() for _ in range(4))
    known = raw.FPDFPageObj_GetFillColor(path, red, green, blue, alpha)
    return bool(known) and (alpha.value == 0 or min(red.value, green.value, blue.value) >= _NEARLY_WHITE)


def _matrix(raw: Pdfium, drawn: Handle) -> Matrix:
    matrix = raw.FS_MATRIX()
    if not raw.FPDFPageObj_GetMatrix(drawn, ctypes.byref(matrix)):
        return _IDENTITY
    values = (matrix.a, matrix.b, matrix.c, matrix.d, matrix.e, matrix.f)
    return values if all(math.isfinite(value) for value in values) else _IDENTITY


def _combined(inner: Matrix, outer: Matrix) -> Matrix:
    a, b, c, d, e, f = inner
    p, q, r, s, t, u = outer
    return (a * p + b * r, a * q + b * s, c * p + d * r, c * q + d * s, e * p + f * r + t, e * q + f * s + u)
