"""Table detection: finds the tables among the lines of a page."""

from corpus.readers.pdf.tables.certainty import with_doubts
from corpus.readers.pdf.tables.grid_tables import tables
from corpus.readers.pdf.tables.groups import with_labels
from corpus.readers.pdf.tables.labelled_tables import labelled_tables
from corpus.readers.pdf.tables.open_tables import open_tables
from corpus.readers.pdf.tables.plain_tables import plain_tables
from corpus.readers.pdf.tables.ruled_tables import ruled_tables
from corpus.readers.pdf.tables.table import Table, TableRow

__all__ = [
    "Table",
    "TableRow",
    "labelled_tables",
    "open_tables",
    "plain_tables",
    "ruled_tables",
    "tables",
    "with_doubts",
    "with_labels",
]
