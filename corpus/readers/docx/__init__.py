"""Reads Word documents (DOCX)."""

from corpus.readers.docx.package import is_docx
from corpus.readers.docx.reader import DocxReader

__all__ = ["DocxReader", "is_docx"]
