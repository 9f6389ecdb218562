"""A web page as a tree: its decoding, what of it is visible, its main content, and its metadata."""

from corpus.readers.html.page.content import content_of
from corpus.readers.html.page.encoding import decode_page
from corpus.readers.html.page.hidden import drop_invisible, drop_machine_parts, is_invisible
from corpus.readers.html.page.metadata import PageData
from corpus.readers.html.page.tree import (
    BLOCKS,
    HEADINGS,
    LISTS,
    PageError,
    drop,
    names_of,
    parse_page,
    raw_text,
    roles_of,
    tag_of,
    text_of,
    topmost,
)

__all__ = [
    "BLOCKS",
    "HEADINGS",
    "LISTS",
    "PageData",
    "PageError",
    "content_of",
    "decode_page",
    "drop",
    "drop_invisible",
    "drop_machine_parts",
    "is_invisible",
    "names_of",
    "parse_page",
    "raw_text",
    "roles_of",
    "tag_of",
    "text_of",
    "topmost",
]
