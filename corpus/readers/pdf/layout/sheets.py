"""Sheets: the content of each page that is read, or the reason why the page is not readable."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby

from corpus.document import Dropped
from corpus.readers.pdf.layout.columns import Column, reading_order
from corpus.readers.pdf.layout.contents import without_contents
from corpus.readers.pdf.layout.furniture import without_furniture
from corpus.readers.pdf.layout.headings import BodyStyle
from corpus.readers.pdf.page import (
    CellGrid,
    GlyphRun,
    Grid,
    Line,
    PdfFile,
    Shape,
    borders,
    cell_grids,
    glyphs,
    grids,
    lines,
    merge_lines,
    shapes,
    visible_runs,
    with_bullets,
)
from corpus.readers.pdf.tables import (
    Table,
    labelled_tables,
    open_tables,
    plain_tables,
    ruled_tables,
    tables,
    with_doubts,
)

UNREADABLE = 0.1  # maximum share of characters that are not mapped to Unicode
VOWELS = 0.2  # minimum share of vowels among Latin letters in any language; with fewer, the text layer is wrong
MIN_LETTERS = 200
TALL_TABLE = 0.2  # of the page's height: a lower one at its edge is furniture
_VOWELS = frozenset("aeiouyäöüáéíóúàèìòùâêîôûåæøãõœ")


@dataclass(slots=True)
class Sheet:
    """A page: its lines, and the shapes that divide it. `fault` says why the page's text is omitted, if it is."""

    number: int
    height: float = 0.0
    lines: list[Line] = field(default_factory=list)
    grids: list[Grid] = field(default_factory=list)
    cells: list[CellGrid] = field(default_factory=list)
    boxes: list[Shape] = field(default_factory=list)
    rules: list[Shape] = field(default_factory=list)
    hidden: int = 0
    fault: str = ""
    dropped: list[Dropped] = field(default_factory=list)

    def in_order(self) -> list[Column | Table]:
        """The columns and tables in reading order."""
        ruled, left = ruled_tables(self.cells, self.lines)
        found, left = tables(self.grids, left)
        shown, left = labelled_tables(left)
        plain, left = plain_tables(left)
        return reading_order(left, [*map(with_doubts, (*ruled, *found, *plain)), *shown], self.boxes)


def sheets(pdf: PdfFile) -> Iterator[Sheet]:
    """The pages in order; a page that cannot be loaded or read gives an empty sheet with its fault."""
    for index in range(pdf.pages):
        with pdf.page(index) as page:
            if page is None:
                yield Sheet(index + 1, fault="damaged")
                continue
            found = glyphs(pdf.raw, page)
            runs, unseen = visible_runs(pdf.raw, page, found)
            fault = _fault(runs, found.unmapped, found.hidden + unseen)
            if fault:
                yield Sheet(index + 1, found.height, hidden=found.hidden + unseen, fault=fault)
                continue
            drawn = shapes(pdf.raw, page, found.turned)
            divided = grids(drawn, found.height)
            boxes = [shape for shape in drawn if _is_box(shape, found.width, found.height)]
            text = with_bullets(
                lines(runs, index + 1, divided, borders(drawn)), [shape for shape in drawn if shape.is_mark]
            )
            aside = [Dropped(index + 1, words, "sideways or slanted text") for words in found.sideways]
            yield Sheet(
                index + 1,
                found.height,
                text,
                divided,
                cell_grids(drawn, found.height),
                boxes,
                [shape for shape in drawn if shape.is_rule],
                found.hidden + unseen,
                dropped=aside,
            )


def remove_furniture(found: Sequence[Sheet]) -> tuple[list[Sheet], BodyStyle]:
    """The sheets without page furniture and tables of contents, and the size and font of the running text."""
    body = BodyStyle.of(line for sheet in found for line in sheet.lines)
    loose = [_without_tables(sheet) for sheet in found]
    kept = without_furniture(loose, [sheet.height for sheet in found], body.size)
    gone = [{id(line) for line in furniture} for _, furniture in kept]
    left = [[line for line in sheet.lines if id(line) not in ids] for sheet, ids in zip(found, gone, strict=True)]
    listed = without_contents(left)
    for sheet, (_, furniture), (text, contents) in zip(found, kept, listed, strict=True):
        sheet.lines = text
        sheet.dropped += dropped(furniture, "page furniture")
        sheet.dropped += dropped(contents, "table of contents")
    return list(found), body


def _without_tables(sheet: Sheet) -> list[Line]:
    """The lines outside of tall tables with drawn borders and of table headers, which may repeat on every page."""
    tall = [grid for grid in sheet.cells if grid.ys[-1] - grid.ys[0] > TALL_TABLE * sheet.height]
    found = [table for grid in sheet.grids for table, _ in open_tables(grid, sheet.lines)]
    headers = {line.row for table in found for line in table.rows[0].lines}
    return [
        line
        for line in sheet.lines
        if line.row not in headers
        and not any(grid.at((line.x0 + line.x1) / 2, line.middle) is not None for grid in tall)
    ]


def dropped(lines: Sequence[Line], reason: str) -> list[Dropped]:
    """The rows of lines that are left out."""
    rows = (merge_lines(list(row)) for _, row in groupby(lines, key=lambda line: (line.page, line.row)))
    return [Dropped(row.page, row.text, reason) for row in rows]


def _fault(runs: Sequence[GlyphRun], unmapped: int, hidden: int) -> str:
    if not runs:
        return "no visible text" if hidden else "no text layer"
    letters = Counter(character for run in runs for character in run.text.casefold())
    total = letters.total()
    unknown = sum(count for character, count in letters.items() if character == "\ufffd" or _is_private(character))
    if unmapped > UNREADABLE * total or unknown > UNREADABLE * total:
        return "the text layer does not say which characters are drawn"
    latin = sum(count for character, count in letters.items() if "a" <= character <= "z")
    vowels = sum(count for character, count in letters.items() if character in _VOWELS)
    if latin > MIN_LETTERS and latin > 0.5 * total and vowels < VOWELS * latin:
        return "the text layer is not what is drawn"
    return ""


def _is_private(character: str) -> bool:
    return "\ue000" <= character <= "\uf8ff" or character >= "\U000f0000"


def _is_box(shape: Shape, width: float, height: float) -> bool:
    background = shape.x1 - shape.x0 > 0.9 * width and shape.y1 - shape.y0 > 0.3 * height
    return shape.filled and shape.is_box and not background
