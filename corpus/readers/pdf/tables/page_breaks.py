"""Tables that go on over a page break: the rest of a row that the break divides, and of a merged label."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import takewhile

from corpus.readers.pdf.tables.table import Table, TableRow


def rejoined(tables: Sequence[Table]) -> list[Table]:
    """The tables of a document, in order, with rows that a page break divides as a whole on the first page.

    A table goes on where the next one is on a later page and has the same header. Its first row is the rest of a
    row if it has no label, and a blank cell or only texts that go on; otherwise a row without a label is the next
    one of a merged label.
    """
    found: list[Table] = []
    for table in tables:
        body = _body(table)
        if not found or not body or not _goes_on(found[-1], table):
            found.append(table)
            continue
        last = found[-1].rows[-1]
        if _is_rest(body[0], last):
            found[-1] = replace(found[-1], rows=(*found[-1].rows[:-1], _joined(last, body[0])))
            body = body[1:]
        begun = [] if table.grouped else list(takewhile(lambda row: not row.cells[0], body))
        labelled = [replace(row, cells=(last.cells[0], *row.cells[1:])) for row in begun]
        head = table.rows[: len(table.rows) - len(_body(table))]
        found.append(replace(table, rows=(*head, *labelled, *body[len(begun) :])))
    return found


def _body(table: Table) -> Sequence[TableRow]:
    """The rows below the header; none if there is no header."""
    head = len(list(takewhile(lambda row: row.header, table.rows)))
    return table.rows[head:] if head else ()


def _goes_on(before: Table, table: Table) -> bool:
    last, first = before.rows[-1], _body(table)[0]
    same = _title(before) == _title(table) and len(last.cells) == len(first.cells) > 1 and not last.header
    return same and last.lines[-1].page < first.lines[0].page


def _title(table: Table) -> list[str]:
    return sorted(word for line in table.rows[0].lines for word in line.text.rstrip(":").split())


def _is_rest(row: TableRow, last: TableRow) -> bool:
    """Whether a row is the rest of the last one, in cells that this has."""
    filled = [at for at, cell in enumerate(row.cells) if cell]
    begins = [row.cells[at][0].text[0] for at in filled]
    is_part = len(filled) < len(row.cells) - 1 or all(map(str.islower, begins))
    return not row.cells[0] and is_part and all(last.cells[at] for at in filled)


def _joined(one: TableRow, other: TableRow) -> TableRow:
    return replace(one, cells=tuple((*first, *rest) for first, rest in zip(one.cells, other.cells, strict=True)))
