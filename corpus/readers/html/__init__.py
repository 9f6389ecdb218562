"""Reads web pages."""

from corpus.readers.html.reader import HtmlReader
from corpus.readers.html.signature import is_page

__all__ = ["HtmlReader", "is_page"]
