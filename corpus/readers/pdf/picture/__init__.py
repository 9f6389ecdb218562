"""Pictures of PDF pages, with the lines of a quote boxed."""

from corpus.readers.pdf.picture.drawing import draw_page

__all__ = ["draw_page"]
