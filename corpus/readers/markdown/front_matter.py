"""The YAML front matter of a Markdown file."""

import re
from dataclasses import dataclass

from corpus.readers.base import ReadError
from corpus.readers.declared import DeclaredMetadata, parse_declared

_OPENED = re.compile(r"---[ \t]*\n(?=[ \t]*(?:[\w-]+:|#|---))")
_CLOSED = re.compile(r"^(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class MarkdownFile:
    """The parts of a Markdown file; `body_line` is the line number of the body's first line, from 1."""

    declared: DeclaredMetadata | None
    body: str
    body_line: int


def has_front_matter(text: str) -> bool:
    """Whether a text begins with front matter."""
    return _OPENED.match(text) is not None


def split_front_matter(text: str, place: str) -> MarkdownFile:
    """The declared metadata, if any, and the body. Raises `ReadError` with the line of an error."""
    opened = _OPENED.match(text)
    if opened is None:
        return MarkdownFile(None, text, 1)
    closed = _CLOSED.search(text, opened.end())
    if closed is None:
        raise ReadError(f"{place}, line 1", "the front matter is not closed: add a line with --- below it")
    body_line = text.count("\n", 0, closed.end()) + 1
    declared = parse_declared(text[opened.end() : closed.start()], place, "the front matter", above=1)
    return MarkdownFile(declared, text[closed.end() :], body_line)
