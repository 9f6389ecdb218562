"""Visibility check: renders the page at a small scale and drops text that cannot be seen in the image.

One rule finds text in the colour of its background, under an opaque shape or image, in a hidden layer, and
clipped text. Text that is drawn invisibly, tiny, or off the page is dropped earlier, in `glyphs`.
"""

from collections.abc import Sequence
from itertools import groupby
from typing import TYPE_CHECKING, TypeAlias

from corpus.readers.pdf.page.glyphs import GlyphRun, Glyphs
from corpus.readers.pdf.page.pdf_file import Handle, Pdfium

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

LARGEST_SIDE = 2000
MAX_INK = 0.6  # maximum share of their area that letters fill: a colour that fills more is the background
CAPITALS = 0.7  # of the font size: the height of a capital above the baseline

Picture: TypeAlias = (
    "npt.NDArray[np.uint32]"  # only the upper four bits of each colour count: finer differences are invisible
)


def visible_runs(raw: Pdfium, page: Handle, found: Glyphs) -> tuple[list[GlyphRun], int]:
    """The visible runs, and the number of characters that are not visible."""
    if not found.runs:
        return [], 0
    scale = min(1.0, LARGEST_SIDE / max(found.width, found.height, 1.0))
    picture = _picture(raw, page, found, scale)
    seen: list[GlyphRun] = []
    hidden = 0
    for _, group in groupby(found.runs, key=lambda run: run.drawn):
        runs = list(group)
        if _is_seen(runs, picture, scale):
            seen += runs
        else:
            hidden += sum(len(run.text) for run in runs)
    return seen, hidden


def _picture(raw: Pdfium, page: Handle, found: Glyphs, scale: float) -> Picture:
    """The rendered page, (height, width); each pixel has blue, green and red in its lower three bytes."""
    import numpy as np  # noqa: PLC0415 - reading other formats needs no arrays

    width, height = max(1, round(found.width * scale)), max(1, round(found.height * scale))
    pixels: Picture = np.full((height, width), 0xFFFFFFFF, dtype=np.uint32)
    bitmap = raw.FPDFBitmap_CreateEx(width, height, raw.FPDFBitmap_BGRx, pixels.ctypes.data, width * 4)
    try:
        raw.FPDF_RenderPageBitmap(bitmap, page, 0, 0, width, height, found.turned, 0)
    finally:
        raw.FPDFBitmap_Destroy(bitmap)
    return pixels


def _is_seen(runs: Sequence[GlyphRun], picture: Picture, scale: float) -> bool:
    """Whether the text that one operator draws differs from its background, the most frequent colour there."""
    import numpy as np  # noqa: PLC0415

    size, y, colour = runs[0].size, runs[0].y, runs[0].style.colour
    x0, x1 = min(run.x0 for run in runs), max(run.x1 for run in runs)
    top, bottom = int((y - CAPITALS * size) * scale), int((y + 0.1 * size) * scale) + 1
    area = picture[max(0, top) : max(1, bottom), max(0, int(x0 * scale)) : max(1, int(x1 * scale) + 1)].ravel()
    if not area.size:
        return False
    shades = (area >> 4 & 0xF) << 8 | (area >> 12 & 0xF) << 4 | area >> 20 & 0xF
    counts = np.bincount(shades)
    background = int(counts.argmax())
    if int(counts[background]) == area.size:
        return False
    if colour is None:
        return True
    red, green, blue = (channel >> 4 for channel in colour)
    plain = int(counts[background]) > MAX_INK * area.size
    return not plain or background != (blue << 8 | green << 4 | red)
