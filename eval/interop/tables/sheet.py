"""Reads a table as rows of texts: the encoding and the separator of CSV files are detected."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from eval.errors import DataError
from eval.interop.tables.columns import Columns, Role, UnrecognisedTable, find_columns
from eval.interop.tables.delimited import SEPARATORS, decoded, parsed
from eval.interop.tables.workbook import Merged, workbook_rows

Rows = tuple[tuple[str, ...], ...]
WORKBOOKS = (".xlsx", ".xlsm")
_OTHERS = (".xls", ".ods", ".numbers", ".xlsb")


@dataclass(frozen=True)
class Sheet:
    """A table: its rows, with the header among them, its columns, and how it was read, in words."""

    path: Path
    rows: tuple[tuple[str, ...], ...]
    columns: Columns
    how: str

    @property
    def is_workbook(self) -> bool:
        """Whether cells may have been formulas."""
        return self.path.suffix.lower() in WORKBOOKS


def read_sheet(path: Path, *, sheet: str | None = None, named: Mapping[Role, str] | None = None) -> Sheet:
    """Reads a CSV, TSV or Excel file; `sheet` names one of a workbook's sheets, the first by default.

    Raises DataError for a file that is missing or damaged, in a format that is not read, or without a column of
    questions.
    """
    suffix = path.suffix.lower()
    if suffix in _OTHERS:
        raise DataError(path, f"{suffix} files are not read: save the table as .xlsx or .csv")
    try:
        if suffix in WORKBOOKS:
            rows, title, merged = workbook_rows(path, sheet)
            columns = find_columns(rows, named)
            return Sheet(path, _filled(rows, merged, columns), columns, f'sheet "{title}"')
        if sheet is not None:
            raise DataError(path, "is not a workbook: leave --sheet out")
        return _delimited(path, named)
    except UnrecognisedTable as error:
        raise DataError(path, str(error)) from None
    except OSError as error:
        raise DataError(path, f"cannot be read: {error.strerror or error}") from error


def _filled(rows: Rows, merged: Sequence[Merged], columns: Columns) -> Rows:
    """The rows with the value of cells that are merged over several rows in each of these rows.

    Only below the header, and not for questions and ids, which each row needs to have of its own.
    """
    shared = {column for role, column in columns.of.items() if role not in {"question", "id"}}
    cells = [list(row) for row in rows]
    for column, first, last in merged:
        if first > columns.header and column in shared and len(cells[first]) > column:
            for row in filter(any, cells[first + 1 : last + 1]):
                row.extend([""] * (column + 1 - len(row)))
                row[column] = cells[first][column]
    return tuple(map(tuple, cells))


def _delimited(path: Path, named: Mapping[Role, str] | None) -> Sheet:
    """The reading with the separator under which most columns are recognised."""
    text, encoding = decoded(path)
    best: Sheet | None = None
    problem: UnrecognisedTable | None = None
    for separator, name in SEPARATORS.items():
        rows = parsed(path, text, separator)
        try:
            columns = find_columns(rows, named)
        except UnrecognisedTable as error:
            problem = error if problem is None or _is_wider(rows, text) else problem
            continue
        if best is None or len(columns.of) > len(best.columns.of):
            best = Sheet(path, rows, columns, f"{encoding}, separated by {name}")
    if best is None:
        raise problem or UnrecognisedTable("is empty: add a header and a row for each question")
    return best


def _is_wider(rows: tuple[tuple[str, ...], ...], text: str) -> bool:
    return bool(text.strip()) and max((len(row) for row in rows[:5]), default=0) > 1
