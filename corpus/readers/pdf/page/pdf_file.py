"""Opening of PDF files: access to their pages and document information, and errors with remedies."""

import ctypes
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, TypeAlias

from corpus.readers.base import SourceError

Pdfium: TypeAlias = Any  # the module with pdfium's functions, which ctypes does not type
Handle: TypeAlias = Any  # a pointer from pdfium

_OBJECT = re.compile(rb"\d\s+\d+\s+obj\b")
_DAMAGED = "the PDF is damaged or truncated: download the file again"
_FAILURES = {
    4: "the PDF requires a password: save a copy without protection",
    5: "the PDF uses unsupported protection: save a copy without protection",
}


class PdfFile:
    """An open PDF. pdfium is not thread-safe: only one thread of the process may use a PdfFile at a time."""

    def __init__(self, raw: Pdfium, document: Handle, pages: int) -> None:
        self.raw = raw
        self.pages = pages
        self._document = document

    @contextmanager
    def page(self, index: int) -> Iterator[Handle]:
        """The pdfium page with this index, from 0, or None if it cannot be loaded."""
        page = self.raw.FPDF_LoadPage(self._document, index)
        try:
            yield page or None
        finally:
            if page:
                self.raw.FPDF_ClosePage(page)

    def entry(self, key: str) -> str:
        """An entry of the document information, such as `Title`; empty if there is none."""
        return self._text(
            lambda buffer, size: self.raw.FPDF_GetMetaText(self._document, key.encode(), buffer, size)
        )

    @property
    def language(self) -> str:
        """The language that the catalogue declares; empty if it declares none."""
        return self._text(
            lambda buffer, size: self.raw.FPDFCatalog_GetLanguage(self._document, buffer, size), wide=True
        )

    def _text(self, call: Callable[[object, int], int], *, wide: bool = False) -> str:
        size = call(None, 0)
        buffer = ctypes.create_string_buffer(max(size, 2))
        call(ctypes.cast(buffer, ctypes.POINTER(ctypes.c_ushort)) if wide else buffer, size)
        return buffer.raw[:size].decode("utf-16-le", errors="replace").rstrip("\0")


@contextmanager
def open_pdf(data: bytes, limit: int) -> Iterator[PdfFile]:
    """Opens a PDF of at most `limit` pages; raises `SourceError` with a remedy if it cannot be read.

    pdfium is restarted, so this process may have no other PDF open: pdfium caches the fonts of one file for the
    next, so the text of a damaged file would depend on the file that was read before.
    """
    import pypdfium2 as pdfium  # noqa: PLC0415 - starts pdfium, which reading other formats does not need
    from pypdfium2 import raw  # noqa: PLC0415

    del pdfium
    if _is_cut(data):
        raise SourceError(_DAMAGED)
    _restart(raw)
    buffer = ctypes.create_string_buffer(data, len(data))
    document = raw.FPDF_LoadMemDocument64(buffer, len(data), None)
    if not document:
        raise SourceError(_FAILURES.get(raw.FPDF_GetLastError(), _DAMAGED))
    try:
        pages = raw.FPDF_GetPageCount(document)
        if pages < 1:
            raise SourceError("the PDF has no pages: download the file again")
        if pages > limit:
            raise SourceError(f"the PDF has {pages} pages, more than the limit of {limit}: split the file")
        yield PdfFile(raw, document, pages)
    finally:
        raw.FPDF_CloseDocument(document)


def _is_cut(data: bytes) -> bool:
    """Whether the end of the file is missing; pdfium would silently read only the pages that it finds."""
    end = data.rfind(b"%%EOF")
    return end < 0 or _OBJECT.search(data, end) is not None


def _restart(raw: Pdfium) -> None:
    raw.FPDF_DestroyLibrary()
    raw.FPDF_InitLibraryWithConfig(raw.FPDF_LIBRARY_CONFIG(version=2))
