"""Opening a PDF: its pages and what its dictionary says, or one line about why it is not read."""

import ctypes
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, TypeAlias

from corpus.readers.base import SourceError

Pdfium: TypeAlias = Any  # the functions of pdfium, which ctypes does not type
Handle: TypeAlias = Any  # a pointer of pdfium's

_OBJECT = re.compile(rb"\d\s+\d+\s+obj\b")
_DAMAGED = "the PDF is damaged or cut short: fetch the file again"
_FAILURES = {
    4: "the PDF asks for a password: save a copy without protection",
    5: "the PDF is protected in a way that is not supported: save a copy without protection",
}


class PdfFile:
    """An open PDF. pdfium is not safe for threads: one at a time may use any PdfFile of the process."""

    def __init__(self, raw: Pdfium, document: Handle, pages: int) -> None:
        self.raw = raw
        self.pages = pages
        self._document = document

    @contextmanager
    def page(self, index: int) -> Iterator[Handle]:
        """The pdfium page of an index from 0, or None where the file has no such page to load."""
        page = self.raw.FPDF_LoadPage(self._document, index)
        try:
            yield page or None
        finally:
            if page:
                self.raw.FPDF_ClosePage(page)

    def entry(self, key: str) -> str:
        """An entry of the document information, such as `Title`; empty where there is none."""
        return self._text(
            lambda buffer, size: self.raw.FPDF_GetMetaText(self._document, key.encode(), buffer, size)
        )

    @property
    def language(self) -> str:
        """The language that the catalogue names; empty where it names none."""
        return self._text(
            lambda buffer, size: self.raw.FPDFCatalog_GetLanguage(self._document, buffer, size), wide=True
        )

    def _text(self, call: Callable[[object, int], int], *, wide: bool = False) -> str:
        size = call(None, 0)
        buffer = ctypes.create_string_buffer(max(size, 2))
        call(ctypes.cast(buffer, ctypes.POINTER(ctypes.c_ushort)) if wide else buffer, size)
        return buffer.raw[:size].decode("utf-16-le", errors="replace").rstrip("\0")


@contextmanager
def opened(data: bytes, limit: int) -> Iterator[PdfFile]:
    """An open PDF of at most `limit` pages; raises `SourceError` with what to do about one that is not read.

    pdfium is started afresh, so nothing else of it may be open in this process: it keeps the fonts of one file for
    the next, and a damaged file would come out as another text after another file.
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
            raise SourceError("the PDF has no page: fetch the file again")
        if pages > limit:
            raise SourceError(f"{pages} pages is more than the limit of {limit}: split the file")
        yield PdfFile(raw, document, pages)
    finally:
        raw.FPDF_CloseDocument(document)


def _is_cut(data: bytes) -> bool:
    """Whether the end is missing: pdfium makes do with the pages that it finds, and the rest is lost unseen."""
    end = data.rfind(b"%%EOF")
    return end < 0 or _OBJECT.search(data, end) is not None


def _restart(raw: Pdfium) -> None:
    raw.FPDF_DestroyLibrary()
    raw.FPDF_InitLibraryWithConfig(raw.FPDF_LIBRARY_CONFIG(version=2))
