"""Conversion of tables to drafts: short rows stay rows; prose in cells becomes text under its row's label."""

import re
from collections.abc import Iterator, Sequence

from corpus.readers.pdf.layout.columns import Column
from corpus.readers.pdf.layout.drafts import Draft, DraftKind, Leading, drafts
from corpus.readers.pdf.layout.headings import LABEL_LEVEL, TITLE_ROW_LEVEL, is_caption_text
from corpus.readers.pdf.page import Line
from corpus.readers.pdf.tables import Table, TableRow

PROSE_WORDS = 60
SENTENCES_WORDS = 12  # of a cell with several sentences
LABEL_WORDS = 25
LABEL_AND_TEXT = 2  # cells of a row that needs no column headings
_NUMBER = re.compile(r"\(?(?:\d{1,3}|[A-Za-z])[.)]?")
_STOP = re.compile(r"[^\W\d_]{2}[)\]”\"’]*[.?!](?=\s+[A-Z]|\s*\Z)")


def table_drafts(table: Table, leading: Leading) -> list[Draft]:
    """The rows of a table as drafts, in order.

    A row with a cell of several items or sentences is not a single statement: its first cell, if short, becomes a
    heading for the other cells, and if there are several of these, each gets its column header as a heading.
    """
    found: list[Draft] = []
    header: TableRow | None = None
    for row in table.rows:
        if len(row.cells) == 1:
            found.append(Draft(list(row.lines), DraftKind.HEADING, level=TITLE_ROW_LEVEL))
            if is_caption_text(row.lines[0].text):
                found[-1].kind = DraftKind.CAPTION
            continue
        made = len(found)
        cells = [_cell(cell, leading) for cell in row.cells]
        prose = [number for number, cell in enumerate(cells) if _is_prose(cell)]
        if row.header:
            header = row
        if row.header or not prose:
            found.append(Draft(row.lines, DraftKind.ROW, row=row, closes=LABEL_LEVEL))
        else:
            found += _in_prose(row, cells, prose, header)
        for draft in found[made:]:
            draft.doubtful = row.doubtful
    return found


def _cell(lines: Sequence[Line], leading: Leading) -> list[Draft]:
    if not lines:
        return []
    return drafts(Column(tuple(lines), min(line.x0 for line in lines), max(line.x1 for line in lines)), leading)


def _is_prose(cell: Sequence[Draft]) -> bool:
    words = sum(draft.words for draft in cell)
    items = sum(draft.kind is DraftKind.ITEM for draft in cell)
    sentences = sum(len(_STOP.findall(" ".join(line.text for line in draft.lines))) for draft in cell)
    return items > 1 or words >= PROSE_WORDS or (sentences > 1 and words >= SENTENCES_WORDS)


def _in_prose(
    row: TableRow, cells: Sequence[list[Draft]], prose: Sequence[int], header: TableRow | None
) -> Iterator[Draft]:
    label = row.cells[0]
    words = [word for line in label for word in line.text.split()]
    labelled = 0 not in prose and len(words) <= LABEL_WORDS and any(map(str.isalpha, "".join(words)))
    if labelled:
        yield Draft(list(label), DraftKind.HEADING, level=LABEL_LEVEL)
    several = len(row.cells) > LABEL_AND_TEXT
    for number, cell in enumerate(cells):
        if not cell or (number == 0 and 0 not in prose and (labelled or _NUMBER.fullmatch("".join(words)))):
            continue
        column = header.cells[number] if header and number < len(header.cells) else ()
        if number not in prose and column:
            yield Draft(list(row.cells[number]), DraftKind.ROW, row=TableRow((column, row.cells[number])))
            continue
        if several and column and number in prose:
            yield Draft(list(column), DraftKind.HEADING, level=LABEL_LEVEL + labelled)
        yield from cell
