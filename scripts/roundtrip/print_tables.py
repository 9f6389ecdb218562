"""Typesets a table of an article's HTML as journals do: three rules, spans kept, no word broken."""

from typing import Any

from lxml.html import HtmlElement
from reportlab.lib import colors
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.platypus import LongTable, Paragraph

from print_text import Shown, inline

PADDING = 6.5  # of a column, left plus right

Grid = list[list[HtmlElement | None]]


def typeset(table: HtmlElement, width: float, cell: ParagraphStyle, shown: Shown) -> LongTable:
    """The table with the given width; the font size of `cell` is reduced if words would not fit."""
    rows, spans = _grid(table)
    columns = max(map(len, rows), default=1)
    size, widths = _fitted(rows, columns, width, cell)
    style = ParagraphStyle("fitted", cell, fontSize=size, leading=size * 1.22)
    data = [
        [Paragraph(inline(of, shown), style) if of is not None else "" for of in row] + [""] * (columns - len(row))
        for row in rows
    ]
    head = sum(1 for row in table.iter("tr") if row.getparent().tag == "thead")
    return LongTable(data, colWidths=widths, repeatRows=head, style=[*_rules(head), *spans], splitInRow=1)


def _rules(head: int) -> list[tuple[Any, ...]]:
    """The rules above and below the table and below its header, and the padding of cells."""
    everywhere, below = ((0, 0), (-1, -1)), max(head - 1, 0)
    return [
        ("LINEABOVE", (0, 0), (-1, 0), 1, colors.black),
        ("LINEBELOW", (0, below), (-1, below), 0.5, colors.black),
        ("LINEBELOW", (0, -1), (-1, -1), 1, colors.black),
        ("VALIGN", *everywhere, "TOP"),
        *((f"{side}PADDING", *everywhere, 3) for side in ("LEFT", "RIGHT")),
        *((f"{side}PADDING", *everywhere, 1.5) for side in ("TOP", "BOTTOM")),
    ]


def _fitted(rows: Grid, columns: int, width: float, cell: ParagraphStyle) -> tuple[float, list[float]]:
    """The font size and the column widths. Columns fit their longest word; spare width goes to longer texts."""
    size, bold = cell.fontSize, f"{cell.fontName}-Bold"
    widest, lengths = [0.0] * columns, [1] * columns
    for row in rows:
        for at, of in enumerate(row):
            if of is not None and of.get("colspan", "1") == "1":
                words = of.text_content().split()
                widest[at] = max([widest[at], *(stringWidth(word, bold, size) for word in words)])
                lengths[at] = max(lengths[at], sum(map(len, words)))
    room = width - columns * PADDING
    if sum(widest) > room:
        size, widest = size * room / sum(widest), [word * room / sum(widest) for word in widest]
    left, weights = room - sum(widest), [length**0.75 for length in lengths]
    return size, [PADDING + w + left * weight / sum(weights) for w, weight in zip(widest, weights, strict=True)]


def _grid(table: HtmlElement) -> tuple[Grid, list[tuple[Any, ...]]]:
    """The cells by row and column, None where another cell spans, and the spans."""
    rows: Grid = []
    spans: list[tuple[Any, ...]] = []
    taken: set[tuple[int, int]] = set()
    found = list(table.iter("tr"))
    for y, row in enumerate(found):
        cells: list[HtmlElement | None] = []
        for cell in row.iterchildren("td", "th"):
            while (y, len(cells)) in taken:
                cells.append(None)
            x = len(cells)
            across = int(cell.get("colspan", "1"))
            down = min(int(cell.get("rowspan", "1")), len(found) - y)
            taken.update((y + dy, x + dx) for dy in range(down) for dx in range(across))
            cells += [cell, *[None] * (across - 1)]
            if across > 1 or down > 1:
                spans.append(("SPAN", (x, y), (x + across - 1, y + down - 1)))
        rows.append(cells)
    return rows, spans
