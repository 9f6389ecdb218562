"""Excel workbooks: the values of one sheet as texts."""

import zipfile
from collections.abc import Iterator
from datetime import date, datetime, time
from pathlib import Path
from typing import NamedTuple

from openpyxl import load_workbook
from openpyxl.utils.exceptions import InvalidFileException
from openpyxl.workbook import Workbook

from eval.errors import DataError

_DAMAGED = "is not a workbook that can be read: open it in a spreadsheet program and save it as .xlsx or .csv"


class Merged(NamedTuple):
    """Cells of one column that are merged over several rows, `last` included; all are counted from 0."""

    column: int
    first: int
    last: int


class WorkbookRows(NamedTuple):
    """The rows of a sheet, its title, and which cells of a column are merged."""

    rows: tuple[tuple[str, ...], ...]
    title: str
    merged: tuple[Merged, ...]


def workbook_rows(path: Path, sheet: str | None) -> WorkbookRows:
    """The rows of the named sheet, by default the first that is not hidden, and its title.

    A formula has the value that was stored with it, or none. Of merged cells, the first has the value and the
    others are empty. Raises DataError for a damaged file and for a sheet that does not exist.
    """
    with path.open("rb") as stream:
        try:
            workbook = load_workbook(stream, read_only=True, data_only=True)
            try:
                title = _title(path, workbook, sheet)
                cells = workbook[title]
                cells.reset_dimensions()  # some programs store wrong ones, beyond which nothing is read
                rows = tuple(tuple(map(_text, row)) for row in cells.iter_rows(values_only=True))
            finally:
                workbook.close()
            merged = tuple(_merged(path, title)) if _merges(path) else ()
        except (zipfile.BadZipFile, InvalidFileException, KeyError, SyntaxError, ValueError) as error:
            if isinstance(error, DataError):
                raise
            raise DataError(path, _DAMAGED) from error
    return WorkbookRows(rows, title, merged)


def _merges(path: Path) -> bool:
    """Whether any sheet has merged cells, which only the slow way of reading shows."""
    with zipfile.ZipFile(path) as archive:
        sheets = [name for name in archive.namelist() if name.startswith("xl/worksheets/")]
        return any(b"<mergeCell " in archive.read(name) for name in sheets if name.endswith(".xml"))


def _merged(path: Path, title: str) -> Iterator[Merged]:
    for cells in load_workbook(path)[title].merged_cells.ranges:
        if cells.max_row > cells.min_row:
            yield Merged(cells.min_col - 1, cells.min_row - 1, cells.max_row - 1)


def _title(path: Path, workbook: Workbook, sheet: str | None) -> str:
    titles = [each.title for each in workbook.worksheets]
    if sheet is None:
        shown = [each.title for each in workbook.worksheets if each.sheet_state == "visible"]
        if not titles:
            raise DataError(path, "has no sheet with cells: add one with a row for each question")
        return (shown or titles)[0]
    for title in titles:
        if title.casefold() == sheet.casefold():
            return title
    raise DataError(path, f"has no sheet {sheet!r}: name one of {', '.join(map(repr, titles))} with --sheet")


def _text(value: object) -> str:
    match value:
        case None:
            return ""
        case bool():
            return "yes" if value else "no"
        case float() if value.is_integer():
            return str(int(value))
        case datetime() if value.time() == time():
            return value.date().isoformat()
        case date():
            return value.isoformat()
    return str(value)
