"""Finds the rows that a table row needs besides the header: one that names it, one that renames its columns."""

import re

from corpus.document import BlockKind, Document

_COMPARES = re.compile(
    r"(?:.*:\s*)?(?:versus|vs\.?|compared (?:with|to)|of (?:whom|which|these))\b", re.IGNORECASE
)
_NUMBER = re.compile(r"\d")
_MIN_COLUMN_NAMES = 2


def rows_needed(document: Document, block: int) -> set[int]:
    """The blocks of the rows that give a row's numbers their meaning.

    A row without a name ("| | Placebo | 5") needs the nearest row above with one. A row that only compares
    ("Versus placebo") needs the row that says what is compared. A row below a row without numbers in the middle of
    the table needs that row, because it renames the columns.
    """
    above = _above(document, block)
    cells = _cells(document, block)
    unnamed = (_is_nameless, _compares)
    found = (
        next((number for number in above if not lacks(_cells(document, number))), None)
        for lacks in unnamed
        if lacks(cells)
    )
    renaming = _renaming(document, above) if _numbers(cells) else None
    return {number for number in (*found, renaming) if number is not None}


def _above(document: Document, block: int) -> list[int]:
    """The rows between a row and its header, nearest first."""
    header = document.blocks[block].stem
    number = block - 1
    above = []
    while number >= 0 and document.blocks[number].kind is BlockKind.TABLE_ROW and number != header:
        above.append(number)
        number -= 1
    return above if header is not None else []


def _renaming(document: Document, above: list[int]) -> int | None:
    """The nearest row with several names and no numbers, if there are rows with numbers above it."""
    for position, number in enumerate(above):
        cells = _cells(document, number)
        if not _numbers(cells):
            several = sum(bool(cell) for cell in cells[1:]) >= _MIN_COLUMN_NAMES
            numbered = any(_numbers(_cells(document, row)) for row in above[position + 1 :])
            return number if several and numbered else None
    return None


def _cells(document: Document, block: int) -> list[str]:
    return [cell.strip() for cell in document.blocks[block].span.of(document.text).split("|")]


def _numbers(cells: list[str]) -> bool:
    return any(_NUMBER.search(cell) for cell in cells[1:])


def _is_nameless(cells: list[str]) -> bool:
    return not cells[0] or cells[0].endswith(":")


def _compares(cells: list[str]) -> bool:
    return _COMPARES.match(cells[0]) is not None
