"""Extraction of a PDF page's content: characters, lines of text, shapes and ruled grids."""

from corpus.readers.pdf.page.glyphs import Run, glyphs
from corpus.readers.pdf.page.grids import Grid, grids
from corpus.readers.pdf.page.ink import visible
from corpus.readers.pdf.page.lines import BOLD, ITALIC, LOWERED, RAISED, Line, lines, merged
from corpus.readers.pdf.page.opening import PdfFile, opened
from corpus.readers.pdf.page.shapes import Shape, shapes

__all__ = [
    "BOLD",
    "ITALIC",
    "LOWERED",
    "RAISED",
    "Grid",
    "Line",
    "PdfFile",
    "Run",
    "Shape",
    "glyphs",
    "grids",
    "lines",
    "merged",
    "opened",
    "shapes",
    "visible",
]
