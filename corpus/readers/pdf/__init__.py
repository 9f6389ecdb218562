"""PDF: pages are taken apart into lines, put in reading order, and told apart into the blocks of a document.

opening -> glyphs -> ink -> lines -> furniture, contents -> grids, tables -> columns -> drafts -> writing
"""

from corpus.readers.pdf.reader import PdfReader

__all__ = ["PdfReader"]
