"""Removal of tables of contents: pages with dot leaders, or with page numbers under a "Contents" heading."""

import re
from collections.abc import Sequence
from itertools import groupby

from corpus.readers.pdf.layout.vital import holds_amount
from corpus.readers.pdf.page import Line

MIN_LEADERS = 4
ENTRIES = 0.35  # minimum share of lines that end in a page number on a page that continues the table of contents
_LEADER = re.compile(r"(?:\.\s?){5,}\s*(?:\d{1,4}|[ivxlc]{1,7})?\s*\Z|(?:\. ){4,}|…{2,}", re.IGNORECASE)
CONTENTS = re.compile(
    r"(?:table of )?contents|inhaltsverzeichnis|sommaire|table des mati[eè]res|[ií]ndice", re.IGNORECASE
)
_ENTRY_END = re.compile(r"[\s.…](?:\d{1,4}|[ivxlc]{1,7})\s*\Z")
_PAGE_NUMBER = re.compile(r"(?:\A|.*\s)(?:\d{1,4}|[ivxlc]{1,7})\Z")


def without_contents(pages: Sequence[Sequence[Line]]) -> list[tuple[list[Line], list[Line]]]:
    """The lines of each page without those of contents pages and single lines with dot leaders, and these lines.

    A line that holds a dose or an amount, as in a formulary, is kept unless it is an entry of a contents page.
    """
    kept: list[tuple[list[Line], list[Line]]] = []
    listing = False
    for lines in pages:
        leaders = sum(_LEADER.search(line.text) is not None for line in lines)
        titled = any(CONTENTS.fullmatch(line.text.strip()) for line in lines[:6])
        listing = (
            (titled and (leaders > 1 or _entries(lines) >= ENTRIES))
            or leaders >= MIN_LEADERS
            or (listing and _entries(lines) >= ENTRIES)
        )
        rows = (list(row) for _, row in groupby(lines, key=lambda line: line.row))
        gone = {row[0].row for row in rows if _is_left_out(" ".join(line.text for line in row), listing)}
        kept.append(
            ([line for line in lines if line.row not in gone], [line for line in lines if line.row in gone])
        )
    return kept


def _is_left_out(row: str, listing: bool) -> bool:
    if not (listing or _LEADER.search(row)):
        return False
    return not holds_amount(row) or (listing and _ENTRY_END.search(row) is not None)


def _entries(lines: Sequence[Line]) -> float:
    """The share of the lines that end in a page number."""
    rows = [list(row) for _, row in groupby(lines, key=lambda line: line.row)]
    return sum(_PAGE_NUMBER.match(row[-1].text) is not None for row in rows) / max(1, len(rows))
