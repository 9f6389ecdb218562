"""Tables of PDFs by kind: drawn borders, merged cells, several header rows, few rules, none, and page breaks."""

from collections.abc import Sequence
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from reportlab.lib import colors
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import Paragraph, SimpleDocTemplate, Spacer, Table

from corpus.document import BlockKind
from pdfs import blocks, read, sentences, texts

WHOLE = ((0, 0), (-1, -1))
GRID = ("GRID", *WHOLE, 0.5, colors.black)
ABOVE, BELOW_HEAD, BELOW = (
    ("LINEABOVE", (0, 0), (-1, 0), 1, colors.black),
    ("LINEBELOW", (0, 0), (-1, 0), 0.5, colors.black),
    ("LINEBELOW", (0, -1), (-1, -1), 1, colors.black),
)
HEAD = ("Drug", "Adults", "Children")
BODY = (
    ("Abarol", "20 mg twice a day with food", "1 mg/kg"),
    ("Benitam", "15 mg", "not advised under 12 years of age"),
    ("Colchin", "5 mg at night, then 10 mg at night from the second week", "2 mg/kg"),
)
WIDTHS = (70.0, 120.0, 90.0)
Rows = Sequence[Sequence[str]]
Style = Sequence[tuple[Any, ...]]


def cell(text: str, *, bold: bool = False) -> Paragraph | str:
    style = ParagraphStyle("cell", fontName="Helvetica", fontSize=9, leading=10.8)
    return Paragraph(f"<b>{text}</b>" if bold else text, style) if text else ""


def table(rows: Rows, style: Style, heads: int = 1, widths: Sequence[float] = WIDTHS) -> Table:
    cells = [[cell(text, bold=number < heads) for text in row] for number, row in enumerate(rows)]
    return Table(cells, colWidths=list(widths), repeatRows=heads, style=[("VALIGN", *WHOLE, "TOP"), *style])


def printed(*parts: Table) -> bytes:
    buffer = BytesIO()
    story: list[Any] = []
    for part in parts:
        story += [cell("The text above a table is a sentence of its own."), Spacer(1, 8), part, Spacer(1, 8)]
    story.append(cell("The text below all of them ends the page."))
    SimpleDocTemplate(buffer, pagesize=A4, title="Invented drugs").build(story)
    return buffer.getvalue()


def rows_of(folder: Path, *parts: Table) -> list[str]:
    return texts(read(folder, printed(*parts)), BlockKind.TABLE_ROW)


def joined(rows: Rows) -> list[str]:
    return [" | ".join(row) for row in rows]


STYLES: dict[str, list[tuple[Any, ...]]] = {
    "ruled": [GRID],
    "tight": [GRID, *((f"{side}PADDING", *WHOLE, 0.3) for side in ("LEFT", "RIGHT", "TOP", "BOTTOM"))],
    "centred": [GRID, ("VALIGN", *WHOLE, "MIDDLE"), ("LEFTPADDING", *WHOLE, 0.6), ("RIGHTPADDING", *WHOLE, 0.6)],
    "boxed": [("BOX", *WHOLE, 0.5, colors.black), BELOW_HEAD, ("LINEAFTER", (0, 0), (-2, -1), 0.5, colors.black)],
    "row rules": [("LINEBELOW", *WHOLE, 0.5, colors.black), ABOVE],
    "three rules": [ABOVE, BELOW_HEAD, BELOW],
    "borderless": [],
}


@pytest.mark.parametrize("kind", STYLES)
def test_a_table_is_its_rows(tmp_path: Path, kind: str) -> None:
    document = read(tmp_path, printed(table([HEAD, *BODY], STYLES[kind])))
    rows = blocks(document, BlockKind.TABLE_ROW)
    assert [row.span.of(document.text) for row in rows] == joined([HEAD, *BODY])
    assert [row.stem for row in rows[1:]] == [document.blocks.index(rows[0])] * 3
    assert sentences(document)[-1] == "The text below all of them ends the page."


@pytest.mark.parametrize("kind", STYLES)
def test_tables_of_one_width_stay_apart(tmp_path: Path, kind: str) -> None:
    other = [("Sign", "Mild form", "Grave form"), ("Fever", "38.2", "40.1"), ("Cough", "3 days", "20 days")]
    other += [("Rash", "1 day", "none")]
    parts = table([HEAD, *BODY], STYLES[kind]), table(other, STYLES[kind], widths=(90, 100, 90))
    assert rows_of(tmp_path, *parts) == joined([HEAD, *BODY, *other])


@pytest.mark.parametrize("kind", ["ruled", "tight", "centred", "three rules"])
def test_a_table_over_a_page_break_keeps_its_rows(tmp_path: Path, kind: str) -> None:
    body = [(f"{name} {number}", *rest) for number in range(25) for name, *rest in BODY]
    found = rows_of(tmp_path, table([HEAD, *body], STYLES[kind]))
    assert [row for row in found if row != " | ".join(HEAD)] == joined(body)


def test_a_merged_label_is_said_with_each_of_its_rows(tmp_path: Path) -> None:
    rows = [
        ("Group", "Drug", "Dose"),
        ("Adults", "Abarol", "20 mg"),
        ("", "Benitam", "15 mg"),
        ("Babies", "Colchin", "1 mg"),
    ]
    style = [GRID, ("SPAN", (0, 1), (0, 2)), ("VALIGN", *WHOLE, "MIDDLE")]
    assert rows_of(tmp_path, table(rows, style))[1:] == [
        "Adults | Abarol | 20 mg",
        "Adults | Benitam | 15 mg",
        "Babies | Colchin | 1 mg",
    ]


def test_two_header_rows_are_both_said_of_each_column(tmp_path: Path) -> None:
    rows = [
        ("Drug", "Single dose", ""),
        ("", "Adult", "Child"),
        ("Abarol", "20 mg", "5 mg"),
        ("Benitam", "15 mg", "4 mg"),
    ]
    ruled = [GRID, ("SPAN", (1, 0), (2, 0)), ("SPAN", (0, 0), (0, 1))]
    assert rows_of(tmp_path, table(rows, ruled, heads=2))[0] == "Drug | Single dose: Adult | Single dose: Child"
    open_rules = [ABOVE, ("LINEBELOW", (0, 1), (-1, 1), 0.5, colors.black), BELOW, ("SPAN", (1, 0), (2, 0))]
    assert (
        rows_of(tmp_path, table(rows, open_rules, heads=2))[0] == "Drug | Single dose: Adult | Single dose: Child"
    )


def test_a_group_label_is_said_with_its_rows_up_to_the_total(tmp_path: Path) -> None:
    rows = [HEAD, ("Sex", "", ""), ("Male", "20", "5"), ("Female", "24", "7"), ("Total", "44", "12")]
    found = rows_of(tmp_path, table(rows, STYLES["three rules"]))
    assert found[1:] == ["Sex: Male | 20 | 5", "Sex: Female | 24 | 7", "Total | 44 | 12"]


def test_two_columns_of_text_below_rules_are_no_table(tmp_path: Path) -> None:
    prose = (
        "The swelling goes down at night and comes back in the evening when people have stood for many hours. " * 4
    )
    found = rows_of(
        tmp_path, table([("Summary", "Methods"), (prose, prose)], [ABOVE, BELOW_HEAD], widths=(200, 200))
    )
    assert all("swelling" not in row for row in found)


def test_dashes_in_prose_are_no_table_without_rules(tmp_path: Path) -> None:
    names = [("Ann Other", "Ben Nobody", "Cleo Someone"), *[("a nurse", "a doctor", "a clerk")] * 4]
    assert rows_of(tmp_path, table(names, [])) == []


COUNTS = (
    ("Group", "Women (n = 120)", "Men (n = 98)"),
    ("Under 40 years", "31", "22"),
    ("From 40 to 60", "48", "35"),
    ("Over 60 years", "41", "41"),
)


@pytest.mark.parametrize("align", ["LEFT", "RIGHT", "CENTER"])
def test_a_table_without_rules_may_count_in_its_header(tmp_path: Path, align: str) -> None:
    rows = Table(
        [list(row) for row in COUNTS], colWidths=[120, 110, 110], style=[("ALIGN", (1, 0), (-1, -1), align)]
    )
    document = read(tmp_path, printed(rows))
    found = blocks(document, BlockKind.TABLE_ROW)
    assert [row.span.of(document.text) for row in found] == joined(COUNTS)
    assert [row.stem for row in found[1:]] == [document.blocks.index(found[0])] * 3


def test_blank_cells_do_not_join_the_rows_of_a_table_without_rules(tmp_path: Path) -> None:
    rows = [
        ("Feature", "n (310)", "%"),
        *((f"Sign {letter}", f"{at}1", f"{at}.5") for at, letter in enumerate("KLMN", start=2)),
        ("Living at home", "", ""),
        *((f"With {letter}", f"{at}7", f"{at}.2") for at, letter in enumerate("PQRS", start=2)),
    ]
    plain = Table([list(row) for row in rows], colWidths=[120, 80, 60], style=[("TOPPADDING", *WHOLE, 0)])
    found = rows_of(tmp_path, plain)
    assert [row for row in found if "Sign" in row or "With" in row] == [
        " | ".join(row) for row in rows if "Sign" in row[0] or "With" in row[0]
    ]
