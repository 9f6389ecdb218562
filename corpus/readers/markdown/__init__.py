"""Reads articles drafted in Markdown."""

from corpus.readers.markdown.article import ArticleReader

__all__ = ["ArticleReader"]
