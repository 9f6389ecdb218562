"""Tables of invented text, and the sheets that ReportLab and Chromium print of them, by kind."""

import html
import random
import shutil
import subprocess
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Any

from reportlab.lib import colors
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import Paragraph, SimpleDocTemplate, Spacer, Table

TABLES = 12  # of each kind
KINDS = {
    "ruled": "all cells ruled",
    "tight": "all cells ruled, text at the borders, cells centred",
    "merged": "all cells ruled, merged row labels",
    "two headers": "all cells ruled, two header rows",
    "row rules": "rules between rows only",
    "boxed": "a box, a rule below the header, and rules between columns",
    "three rules": "three rules",
    "borderless": "no rules",
}
_DRUGS = (
    "Abarol",
    "Benitam",
    "Colchin",
    "Dorvane",
    "Elbutin",
    "Furolide",
    "Garvipen",
    "Helstat",
    "Imbrocin",
    "Jovane",
)
_PEOPLE = (
    "Adults",
    "Children over 12 years",
    "Children under 5 years",
    "Older people",
    "People with kidney disease",
)
_TEXTS = (
    "not advised",
    "once daily with food",
    "every 8 hours for 7 days, then stop",
    "only if the person cannot swallow, and for no longer than two days",
    "reduce by half in people with liver disease",
    "none",
)
_HEADS = ("Drug", "Who", "First dose", "Next doses", "Remarks")


@dataclass(frozen=True, slots=True)
class MadeTable:
    """A table's header rows and body rows; `heads` has the header of each column as it should be read."""

    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    group: int = 1  # rows that share a merged label
    two_headers: bool = False


def made_tables(kind: str) -> list[MadeTable]:
    """The tables of a kind; always the same."""
    chance = random.Random(f"pincite {kind}")  # noqa: S311 - test data
    return [_table(chance, kind) for _ in range(TABLES)]


def _table(chance: random.Random, kind: str) -> MadeTable:
    group = chance.choice((2, 3)) if kind == "merged" else 1
    drugs = chance.sample(_DRUGS, chance.choice((3, 4, 6)))
    rows = tuple(
        (drug, who, f"{chance.randint(1, 90) * 5} mg", f"{chance.randint(2, 60)} mg/kg", chance.choice(_TEXTS))
        for drug in drugs
        for who in chance.sample(_PEOPLE, group)
    )
    two = kind == "two headers"
    heads = ("Drug", "Who", "Dose: First", "Dose: Next", "Remarks") if two else _HEADS
    return MadeTable(heads, rows, group, two)


def by_reportlab(kind: str, made: Sequence[MadeTable]) -> bytes:
    """The tables as a PDF by ReportLab, each between two paragraphs."""
    buffer = BytesIO()
    story: list[Any] = []
    for number, table in enumerate(made):
        story += [
            Paragraph(f"The text before table {number} is a sentence of its own.", _style(10)),
            Spacer(1, 10),
        ]
        story += [_flowable(kind, table), Spacer(1, 10)]
    SimpleDocTemplate(buffer, pagesize=A4, title="Tables of invented drugs").build(story)
    return buffer.getvalue()


def _flowable(kind: str, table: MadeTable) -> Table:
    head = [list(_HEADS)]
    spans: list[tuple[Any, ...]] = []
    if table.two_headers:
        head = [["Drug", "Who", "Dose", "", "Remarks"], ["", "", "First", "Next", ""]]
        spans = [("SPAN", (2, 0), (3, 0)), *(("SPAN", (at, 0), (at, 1)) for at in (0, 1, 4))]
    body = [list(row) for row in table.rows]
    for at in range(0, len(body) if table.group > 1 else 0, table.group):
        spans.append(("SPAN", (0, at + len(head)), (0, at + len(head) + table.group - 1)))
        for row in body[at + 1 : at + table.group]:
            row[0] = ""
    cells: list[list[Any]] = [
        [Paragraph(f"<b>{text}</b>", _style(9)) if text else "" for text in row] for row in head
    ]
    cells += [[Paragraph(text, _style(9)) if text else "" for text in row] for row in body]
    return Table(
        cells, colWidths=(70, 90, 60, 70, 140), repeatRows=len(head), style=[*_rules(kind, len(head)), *spans]
    )


def _rules(kind: str, head: int) -> list[tuple[Any, ...]]:
    whole, black = ((0, 0), (-1, -1)), colors.black
    tight = kind == "tight"
    style: list[tuple[Any, ...]] = [("VALIGN", *whole, "MIDDLE" if tight or kind == "merged" else "TOP")]
    style += [(f"{side}PADDING", *whole, 0.5 if tight else 4) for side in ("LEFT", "RIGHT")]
    style += [(f"{side}PADDING", *whole, 1 if tight else 3) for side in ("TOP", "BOTTOM")]
    below = ("LINEBELOW", (0, head - 1), (-1, head - 1), 0.5, black)
    match kind:
        case "row rules":
            style += [("LINEBELOW", *whole, 0.5, black), ("LINEABOVE", (0, 0), (-1, 0), 0.5, black)]
        case "boxed":
            style += [("BOX", *whole, 0.7, black), below, ("LINEAFTER", (0, 0), (-2, -1), 0.5, black)]
        case "three rules":
            style += [("LINEABOVE", (0, 0), (-1, 0), 1, black), below, ("LINEBELOW", (0, -1), (-1, -1), 1, black)]
        case "borderless":
            pass
        case _:
            style += [("GRID", *whole, 0.5, black)]
    return style


def _style(size: float) -> ParagraphStyle:
    return ParagraphStyle("plain", fontName="Helvetica", fontSize=size, leading=size * 1.2)


_CSS = {
    "row rules": "tr {border-bottom: 1px solid; border-top: 1px solid}",
    "boxed": "table {border: 1px solid} thead {border-bottom: 1px solid} td+td, th+th {border-left: 1px solid}",
    "three rules": "thead {border-top: 2px solid; border-bottom: 1px solid} table {border-bottom: 2px solid}",
    "borderless": "",
}
_GRID = "td, th {border: 1px solid}"


def by_chromium(kind: str, made: Sequence[MadeTable]) -> bytes | None:
    """The tables as a PDF that Chromium prints; None if it is not installed."""
    program = shutil.which("chromium")
    if program is None:
        return None
    tight = "td, th {padding: 0 1px; vertical-align: middle}" if kind == "tight" else "td, th {padding: 3px 6px}"
    css = f"body {{font: 12px sans-serif}} table {{border-collapse: collapse; width: 560px}} {tight}"
    css += "th {text-align: left; vertical-align: bottom} td {vertical-align: top}" if kind != "tight" else ""
    page = f"<title>Tables of invented drugs</title><style>{css}{_CSS.get(kind, _GRID)}</style>"
    page += "".join(
        f"<p>The text before table {number} is a sentence of its own.</p>{_markup(table)}"
        for number, table in enumerate(made)
    )
    with tempfile.TemporaryDirectory() as folder:
        source, target = Path(folder, "tables.html"), Path(folder, "tables.pdf")
        source.write_text(page, encoding="utf-8")
        flags = (
            "--headless",
            "--no-sandbox",
            "--disable-gpu",
            "--no-pdf-header-footer",
            f"--print-to-pdf={target}",
        )
        subprocess.run([program, *flags, str(source)], check=True, capture_output=True, timeout=120)
        return target.read_bytes()


def _markup(table: MadeTable) -> str:
    if table.two_headers:
        tall = [f'<th rowspan="2">{name}</th>' for name in ("Drug", "Who", "Remarks")]
        head = f'<tr>{tall[0]}{tall[1]}<th colspan="2">Dose</th>{tall[2]}</tr><tr><th>First</th><th>Next</th></tr>'
    else:
        head = f"<tr>{''.join(f'<th>{name}</th>' for name in table.heads)}</tr>"
    return f"<table><thead>{head}</thead><tbody>{''.join(_rows(table))}</tbody></table>"


def _rows(table: MadeTable) -> Iterator[str]:
    for number, row in enumerate(table.rows):
        cells = [f"<td>{html.escape(text)}</td>" for text in row[1:]]
        if number % table.group == 0:
            cells.insert(0, f'<td rowspan="{table.group}">{row[0]}</td>')
        yield f"<tr>{''.join(cells)}</tr>"
