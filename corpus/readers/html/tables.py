"""Tables of a page: the distinction between data and layout tables, and the rows."""

from typing import TYPE_CHECKING

from corpus.document import BlockKind
from corpus.readers.html.inline import Inline
from corpus.readers.html.page import HEADINGS, roles_of, tag_of
from corpus.readers.shared import ParsedBlock, cells_of, own_rows, rows_of
from corpus.text import plain

if TYPE_CHECKING:
    from lxml.etree import _Element


def is_layout(table: "_Element") -> bool:
    """Whether a table is used only for layout.

    A layout table has the role `presentation` or `none`, or it has neither a caption nor header cells and either
    contains headings or other tables or has a single column.
    """
    if not roles_of(table).isdisjoint(("presentation", "none")):
        return True
    rows = list(own_rows(table))
    has_headers = any(tag_of(cell) == "th" for row in rows for cell in cells_of(row))
    if has_headers or table.find("caption") is not None:
        return False
    holds_more = any(tag_of(inner) in (*HEADINGS, "table") for inner in table.iterdescendants())
    return holds_more or all(sum(1 for _ in cells_of(row)) <= 1 for row in rows)


def table_rows(table: "_Element", inline: Inline) -> list[ParsedBlock]:
    """The rows of a table that are not blank."""
    filled = [row for row in rows_of(table, inline) if any(plain(cell) for cell in row.cells)]
    return [
        ParsedBlock(
            BlockKind.TABLE_ROW, cells=tuple(row.cells), header=row.header, first=at == 0, uneven=row.uneven
        )
        for at, row in enumerate(filled)
    ]
