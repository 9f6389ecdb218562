"""Reads web pages."""

from corpus.readers.html.reader import HtmlReader
from corpus.readers.html.signature import is_html

__all__ = ["HtmlReader", "is_html"]
