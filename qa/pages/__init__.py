"""Renders the HTML pages: the ask page, the reader, and pages about the service."""

from qa.pages.pages import MAX_LISTED, ask_page, reader_page
from qa.pages.rendering import render, root_from

__all__ = ["MAX_LISTED", "ask_page", "reader_page", "render", "root_from"]
