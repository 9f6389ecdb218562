"""A table of a page: whether it is one, and its rows."""

from typing import TYPE_CHECKING

from corpus.document import BlockKind
from corpus.readers.html.phrases import Phrases
from corpus.readers.html.tree import HEADINGS, roles_of, tag_of
from corpus.readers.shared import Part, cells_of, own_rows, rows_of
from corpus.text import plain

if TYPE_CHECKING:
    from lxml.etree import _Element


def is_layout(table: "_Element") -> bool:
    """Whether a table only places things: it says so, or has no caption and header cells and is no grid of texts.

    Headings, other tables, or a single column show that.
    """
    if not roles_of(table).isdisjoint(("presentation", "none")):
        return True
    rows = list(own_rows(table))
    has_headers = any(tag_of(cell) == "th" for row in rows for cell in cells_of(row))
    if has_headers or table.find("caption") is not None:
        return False
    holds_more = any(tag_of(inner) in (*HEADINGS, "table") for inner in table.iterdescendants())
    return holds_more or all(sum(1 for _ in cells_of(row)) <= 1 for row in rows)


def table_rows(table: "_Element", phrases: Phrases) -> list[Part]:
    """The rows of a table, as those of a JATS article are read: their elements are the same."""
    filled = [row for row in rows_of(table, phrases) if any(plain(cell) for cell in row.cells)]
    return [
        Part(BlockKind.TABLE_ROW, cells=tuple(row.cells), header=row.header, first=at == 0)
        for at, row in enumerate(filled)
    ]
