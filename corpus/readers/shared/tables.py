"""Tables of HTML and JATS as rows of cells: expands spans, merges header rows, and repeats group labels."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Protocol

from corpus.readers.base import SourceError
from corpus.readers.shared.marks import Piece, has_text
from corpus.readers.shared.tree import raw_text
from corpus.text import plain

if TYPE_CHECKING:
    from lxml.etree import _Element

MAX_COLUMNS = 200
MAX_CHARACTERS = 4_000_000
_TOTALS = frozenset(("all", "n", "overall", "total"))
_INDENTS = ("\u00a0", "\u2002", "\u2003", "\u2001", "\u2009")

Cell = list[Piece]


class Inline(Protocol):
    """The reader of a cell's content."""

    def of(self, element: "_Element") -> Cell:
        """The rich text of an element's content."""


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table in the form in which it is quoted, with one cell per column.

    An `uneven` row has not as many cells as the table has columns, so that a cell may be under another heading.
    """

    cells: list[Cell]
    header: bool = False
    uneven: bool = False


@dataclass(frozen=True, slots=True)
class _Slot:
    """A cell at one position; a cell that spans several rows or columns is repeated at each of them.

    `label` is its cleaned text, `text` the raw text in the file.
    """

    cell: Cell
    label: str
    text: str
    is_bold: bool
    is_header: bool


def rows_of(table: "_Element", inline: Inline) -> Iterator[Row]:
    """The rows of a table, the header first.

    A cell that spans rows or columns is repeated in each. The header rows are those of the head, else the first
    rows of header cells or in bold. Several are merged into one, which has "Placebo: n" for a column under two
    headings. The label of a group of rows (one cell across the table, or a label without values) is put before the
    first cell of each row ("Nausea: grade 3"), which would be meaningless without it.
    """
    rows = sorted(own_rows(table), key=_is_foot)
    head = _grid([row for row in rows if _is_head(row)], inline)
    body = _grid([row for row in rows if not _is_head(row)], inline)
    if not head:
        count = _header_rows(body)
        head, body = body[:count], body[count:]
    while len(head) > 1 and _is_across(head[0]):
        yield Row([head.pop(0)[0].cell], header=True)
    header = _merged(head)
    if header:
        yield Row(header, header=True)
    columns = len(header) or most_columns(map(len, body))
    for each in _grouped(_filled_down(body)):
        yield replace(each, uneven=is_uneven(len(each.cells), columns))


def most_columns(widths: Iterable[int]) -> int:
    """The number of columns that most rows of a table have, of two as frequent ones the larger."""
    counts = Counter(width for width in widths if width > 1)
    return max(counts, key=lambda width: (counts[width], width), default=0)


def is_uneven(cells: int, columns: int) -> bool:
    """Whether a row has another number of cells than its table has columns; a single cell is a heading."""
    return 1 < cells != columns


def own_rows(table: "_Element") -> "Iterator[_Element]":
    """The row elements of a table, without those of tables nested in its cells."""
    return (row for row in table.iter("tr") if next(row.iterancestors("table"), None) is table)


def cells_of(row: "_Element") -> "Iterator[_Element]":
    """The cells of a row."""
    return row.iterchildren("td", "th")


def _header_rows(grid: list[list[_Slot]]) -> int:
    """The number of header rows of a table without a head.

    They are the first rows of header cells, else the first rows in bold. Below them is at least one other row, and
    the label of a group of rows is none of them.
    """
    for is_header in (_is_of_headers, _is_in_bold):
        count = next((n for n, row in enumerate(grid) if not is_header(row)), len(grid))
        while count > 1 and _is_across(grid[count - 1]):
            count -= 1
        if 0 < count < len(grid):
            return count
    return int(bool(grid) and _is_of_headers(grid[0]))


def _is_of_headers(row: list[_Slot]) -> bool:
    return bool(row) and all(slot.is_header for slot in row)


def _is_in_bold(row: list[_Slot]) -> bool:
    """Whether all texts of a row are in bold, and more than one."""
    filled = {id(slot): slot for slot in row if slot.label}
    return len(filled) > 1 and all(slot.is_bold or slot.is_header for slot in filled.values())


def _is_head(row: "_Element") -> bool:
    parent = row.getparent()
    return parent is not None and parent.tag == "thead"


def _is_foot(row: "_Element") -> bool:
    """Whether a row is in the table's foot, which is displayed last."""
    parent = row.getparent()
    return parent is not None and parent.tag == "tfoot"


def _grid(rows: "list[_Element]", inline: Inline) -> list[list[_Slot]]:
    """The slots of each row, including those that are covered by cells spanning from rows above."""
    grid: list[list[_Slot]] = []
    hanging: dict[int, tuple[_Slot, int]] = {}
    written = 0
    for row in rows:
        slots: list[_Slot] = []
        for cell in cells_of(row):
            _hang(slots, hanging)
            slot = _slot(cell, inline)
            across, down = _span(cell, "colspan"), _span(cell, "rowspan")
            for _ in range(min(across, MAX_COLUMNS - len(slots))):
                if down > 1:
                    hanging[len(slots)] = (slot, down - 1)
                slots.append(slot)
        _hang(slots, hanging)
        written += sum(len(slot.text) + 1 for slot in slots)
        if written > MAX_CHARACTERS:
            raise SourceError(
                f"a table has more than {MAX_CHARACTERS} characters with its spans expanded: split it"
            )
        grid.append(slots)
    return grid


def _slot(cell: "_Element", inline: Inline) -> _Slot:
    text = raw_text(cell)
    bold = "".join(raw_text(part) for part in cell.iter("bold", "b", "strong"))
    rich = inline.of(cell)
    is_bold = bool(bold.strip()) and bold.strip() == text.strip()
    return _Slot(rich, plain(rich), text, is_bold, is_header=cell.tag == "th")


def _hang(slots: list[_Slot], hanging: dict[int, tuple[_Slot, int]]) -> None:
    """Fills the next columns while cells from rows above span them."""
    while len(slots) in hanging:
        column = len(slots)
        slot, rest = hanging.pop(column)
        if rest > 1:
            hanging[column] = (slot, rest - 1)
        slots.append(slot)


def _span(cell: "_Element", name: str) -> int:
    written = cell.get(name, "1").strip()
    return max(1, int(written)) if written.isdecimal() and len(written) < 5 else 1  # noqa: PLR2004


def merge_header(columns: Iterable[Sequence[Cell]]) -> list[Cell]:
    """The header cells, merged from several rows: for each column the distinct texts above it, topmost first.

    A cell that spans several rows is the same object in each.
    """
    header: list[Cell] = []
    for column in columns:
        header.append([])
        said: set[str] = set()
        for cell in {id(cell): cell for cell in column}.values():
            if plain(cell) not in said:
                parted = has_text(header[-1]) and has_text(cell)
                header[-1] = [*_ended(header[-1]), ": ", *cell] if parted else [*header[-1], *cell]
            said.add(plain(cell))
    return header


def _ended(cell: Cell) -> Cell:
    """The cell without white space at its end."""
    ended = list(cell)
    while ended and isinstance(ended[-1], str):
        ended[-1] = ended[-1].rstrip()
        if ended[-1]:
            break
        ended.pop()
    return ended


def _merged(grid: list[list[_Slot]]) -> list[Cell]:
    width = max((len(row) for row in grid), default=0)
    return merge_header([row[column].cell for row in grid if column < len(row)] for column in range(width))


def _filled_down(grid: list[list[_Slot]]) -> list[list[_Slot]]:
    """The rows, with a blank first cell replaced by the label above it if the second cells are filled."""
    above: list[_Slot] = []
    filled: list[list[_Slot]] = []
    for row in grid:
        texts, texts_above = ([slot.label for slot in slots[:2]] for slots in (row, above))
        continues = texts[:1] == [""] and all(texts[1:2]) and len(texts_above) > 1 and all(texts_above)
        above = [above[0], *row[1:]] if continues else row
        filled.append(above)
    return filled


def _grouped(grid: list[list[_Slot]]) -> Iterator[Row]:
    """The rows of the body, each with the label of its group before its first cell."""
    group: _Slot | None = None
    indented = False
    for row, below in zip(grid, [*grid[1:], []], strict=False):
        if _is_across(row) or (_is_label(row) and below and not _is_label(below)):
            group, indented = row[0], _is_indented(below)
            yield Row([group.cell] if _is_across(row) else [slot.cell for slot in row])
            continue
        if group and row and _stands_apart(row[0], group, indented=indented):
            group = None
        yield Row([_under(group, slot.cell) if n == 0 else slot.cell for n, slot in enumerate(row)])


def _is_across(row: list[_Slot]) -> bool:
    """Whether a row is a single cell across all columns."""
    return len(row) > 1 and all(slot is row[0] for slot in row) and bool(row[0].label)


def _is_label(row: list[_Slot]) -> bool:
    """Whether a row has a label and no values."""
    return len(row) > 1 and bool(row[0].label) and not any(slot.label for slot in row[1:])


def _stands_apart(first: _Slot, group: _Slot, *, indented: bool) -> bool:
    """Whether a row no longer belongs to the group: it is a total, or is formatted like the group's label."""
    return (
        first.label.casefold() in _TOTALS
        or (group.is_bold and first.is_bold)
        or (indented and not _is_indented([first]))
    )


def _is_indented(row: list[_Slot]) -> bool:
    return bool(row) and row[0].text.lstrip(" \n\t\r").startswith(_INDENTS)


def _under(group: _Slot | None, cell: Cell) -> Cell:
    if group is None:
        return cell
    return [*group.cell, " " if group.label.endswith(":") else ": ", *cell]
