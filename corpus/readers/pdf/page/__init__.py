"""Extraction of a PDF page's content: characters, lines of text, shapes and ruled grids."""

from corpus.readers.pdf.page.borders import Border, borders
from corpus.readers.pdf.page.cell_grids import Cell, CellGrid, cell_grids
from corpus.readers.pdf.page.drawn_bullets import with_bullets
from corpus.readers.pdf.page.glyphs import Frame, GlyphRun, glyphs
from corpus.readers.pdf.page.grids import Grid, grids
from corpus.readers.pdf.page.lines import (
    BOLD,
    CROSSING,
    ITALIC,
    LOWERED,
    RAISED,
    UNSURE,
    Line,
    crosses,
    lines,
    merge_lines,
)
from corpus.readers.pdf.page.pdf_file import PdfFile, open_pdf
from corpus.readers.pdf.page.shapes import Shape, shapes
from corpus.readers.pdf.page.visibility import visible_runs

__all__ = [
    "BOLD",
    "CROSSING",
    "ITALIC",
    "LOWERED",
    "RAISED",
    "UNSURE",
    "Border",
    "Cell",
    "CellGrid",
    "Frame",
    "GlyphRun",
    "Grid",
    "Line",
    "PdfFile",
    "Shape",
    "borders",
    "cell_grids",
    "crosses",
    "glyphs",
    "grids",
    "lines",
    "merge_lines",
    "open_pdf",
    "shapes",
    "visible_runs",
    "with_bullets",
]
