"""A second opinion on a PDF: Poppler's `pdftotext` reads it too, and texts that it orders differently are found.

Poppler prints a page in three orders: its own reading order, the order of the file, and the layout of the page.
A text agrees if one of them has all its letters and digits in the same order. Spaces, hyphens and punctuation are
not compared. The second reading may have a few characters more, such as a note mark, and other text between pages.
"""

import re
import shutil
import subprocess
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from corpus.document import BlockKind, Document, Span

SECONDS = 120
_MODES: tuple[tuple[str, ...], ...] = ((), ("-raw",), ("-layout",))
_FIRST = 10  # characters by which the beginning of a text is found
_EXTRA = 6  # characters that the second reading may have more at one place
_AGAIN = 4  # characters that must agree after them
_BEFORE_TURN = 3  # the same where it goes on on the next page

Reading = Sequence[str]
"""The letters and digits of each page in one order."""


class SecondReadingError(Exception):
    """There is no second opinion on a file; the message names the remedy."""


@dataclass(frozen=True, slots=True)
class Compared:
    """A sentence, or a cell of a table row, and whether a second reading has it in the same order."""

    page: int
    text: str
    agrees: bool
    is_cell: bool


def second_readings(path: Path) -> list[Reading]:
    """The pages of a PDF in each order in which Poppler prints them; raises `SecondReadingError`."""
    program = shutil.which("pdftotext")
    if program is None:
        raise SecondReadingError(
            "there is no second reader: install Poppler's `pdftotext` (package poppler-utils), then run it again"
        )
    return [_pages(program, path, mode) for mode in _MODES]


def compared(document: Document, readings: Sequence[Reading]) -> Iterator[Compared]:
    """The sentences and the table cells of a PDF, in order, except those that have no letters or digits."""
    for sentence in document.sentences:
        page = document.page_of(sentence.span)
        if page is None:
            continue  # the title may come from the file's metadata
        is_cell = document.blocks[sentence.block].kind is BlockKind.TABLE_ROW
        last = document.page_of(Span(sentence.span.end - 1, sentence.span.end)) or page
        text = sentence.span.of(document.text)
        for piece in text.split(" | ") if is_cell else [text]:
            if letters := _letters(piece):
                agrees = any(_has(reading[page - 1 : last], letters) for reading in readings)
                yield Compared(page, piece, agrees, is_cell)


def _pages(program: str, path: Path, mode: Sequence[str]) -> Reading:
    command = [program, "-q", "-enc", "UTF-8", *mode, "--", str(path), "-"]
    try:
        done = subprocess.run(command, capture_output=True, timeout=SECONDS, check=True)  # noqa: S603 - no shell
    except (OSError, subprocess.SubprocessError) as error:
        raise SecondReadingError(
            f"`pdftotext` cannot read {path}: check that the file is where it was and opens in a viewer"
        ) from error
    return [_letters(page) for page in done.stdout.decode("utf-8", "replace").split("\f")]


def _letters(text: str) -> str:
    """The letters and digits of a text in one form: no accents, capitals, ligatures or raised digits."""
    return "".join(
        character for character in unicodedata.normalize("NFKD", text).casefold() if character.isalnum()
    )


def _has(pages: Reading, letters: str) -> bool:
    """Whether the pages have these letters in this order, from a place on the first page on."""
    beginning = f"(?={re.escape(letters[: _FIRST if len(pages) == 1 else _BEFORE_TURN])})"
    return any(
        _follows(pages, match.start(), letters) for page in pages[:1] for match in re.finditer(beginning, page)
    )


def _follows(pages: Reading, at: int, letters: str) -> bool:
    """Whether the letters follow from this place of the first page on, and then on the next page."""
    page, done = pages[0], 0
    while done < len(letters):
        if page[at : at + 1] == letters[done]:
            at, done = at + 1, done + 1
            continue
        after = letters[done : done + _AGAIN]
        at = page.find(after, at + 1, at + _EXTRA + len(after))
        if at < 0:
            return _has(pages[1:], letters[done:])
    return True
