"""The table model: a table on a page, and its rows of cells."""

from dataclasses import dataclass

from corpus.readers.pdf.page import Line


@dataclass(frozen=True, slots=True)
class TableRow:
    """A row: the lines of each cell. A row with a single cell is a heading among the rows.

    A `doubtful` row may have text of the rows or columns beside it.
    """

    cells: tuple[tuple[Line, ...], ...]
    header: bool = False
    doubtful: bool = False

    @property
    def lines(self) -> list[Line]:
        """All lines of the row, cell by cell."""
        return [line for cell in self.cells for line in cell]


@dataclass(frozen=True, slots=True)
class Table:
    """A table on one page."""

    rows: tuple[TableRow, ...]
    x0: float
    x1: float
    top: float
    bottom: float
    grouped: bool = False  # rows with a single cell are labels of the rows below them
    ruled: bool = False  # drawn borders part all of its rows and columns
