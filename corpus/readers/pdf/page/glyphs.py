"""The characters of a page as runs, read from pdfium in one pass and rotated so that the text is upright.

Coordinates are in points from the upper left corner of the page as displayed; y is the baseline.
"""

import ctypes
import math
import re
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from typing import NamedTuple

from corpus.readers.pdf.page.char_calls import CharCalls
from corpus.readers.pdf.page.pdf_file import Handle, Pdfium

SMALLEST_SIZE = 1.5
TOUCHING_GAP = 0.2  # of the font size: a wider gap between characters is a space, even if none is written
_INVISIBLE_MODES = (3, 7)  # text rendering modes without fill and stroke: invisible, or for clipping only
_ITALIC_FLAG, _BOLD_FLAG = 1 << 6, 1 << 18
_BOLD = re.compile(r"bold|black|heavy|semibold|demi|cmbx|cmb10|-B\b|,B\b|bdcn|-?medium?cond", re.IGNORECASE)
_ITALIC = re.compile(r"ital|obli|-it\b|It$|cmti|cmsl|cmmi|slant", re.IGNORECASE)
_LIGATURES = dict(zip(range(0xFB00, 0xFB07), ("ff", "fi", "fl", "ffi", "ffl", "st", "st"), strict=True))
_LINE_END_HYPHEN = 2  # the code with which pdfium replaces a hyphen at the end of a line
_WINGDINGS = "wingdings"  # the font of many bullets, whose codes are those of letters
_BULLETS = dict(zip((0x6C, 0x6E, 0x6F, 0x71, 0x75, 0x76, 0xA7, 0xD8, 0xFC), "●■□❑◆❖▪➢✓", strict=True))
_UPRIGHT = 0.2
SLANTED = 0.1
_SPACE, _NO_BREAK_SPACE = 0x20, 0xA0
_SPACES = frozenset({9, 10, 13, _SPACE, _NO_BREAK_SPACE, 0x3000, 0x202F, 0x205F, *range(0x2000, 0x200C)})


class Style(NamedTuple):
    """The style of a run; `colour` is red, green and blue from 0 to 255, or None for a pattern."""

    font: str
    bold: bool
    italic: bool
    colour: tuple[int, int, int] | None


class GlyphRun(NamedTuple):
    """Characters without white space, drawn by one operator on one baseline.

    `spaced` means that white space comes before the run, and `written` that the file writes it; `drawn` is the
    ordinal of the drawing operator. `unsure` means that the file does not say which characters are drawn.
    """

    text: str
    x0: float
    x1: float
    y: float
    size: float
    style: Style
    spaced: bool
    drawn: int
    written: bool = False
    unsure: bool = False


class _Drawing(NamedTuple):
    """The style, font size, baseline and slant of the text that one operator draws, and whether it is unsure."""

    style: Style
    size: float
    y: float
    slant: float
    unsure: bool = False


@dataclass(frozen=True, slots=True)
class Glyphs:
    """A page's runs in drawing order. `turned` is the number of quarter turns that made the text upright."""

    runs: tuple[GlyphRun, ...]
    width: float
    height: float
    turned: int = 0
    hidden: int = 0  # number of characters that are drawn invisibly
    unmapped: int = 0  # number of characters that the file does not map to Unicode
    sideways: tuple[str, ...] = ()  # the texts that are drawn in another direction


class Frame:
    """The page's box and rotation: converts user space to points from the upper left corner."""

    def __init__(self, raw: Pdfium, page: Handle, turned: int = 0) -> None:
        box = raw.FS_RECTF()
        raw.FPDF_GetPageBoundingBox(page, ctypes.byref(box))
        self.left, self.bottom, self.right, self.top = box.left, box.bottom, box.right, box.top
        self.quarters = (max(0, raw.FPDFPage_GetRotation(page)) + turned) % 4
        across, down = self.right - self.left, self.top - self.bottom
        self.width, self.height = (down, across) if self.quarters % 2 else (across, down)

    def point(self, x: float, y: float) -> tuple[float, float]:
        """The displayed position of a point in user space."""
        match self.quarters:
            case 0:
                return x - self.left, self.top - y
            case 1:
                return y - self.bottom, x - self.left
            case 2:
                return self.right - x, y - self.bottom
            case _:
                return self.top - y, self.right - x

    def direction(self, across: float, up: float) -> int:
        """The clockwise quarter turns that make text in this direction upright; -1 if it is slanted."""
        x0, y0 = self.point(0.0, 0.0)
        x1, y1 = self.point(across, up)
        angle = math.atan2(y1 - y0, x1 - x0) / (math.pi / 2)
        return -round(angle) % 4 if abs(angle - round(angle)) < _UPRIGHT else -1

    def slant(self, across: float, up: float) -> float:
        """How far letters that rise in this direction lean to the right, for each point of their height."""
        if not across and self.quarters == 0:
            return 0.0
        x0, y0 = self.point(0.0, 0.0)
        x1, y1 = self.point(across, up)
        return (x1 - x0) / (y0 - y1) if abs(x1 - x0) < 2 * (y0 - y1) else 0.0


def glyphs(raw: Pdfium, page: Handle) -> Glyphs:
    """The page's upright runs; if most of the text is drawn sideways, the whole page is rotated first."""
    text_page = raw.FPDFText_LoadPage(page)
    if not text_page:
        frame = Frame(raw, page)
        return Glyphs((), frame.width, frame.height)
    try:
        found, directions = _Scan(raw, text_page, Frame(raw, page), 0).run()
        ways = directions.most_common(1)
        if ways and ways[0][0] > 0:
            turned = ways[0][0]
            found, _ = _Scan(raw, text_page, Frame(raw, page, turned), turned).run()
        return found
    finally:
        raw.FPDFText_ClosePage(text_page)


class _Scan:
    """One pass over a page's characters."""

    def __init__(self, raw: Pdfium, text_page: Handle, frame: Frame, turned: int) -> None:
        self.raw, self.text_page, self.frame, self.turned = raw, text_page, frame, turned
        self.calls, self.handle = CharCalls.of(raw), ctypes.cast(text_page, ctypes.c_void_p).value
        self.fonts: dict[int, tuple[str, bool, bool]] = {}
        self.directions: Counter[int] = Counter()
        self.runs: list[GlyphRun] = []
        self.hidden = self.unmapped = self.drawn = 0
        self.spaced, self.written, self.aslant = True, False, False
        self.sideways: list[str] = []

    def run(self) -> tuple[Glyphs, Counter[int]]:
        """Reads all characters; also counts the drawing operators by direction."""
        count, object_at, handle = self.raw.FPDFText_CountChars(self.text_page), self.calls.object_at, self.handle
        last, first = None, 0
        for at in range(count):
            current = object_at(handle, at)
            if current != last:
                if last is None:
                    self.spaced = True  # a character without an object is a space or line end that pdfium added
                else:
                    self._operator(first, at)
                last, first = current, at
        if last is not None:
            self._operator(first, count)
        frame = self.frame
        found = Glyphs(
            tuple(self.runs),
            frame.width,
            frame.height,
            self.turned,
            self.hidden,
            self.unmapped,
            tuple(" ".join(text.split()) for text in self.sideways if text.strip()),
        )
        return found, self.directions

    def _operator(self, first: int, end: int) -> None:
        """Adds the runs that one operator draws."""
        pointer = self.raw.FPDFText_GetTextObject(self.text_page, first)
        self.drawn += 1
        self.aslant = False
        drawing = self._drawing(first, pointer)
        if drawing is None:
            self.hidden += end - first
            if self.aslant:
                codes = (self.raw.FPDFText_GetUnicode(self.text_page, at) for at in range(first, end))
                self.sideways.append("".join(self._letter(code) or " " for code in codes))
            return
        size, y, slant = drawing.size, drawing.y, drawing.slant
        handle, code_at, box_at = self.handle, self.calls.code_at, self.calls.box_at
        box = self.raw.FS_RECTF()
        reference, edges, gap = ctypes.addressof(box), self._edges(box, y, slant), size * TOUCHING_GAP
        letters: list[str] = []
        x0 = x1 = 0.0
        for at in range(first, end):
            code = code_at(handle, at)
            letter = chr(code) if _SPACE < code < _NO_BREAK_SPACE else self._letter(code)
            if letter:
                box_at(handle, at, reference)
                left, right = edges()
            if letters and (not letter or left - x1 > gap or x0 - right > gap):
                self._add("".join(letters), x0, x1, drawing)
                letters, self.spaced = [], True
            if not letter:
                self.spaced = self.written = True
            elif letters:
                letters.append(letter)
                x0 = left if left < x0 else x0  # noqa: FURB136 - a call for each character takes time
                x1 = right if right > x1 else x1  # noqa: FURB136
            else:
                letters, x0, x1 = [letter], left, right
        if letters:
            self._add("".join(letters), x0, x1, drawing)

    def _add(self, text: str, x0: float, x1: float, drawing: "_Drawing") -> None:
        style, size, y, _, unsure = drawing
        if _WINGDINGS in style.font.casefold():
            unsure = unsure and any(ord(letter) & 0xFF not in _BULLETS for letter in text)
            text = "".join(_BULLETS.get(ord(letter) & 0xFF, letter) for letter in text)
        self.runs.append(GlyphRun(text, x0, x1, y, size, style, self.spaced, self.drawn, self.written, unsure))
        self.spaced = self.written = False

    def _letter(self, code: int) -> str:
        """The text of a character code; empty for white space."""
        if code in _SPACES:
            return ""
        if code == _LINE_END_HYPHEN:
            return "-"
        if code < _SPACE:
            self.unmapped += 1
            return "\ufffd"
        return _LIGATURES.get(code) or chr(code)

    def _edges(self, box: Handle, y: float, slant: float) -> Callable[[], tuple[float, float]]:
        """A function for the displayed left and right edge of the character whose box is in `box`.

        The box of a slanted character is wider than the character by the slant of its top and bottom.
        """
        frame = self.frame
        if frame.quarters == 0 and not slant:
            offset = frame.left
            return lambda: (box.left - offset, box.right - offset)

        def turned() -> tuple[float, float]:
            one, other = frame.point(box.left, box.bottom), frame.point(box.right, box.top)
            above, below = max(0.0, y - min(one[1], other[1])), max(0.0, max(one[1], other[1]) - y)
            left, right = (below, above) if slant > 0 else (above, below)
            x0, x1 = min(one[0], other[0]), max(one[0], other[0])
            return x0 + abs(slant) * left, x1 - abs(slant) * right

        return turned

    def _drawing(self, at: int, pointer: Handle) -> "_Drawing | None":
        """How one operator draws its text; None if it is invisible or not upright."""
        raw, text_page = self.raw, self.text_page
        matrix = raw.FS_MATRIX()
        raw.FPDFText_GetMatrix(text_page, at, ctypes.byref(matrix))
        direction = self.frame.direction(matrix.a, matrix.b)
        self.directions[direction] += 1
        slant = self.frame.slant(matrix.c, matrix.d) if direction == 0 else 0.0
        size = raw.FPDFText_GetFontSize(text_page, at) * math.hypot(matrix.c, matrix.d) / math.hypot(1.0, slant)
        if direction != 0:
            self.aslant = True
            return None
        if raw.FPDFTextObj_GetTextRenderMode(pointer) in _INVISIBLE_MODES or not SMALLEST_SIZE <= size < math.inf:
            return None
        x, y = ctypes.c_double(), ctypes.c_double()
        raw.FPDFText_GetCharOrigin(text_page, at, ctypes.byref(x), ctypes.byref(y))
        across, down = self.frame.point(x.value, y.value)
        if not (0 <= across <= self.frame.width and 0 <= down <= self.frame.height):
            return None
        unsure = raw.FPDFText_HasUnicodeMapError(text_page, at) > 0
        self.unmapped += unsure
        font, bold, italic = self._font(pointer)
        style = Style(font, bold, italic or slant > SLANTED, self._colour(pointer))
        return _Drawing(style, size, down, slant, unsure)

    def _colour(self, pointer: Handle) -> tuple[int, int, int] | None:
        red, green, blue, alpha = (ctypes.c_uint() for _ in range(4))
        known = self.raw.FPDFPageObj_GetFillColor(pointer, red, green, blue, alpha)
        return (red.value, green.value, blue.value) if known else None

    def _font(self, pointer: Handle) -> tuple[str, bool, bool]:
        font = self.raw.FPDFTextObj_GetFont(pointer)
        if not font:
            return "", False, False
        key = ctypes.addressof(font.contents)
        if key not in self.fonts:
            buffer = ctypes.create_string_buffer(256)
            length = self.raw.FPDFFont_GetBaseFontName(font, buffer, 256)
            name = buffer.raw[: max(0, min(length, 256) - 1)].decode(errors="replace").rpartition("+")[2]
            flags = max(0, self.raw.FPDFFont_GetFlags(font))
            bold = bool(_BOLD.search(name) or flags & _BOLD_FLAG)
            self.fonts[key] = name, bold, bool(_ITALIC.search(name) or flags & _ITALIC_FLAG)
        return self.fonts[key]
