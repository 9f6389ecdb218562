"""Reads PDF files that have a text layer, and draws their pages."""

from corpus.readers.pdf.picture import draw_page
from corpus.readers.pdf.reader import PdfReader
from corpus.readers.pdf.signature import is_pdf

__all__ = ["PdfReader", "draw_page", "is_pdf"]
