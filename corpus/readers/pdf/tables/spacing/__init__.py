"""Parts rows and columns by the white space between texts, where no border does."""

from corpus.readers.pdf.tables.spacing.column_gaps import Strip, columns_of, columns_under, rows_of
from corpus.readers.pdf.tables.spacing.row_blocks import Cells, split_body

__all__ = ["Cells", "Strip", "columns_of", "columns_under", "rows_of", "split_body"]
