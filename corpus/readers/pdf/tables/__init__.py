"""Table detection: finds the tables among the lines of a page."""

from corpus.readers.pdf.tables.cells import Table, TableRow, tables
from corpus.readers.pdf.tables.labelled import labelled

__all__ = ["Table", "TableRow", "labelled", "tables"]
