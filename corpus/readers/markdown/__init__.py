"""Reads articles drafted in Markdown."""

from corpus.readers.markdown.article import MarkdownReader

__all__ = ["MarkdownReader"]
