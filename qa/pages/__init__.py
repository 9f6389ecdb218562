"""The HTML pages: the ask page and the reader."""

from qa.pages.pages import LISTED, ask_page, reader_page
from qa.pages.rendering import render

__all__ = ["LISTED", "ask_page", "reader_page", "render"]
