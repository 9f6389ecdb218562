"""What a row of a table needs besides its header: the row that names it, and the row that renames its columns."""

import re

from corpus.document import BlockKind, Document

_COMPARES = re.compile(
    r"(?:.*:\s*)?(?:versus|vs\.?|compared (?:with|to)|of (?:whom|which|these))\b", re.IGNORECASE
)
_NUMBER = re.compile(r"\d")
_FEWEST = 2


def rows_needed(document: Document, block: int) -> set[int]:
    """The blocks of the rows without which a row's numbers are of something else.

    A row without a name of its own ("| | Placebo | 5") needs the nearest above it that has one, a row that only
    compares ("Versus placebo") the one that says what is compared, and a row below one without numbers, in the
    midst of a table, that one: it names the columns anew.
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
    """The rows above a row, below the header that both hang on, the nearest first."""
    header = document.blocks[block].stem
    number = block - 1
    above = []
    while number >= 0 and document.blocks[number].kind is BlockKind.TABLE_ROW and number != header:
        above.append(number)
        number -= 1
    return above if header is not None else []


def _renaming(document: Document, above: list[int]) -> int | None:
    """The nearest row without numbers and with several names, where rows with numbers stand above it too."""
    for place, number in enumerate(above):
        cells = _cells(document, number)
        if not _numbers(cells):
            several = sum(bool(cell) for cell in cells[1:]) >= _FEWEST
            return (
                number if several and any(_numbers(_cells(document, row)) for row in above[place + 1 :]) else None
            )
    return None


def _cells(document: Document, block: int) -> list[str]:
    return [cell.strip() for cell in document.blocks[block].span.of(document.text).split("|")]


def _numbers(cells: list[str]) -> bool:
    return any(_NUMBER.search(cell) for cell in cells[1:])


def _is_nameless(cells: list[str]) -> bool:
    return not cells[0] or cells[0].endswith(":")


def _compares(cells: list[str]) -> bool:
    return _COMPARES.match(cells[0]) is not None
