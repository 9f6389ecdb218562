"""Block detection in plain text that was made from pages by removing their markup.

In such text, each paragraph is one line and headings are short lines. Lists are run together on one line, on which
spaces and a dash begin an item, and several spaces mark the end of an element.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from corpus.text import DocumentBuilder, lines

HEADING_CHARACTERS = 80
HEADING_WORDS = 10
LIST_HEADING_WORDS = 4
BARE_ITEM_CHARACTERS = 200
NESTED_LIST_GAP = 8

# An item's dash, after a run of spaces, at the start of a line, or after a colon.
_DASH = re.compile(r"(?:^|(?<=:)(?=\s)|(?<=\S)(?=\s\s))(\s*)[-•*]\s+(?=\S)")
_SINGLE_DASHES = re.compile(r"(?:^|(?<=\S)\s)(\s*)- +(?=\S)")
_PARAGRAPH_GAP = re.compile(r"(?<=\S)\s{4,}(?=[A-Z])")
_GAP_AFTER_ITEM = re.compile(r"(?<=\S)(?:\s{3,}(?=[A-Z])|\s{5,})")
# A line that ends in one of these words continues in the next line.
_OPEN_ENDS = frozenset(
    """
    a an and are as be by can for from if in include includes including is may of on or such that the to usually
    when with
    """.split()  # noqa: SIM905 - a list of words reads as words
)
_ENDED = (".", "!", "?", ":", ";", ",")


@dataclass(frozen=True, slots=True)
class LayoutBlock:
    """A paragraph (depth None), or a list item of this depth."""

    text: str
    depth: int | None = None


def add_layout(text: str, builder: DocumentBuilder) -> None:
    """Adds the blocks of a text: headings (short lines with text after them), paragraphs and list items.

    Short lines without a full stop, after a line that ends in a colon, are items of a list that lost its bullets.
    """
    pieces = list(_pieces(text))
    listing = False
    for piece, following in zip(pieces, [*pieces[1:], None], strict=False):
        if piece.depth is not None:
            builder.list_item(piece.text, piece.depth)
            listing = False
        elif listing and _is_bare_item(piece.text):
            builder.list_item(piece.text)
        elif following is not None and _leads(piece.text, following):
            builder.heading(piece.text)
        else:
            builder.paragraph(piece.text)
            listing = piece.text.endswith(":")


def is_heading(line: str) -> bool:
    """Whether a line looks like a heading: short, beginning with a capital or digit, without a stop at its end.

    A short question counts as a heading: it helps retrieval, and it is not evidence.
    """
    words = line.split()
    if not words or len(words) > HEADING_WORDS or len(line) > HEADING_CHARACTERS:
        return False
    if not (words[0][0].isupper() or words[0][0].isdigit()) or words[-1].lower() in _OPEN_ENDS:
        return False
    return any(character.isalpha() for character in line) and (line.endswith("?") or not line.endswith(_ENDED))


def _leads(line: str, following: LayoutBlock) -> bool:
    """Whether a line is the heading of the next block; before a list, a longer line is the list's stem instead."""
    if following.depth is not None and len(line.split()) > LIST_HEADING_WORDS:
        return False
    return is_heading(line)


def _is_bare_item(line: str) -> bool:
    return len(line) <= BARE_ITEM_CHARACTERS and not line.endswith(_ENDED)


def _pieces(text: str) -> Iterator[LayoutBlock]:
    for line in _unwrapped(text):
        if _DASH.search(line):
            yield from _with_items(line)
        else:
            yield from (LayoutBlock(part) for part in _PARAGRAPH_GAP.split(line))


def _unwrapped(text: str) -> Iterator[str]:
    """The lines, with lines that begin in lower case joined to the line before."""
    pending = ""
    for line in lines(text):
        bare = line.strip()
        if pending and bare[:1].islower() and not pending.rstrip().endswith((".", "!", "?", ":")):
            pending += " " + bare
            continue
        if pending.strip():
            yield pending.rstrip()
        pending = line if bare else ""
    if pending.strip():
        yield pending.rstrip()


def _with_items(line: str) -> Iterator[LayoutBlock]:
    """The pieces of a line with list items; a wide gap after a nested item ends the nested list."""
    dashes = _dashes(line)
    yield from (LayoutBlock(part) for part in _PARAGRAPH_GAP.split(line[: dashes[0].start()].strip()) if part)
    depth, before = 0, ""
    for dash, end in zip(dashes, [*(dash.start() for dash in dashes[1:]), len(line)], strict=True):
        if before.endswith(":"):
            depth += 1
        elif depth and len(dash[1]) > NESTED_LIST_GAP:
            depth -= 1
        item, *rest = _GAP_AFTER_ITEM.split(line[dash.end() : end].strip(), maxsplit=1)
        yield LayoutBlock(item, depth)
        before = item
        for remainder in rest:
            depth, before = 0, ""
            yield from (LayoutBlock(part) for part in _PARAGRAPH_GAP.split(remainder) if part)


def _dashes(line: str) -> list[re.Match[str]]:
    """The starts of the items on a line; dashes after a single space count only if a single other dash does."""
    dashes = list(_DASH.finditer(line))
    if len(dashes) == 1:
        return list(_SINGLE_DASHES.finditer(line, dashes[0].start())) or dashes
    return dashes
