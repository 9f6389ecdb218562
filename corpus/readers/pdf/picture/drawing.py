"""Drawing of one page by pdfium, at a bounded size, with boxes around the lines of a quote."""

import ctypes
import math
from collections.abc import Iterator
from typing import Any

from corpus.readers.base import PageMissing, SourceError
from corpus.readers.pdf.page import Frame, PdfFile, open_pdf
from corpus.readers.pdf.picture.png import Pixels, png
from corpus.readers.pdf.picture.quoted_lines import Glyph, Rect, quoted_lines

LONGEST_SIDE = 1600  # pixels
LARGEST_SCALE = 2.0  # pixels per point: 144 dots per inch
MOST_GLYPHS, MOST_PAGES = 60_000, 1_000_000
MARGIN, BORDER = 3, 2  # pixels around the letters, and of the box
TINT, LINE = (255, 243, 176), (155, 28, 28)
_UNDRAWABLE = "pdfium cannot draw this page: open the original file instead"


def draw_page(data: bytes, number: int, quote: str = "", before: str = "") -> bytes:
    """The PNG picture of a page, numbered from 1, with the lines of a quote boxed.

    `quote` is the part of the quote that is on this page, and `before` the page's text before it. Raises
    `PageMissing`, or `SourceError` with a remedy.
    """
    with open_pdf(data, MOST_PAGES) as pdf:
        if not 1 <= number <= pdf.pages:
            raise PageMissing(f"the file has {pdf.pages} pages, and none of them is number {number}")
        with pdf.page(number - 1) as page:
            if page is None:
                raise SourceError(_UNDRAWABLE)
            return _drawn(pdf, page, quote, before)


def _drawn(pdf: PdfFile, page: Any, quote: str, before: str) -> bytes:  # noqa: ANN401 - a pointer from pdfium
    frame = Frame(pdf.raw, page)
    if not (math.isfinite(frame.width) and math.isfinite(frame.height)):
        raise SourceError(_UNDRAWABLE)
    scale = min(LARGEST_SCALE, LONGEST_SIDE / max(frame.width, frame.height, 1.0))
    width, height = (max(1, min(LONGEST_SIDE, round(side * scale))) for side in (frame.width, frame.height))
    pixels = _rendered(pdf, page, width, height)
    if quote.strip():
        glyphs = list(_glyphs(pdf, page, frame, scale))
        for box in quoted_lines(glyphs, quote, before):
            _mark(pixels, box)
    return png(pixels)


def _rendered(pdf: PdfFile, page: Any, width: int, height: int) -> Pixels:  # noqa: ANN401
    """The page as pixels, (height, width, 3)."""
    import numpy as np  # noqa: PLC0415 - reading other formats needs no arrays

    raw = pdf.raw
    pixels: Pixels = np.full((height, width, 4), 255, dtype=np.uint8)
    bitmap = raw.FPDFBitmap_CreateEx(width, height, raw.FPDFBitmap_BGRx, pixels.ctypes.data, width * 4)
    if not bitmap:
        raise SourceError(_UNDRAWABLE)
    try:
        raw.FPDF_RenderPageBitmap(bitmap, page, 0, 0, width, height, 0, raw.FPDF_ANNOT)
    finally:
        raw.FPDFBitmap_Destroy(bitmap)
    return np.ascontiguousarray(pixels[:, :, 2::-1])


def _glyphs(pdf: PdfFile, page: Any, frame: Frame, scale: float) -> Iterator[Glyph]:  # noqa: ANN401
    """The characters of a page with their places in pixels; spaces are left out."""
    raw = pdf.raw
    text_page = raw.FPDFText_LoadPage(page)
    if not text_page:
        return
    try:
        box = raw.FS_RECTF()
        for at in range(min(raw.FPDFText_CountChars(text_page), MOST_GLYPHS)):
            code = raw.FPDFText_GetUnicode(text_page, at)
            if 0x20 < code <= 0x10FFFF and raw.FPDFText_GetLooseCharBox(text_page, at, ctypes.byref(box)):  # noqa: PLR2004 - the first printing and the last character
                yield Glyph(chr(code), _place(frame, box, scale))
    finally:
        raw.FPDFText_ClosePage(text_page)


def _place(frame: Frame, box: Any, scale: float) -> Rect:  # noqa: ANN401
    (x0, y0), (x1, y1) = frame.point(box.left, box.bottom), frame.point(box.right, box.top)
    return Rect(min(x0, x1) * scale, min(y0, y1) * scale, max(x0, x1) * scale, max(y0, y1) * scale)


def _mark(pixels: Pixels, box: Rect) -> None:
    """Tints a box and draws a line around it; the letters in it stay as dark as they are."""
    import numpy as np  # noqa: PLC0415

    if not all(map(math.isfinite, box)):
        return
    height, width, _ = pixels.shape
    x0, x1 = (min(max(0, round(x)), width) for x in (box.x0 - MARGIN, box.x1 + MARGIN))
    y0, y1 = (min(max(0, round(y)), height) for y in (box.y0 - MARGIN, box.y1 + MARGIN))
    area = pixels[y0:y1, x0:x1]
    if not area.size:
        return
    tinted = area.astype(np.uint16) * np.array(TINT, dtype=np.uint16) // 255
    area[:] = tinted.astype(np.uint8)
    for edge in (area[:BORDER], area[-BORDER:], area[:, :BORDER], area[:, -BORDER:]):
        edge[:] = LINE
