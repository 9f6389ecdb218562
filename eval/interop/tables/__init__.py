"""Reads tables of questions from CSV, TSV and Excel files, and recognises their columns."""

from eval.interop.tables.columns import ROLES, Columns, Role, UnrecognisedTable, find_columns
from eval.interop.tables.delimited import decoded
from eval.interop.tables.rows import RowProblem, TableProblems, TableRow, read_rows
from eval.interop.tables.sheet import Sheet, read_sheet

__all__ = [
    "ROLES",
    "Columns",
    "Role",
    "RowProblem",
    "Sheet",
    "TableProblems",
    "TableRow",
    "UnrecognisedTable",
    "decoded",
    "find_columns",
    "read_rows",
    "read_sheet",
]
