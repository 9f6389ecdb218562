"""pdfium's functions that are called for each character, with arguments that ctypes passes on without checks."""

import ctypes
from collections.abc import Callable
from functools import cache
from typing import NamedTuple, Self

from corpus.readers.pdf.page.pdf_file import Pdfium

_ADDRESS, _NUMBER = ctypes.c_void_p, ctypes.c_int


class CharCalls(NamedTuple):
    """Each takes the address of a text page and the index of a character.

    `object_at` gives the address of the object that draws the character, None for a character that pdfium added;
    `code_at` gives its code; `box_at` also takes the address of the rectangle to fill in. They keep Python's lock,
    as they return at once.
    """

    object_at: Callable[[int | None, int], int | None]
    code_at: Callable[[int | None, int], int]
    box_at: Callable[[int | None, int, int], int]

    @classmethod
    @cache
    def of(cls, raw: Pdfium) -> Self:
        """The functions of the loaded library."""
        at = (_ADDRESS, _NUMBER)
        return cls(
            ctypes.PYFUNCTYPE(_ADDRESS, *at)(_address(raw.FPDFText_GetTextObject)),
            ctypes.PYFUNCTYPE(ctypes.c_uint, *at)(_address(raw.FPDFText_GetUnicode)),
            ctypes.PYFUNCTYPE(_NUMBER, *at, _ADDRESS)(_address(raw.FPDFText_GetLooseCharBox)),
        )


def _address(function: Callable[..., object]) -> int:
    return ctypes.cast(function, _ADDRESS).value or 0  # type: ignore[arg-type]
