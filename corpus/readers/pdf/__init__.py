"""Reads PDF files that have a text layer."""

from corpus.readers.pdf.reader import PdfReader
from corpus.readers.pdf.signature import is_pdf

__all__ = ["PdfReader", "is_pdf"]
