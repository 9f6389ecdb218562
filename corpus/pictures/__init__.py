"""Draws pages of stored PDFs, in a process of its own because pdfium may hang or crash on a file."""

from corpus.pictures.pictures import DRAWING_VERSION, PagePictures, PictureError
from corpus.pictures.worker import PictureRequest

__all__ = ["DRAWING_VERSION", "PagePictures", "PictureError", "PictureRequest"]
