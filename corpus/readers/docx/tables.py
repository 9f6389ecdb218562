"""Tables of a DOCX document as rows of cells: merged cells are filled, and several header rows become one."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from corpus.document import BlockKind
from corpus.readers.docx.styles import W, is_on, value
from corpus.readers.docx.text import DELETED, Inline
from corpus.readers.shared import ParsedBlock, Piece, is_uneven, merge_header, most_columns
from corpus.text import clean

if TYPE_CHECKING:
    from lxml.etree import _Element

_WIDEST = 200
Cell = list[Piece]
ReadCell = Callable[["_Element"], Cell]


@dataclass(frozen=True, slots=True)
class _Row:
    """A row: its cells by column, the columns in which one begins, and those in which one continues from above.

    A cell that spans several columns is in each of them.
    """

    element: "_Element"
    cells: dict[int, Cell]
    begins: frozenset[int]
    continues: frozenset[int]

    @property
    def width(self) -> int:
        """The number of columns."""
        return min(max(self.cells, default=-1) + 1, _WIDEST)

    @property
    def spans(self) -> bool:
        """Whether a cell spans several columns."""
        return len(self.begins) < len(self.cells)

    def shown(self) -> list[Cell]:
        """The cells by column, each in every column that it spans, but the only cell of a row once."""
        if len(self.begins) == 1:
            return [self.cells[0], *([] for _ in range(self.width - 1))]
        return [self.cells[column] for column in range(self.width)]


def table_rows(table: "_Element", read: ReadCell, plain: Inline) -> list[ParsedBlock]:
    """The rows of a table; `read` gives the content of a cell, `plain` its runs.

    A cell that spans rows or columns is repeated in each. Several header rows are merged into one, which has
    "Dose: adult" for a column under two headings.
    """
    rows = list(_rows(table, read))
    count = _header_rows(table, rows, plain)
    width = max((row.width for row in rows[:count]), default=0)
    header = [row.shown() for row in rows[:count]]
    if count > 1:
        above = ([row.cells.get(column, []) for row in rows[:count]] for column in range(width))
        header = [merge_header(above)]
    body = [row.shown() for row in rows[count:]]
    columns = width or most_columns(map(len, body))
    return [
        ParsedBlock(
            BlockKind.TABLE_ROW,
            cells=tuple(cells),
            header=n < len(header),
            first=n == 0,
            uneven=n >= len(header) and is_uneven(len(cells), columns),
        )
        for n, cells in enumerate([*header, *body])
    ]


def _rows(table: "_Element", read: ReadCell) -> Iterator[_Row]:
    above: dict[int, Cell] = {}
    for element in _within(table, "tr"):
        cells: dict[int, Cell] = {}
        begins: set[int] = set()
        continues: set[int] = set()
        for cell in _within(element, "tc"):
            column, properties = max(cells, default=-1) + 1, cell.find(f"{W}tcPr")
            begins.add(column)
            if _continues(properties):
                continues.add(column)
            content = above.get(column, []) if column in continues else read(cell)
            cells |= dict.fromkeys(range(column, column + _width(properties)), content)
        yield _Row(element, cells, frozenset(begins), frozenset(continues))
        above = cells


def _header_rows(table: "_Element", rows: Sequence[_Row], plain: Inline) -> int:
    """The number of header rows: those marked as such, else the first, and those in which their cells go on."""
    marked = (n for n, row in enumerate(rows) if not is_on(row.element.find(f"{W}trPr"), "tblHeader"))
    count = next(marked, len(rows))
    if not count and rows and _leads(table, rows[0], plain):
        count = 1
    while 0 < count < len(rows) and (
        rows[count].continues or (rows[count - 1].spans and _is_bold(rows[count], plain))
    ):
        count += 1
    return count


def _leads(table: "_Element", first: _Row, plain: Inline) -> bool:
    """Whether a table's first row is formatted as a header: by the table's style options, or in bold."""
    look = table.find(f"{W}tblPr/{W}tblLook")
    if look is not None and look.get(f"{W}firstRow") in ("1", "true", "on"):
        return True
    return _is_bold(first, plain)


def _is_bold(row: _Row, plain: Inline) -> bool:
    runs = [run for cell in _within(row.element, "tc") for run in plain.runs(cell) if clean(run.text)]
    return bool(runs) and all(run.style == "strong" for run in runs)


def _continues(properties: "_Element | None") -> bool:
    merged = properties.find(f"{W}vMerge") if properties is not None else None
    return merged is not None and merged.get(f"{W}val", "continue") == "continue"


def _width(properties: "_Element | None") -> int:
    """The number of columns that a cell spans."""
    span = value(properties, "gridSpan")
    return min(int(span), _WIDEST) if span.isdecimal() and int(span) else 1


def _within(element: "_Element", name: str) -> "Iterator[_Element]":
    """The rows of a table or cells of a row, including those in content controls but not in nested tables."""
    for child in element:
        if child.tag == f"{W}{name}":
            if child.find(f"{W}trPr/{W}del") is None:
                yield child
        elif isinstance(child.tag, str) and child.tag not in DELETED and child.tag not in (f"{W}tbl", f"{W}tc"):
            yield from _within(child, name)
