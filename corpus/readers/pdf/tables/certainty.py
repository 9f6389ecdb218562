"""Certainty of tables: which rows may have text of the rows or columns beside them."""

from dataclasses import replace
from itertools import pairwise

from corpus.readers.pdf.tables.table import Table, TableRow


def with_doubts(table: Table) -> Table:
    """The table, its rows marked as doubtful where they depend on a guess.

    Drawn borders part rows and columns with certainty. Without them, a row is certain if each cell has exactly one
    line and the next rows do too: where a cell is blank or has several lines, the lines of one row may have
    been taken for those of another.
    """
    if table.ruled:
        return table
    rows = [row for row in table.rows if not row.header]
    irregular = {id(row) for row in rows if not _is_regular(row)}
    beside = {id(row) for one, other in pairwise(rows) for row in (one, other) if {id(one), id(other)} & irregular}
    doubtful = irregular | beside
    return replace(table, rows=tuple(replace(row, doubtful=id(row) in doubtful) for row in table.rows))


def _is_regular(row: TableRow) -> bool:
    """Whether a row is a heading among the rows, or has one line in every cell."""
    return len(row.cells) == 1 or all(len(cell) == 1 for cell in row.cells)
