"""Tables without rules: a column of bold labels beside text, as on the last page of a long table."""

from collections.abc import Sequence
from itertools import groupby

from corpus.readers.pdf.page import BOLD, Line, merge_lines
from corpus.readers.pdf.tables.table import Table, TableRow

MIN_LINES = 5  # of text beside the labels
WIDEST_LABELS = 0.4  # of the table's width
MIN_LETTERS = 4
SAME_START = 3.0
HANGING = 40.0  # points: the numbers and bullets of a list hang at most this far to the left of its text
LONGEST_NUMBER = 4  # characters
NEAR = 0.5  # of the font size: the largest vertical distance of a label from the first line of its text


def labelled_tables(lines: Sequence[Line]) -> tuple[list[Table], list[Line]]:
    """The table on a page that bold labels form, if any, and the lines that belong to no table."""
    starts: dict[int, int] = {}
    for line in lines:
        starts[round(line.x0)] = starts.get(round(line.x0), 0) + 1
    for start, count in sorted(starts.items(), key=lambda pair: -pair[1]):
        if count >= MIN_LINES:
            table, left = _beside(lines, _with_numbers(lines, start) - SAME_START)
            if table is not None:
                return [table], left
    return [], list(lines)


def _with_numbers(lines: Sequence[Line], start: float) -> float:
    """The start of a column of text whose lines begin at `start`, with the numbers or bullets of its lists."""
    hanging = (line for line in lines if start - HANGING < line.x0 < start and line.x1 < start)
    return min((line.x0 for line in hanging if len(line.text) <= LONGEST_NUMBER), default=start)


def _beside(lines: Sequence[Line], start: float) -> tuple[Table | None, list[Line]]:
    """The table whose text begins at x = `start`, from its first label down to the first line that crosses."""
    labels = [line for line in lines if line.x1 < start and line.all_flagged(BOLD)]
    if not labels:
        return None, list(lines)
    top = min(line.top for line in labels)
    below = [line for line in lines if line.bottom > top]
    ends = [line.top for line in below if line.x0 < start and (line.x1 >= start or line not in labels)]
    bottom = min(ends, default=max(line.bottom for line in lines) + 1)
    inside = [line for line in below if line.middle < bottom]
    text = [line for line in inside if line.x0 >= start]
    heads = [line for line in labels if line.middle < bottom]
    if len(text) < MIN_LINES or not heads or not _fits(heads, text):
        return None, list(lines)
    taken = {id(line) for line in inside}
    x0, x1 = min(line.x0 for line in inside), max(line.x1 for line in inside)
    table = Table(tuple(_rows(heads, text)), x0, x1, top, max(line.bottom for line in inside))
    return table, [line for line in lines if id(line) not in taken]


def _fits(heads: Sequence[Line], text: Sequence[Line]) -> bool:
    """Whether the labels are narrow and aligned, and each block of them begins level with a line of text."""
    x0, x1 = min(line.x0 for line in heads), max(line.x1 for line in text)
    narrow = max(line.x1 for line in heads) - x0 <= WIDEST_LABELS * (x1 - x0)
    flush = all(abs(line.x0 - x0) <= SAME_START for line in heads)
    begun = all(any(abs(line.y - block[0].y) <= NEAR * line.size for line in text) for block in _blocks(heads))
    prose = sum(len(line.text.split()) for line in text) >= 6 * len(text)
    named = all(sum(map(str.isalpha, line.text)) >= MIN_LETTERS for line in heads)
    return narrow and flush and begun and prose and named


def _blocks(heads: Sequence[Line]) -> list[list[Line]]:
    blocks: list[list[Line]] = []
    for line in sorted(heads, key=lambda line: line.y):
        if blocks and line.y - blocks[-1][-1].y < 1.5 * line.size:
            blocks[-1].append(line)
        else:
            blocks.append([line])
    return blocks


def _rows(heads: Sequence[Line], text: Sequence[Line]) -> list[TableRow]:
    blocks = _blocks(heads)
    starts = [block[0].y - block[0].size * NEAR for block in blocks[1:]] + [float("inf")]
    rows: list[TableRow] = []
    ordered = sorted(text, key=lambda line: (line.y, line.x0))
    whole = [merge_lines(list(parts)) for _, parts in groupby(ordered, key=lambda line: line.row)]
    for block, end in zip(blocks, starts, strict=True):
        begin = block[0].y - block[0].size
        rows.append(TableRow((tuple(block), tuple(line for line in whole if begin <= line.y < end))))
    return rows
