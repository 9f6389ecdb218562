"""Layouts of journals: references beside tables, long lists of superscripts, rows without rules."""

from pathlib import Path

import pytest
from reportlab.lib.colors import black
from reportlab.pdfgen.canvas import Canvas

from corpus.document import BlockKind
from corpus.readers.pdf.joining import BlockText, Vocabulary
from corpus.readers.pdf.layout import BodyStyle, Draft, DraftKind, mark_headings
from corpus.readers.pdf.layout.columns import Column, reading_order
from corpus.readers.pdf.marking import Marking
from corpus.readers.pdf.page import BOLD, RAISED, Line
from corpus.readers.pdf.references import references, split_references
from corpus.readers.pdf.tables import Table, TableRow
from corpus.text import Mark
from pdfs import HEIGHT, column, made, read, references_of, sentences, texts

REFERENCES = [f"{n}. Amber AB (20{n:02}) Mites of the banks. J Notes {n}: 1." for n in range(1, 13)]


def line(text: str, y: float = 100, x0: float = 54, x1: float = 288, *, row: int = 0, flag: int = 0) -> Line:
    return Line(text, bytes([flag]) * len(text), x0, x1, y, 9, "Body", row, 1)


def draft(text: str, kind: DraftKind = DraftKind.PARAGRAPH, level: int = 0) -> Draft:
    return Draft([line(text)], kind, level=level)


def test_a_list_of_superscripts_continues_over_wide_gaps_and_line_ends(tmp_path: Path) -> None:
    def paint(canvas: Canvas) -> None:
        column(canvas, ["The fever is mild in nearly all of the people who fall ill in the"], y=100)
        column(canvas, ["hills"], y=112)
        for x, y, marks in ((90, 112, "1,"), (106, 112, "2,"), (72, 124, "3, 5,"), (72, 136, "7–9")):
            canvas.setFont("Helvetica", 6.5)
            canvas.drawString(x, HEIGHT - y + 3.5, marks)
        column(canvas, [". Rest is enough."], x=83, y=136)
        column(canvas, ["References"], y=300, size=14, font="Helvetica-Bold")
        column(canvas, REFERENCES, y=330)

    document = read(tmp_path, made(paint))
    assert references_of(document, "The fever is mild") == (1, 2, 3, 5, 7, 8, 9)
    assert sentences(document)[1] == "Rest is enough."


def test_a_number_raised_after_a_year_is_a_marker() -> None:
    text = BlockText(
        "alive in 196723, and 1023 cells",
        bytes(13) + bytes([RAISED] * 2) + bytes(8) + bytes([RAISED] * 2) + bytes(6),
    )
    assert Marking([text], {23}).rich(text) == ["alive in 1967", Mark("²³", (23,)), ", and 10²³ cells"]


def test_a_table_column_called_references_is_not_a_list() -> None:
    drafts = [
        draft("References", DraftKind.HEADING, 3),
        draft("Self-care, and what it takes"),
        draft("References", DraftKind.HEADING, 2),
        draft("1. Amber AB (2019) Mites. J Notes 3: 1."),
    ]
    body, listed = split_references(drafts)
    assert [one.first.text for one in body] == ["References", "Self-care, and what it takes"]
    assert listed == drafts[3:]


def test_a_table_among_the_references_is_text_up_to_the_next_entry() -> None:
    table = [
        draft("Table 1. Doses", DraftKind.CAPTION),
        draft("Adult | 5 mg", DraftKind.ROW),
        draft("All by mouth."),
    ]
    entries = [draft(f"{n}. Amber AB (2019) Mites. J Notes 3: 1.") for n in (1, 2, 3)]
    body, listed = split_references([draft("References", DraftKind.HEADING, 2), *entries[:2], *table, entries[2]])
    assert (body, listed) == (table, entries)


def test_a_table_among_unnumbered_references_is_text_up_to_the_next_reference() -> None:
    table = [draft("Figure 2. Banks", DraftKind.CAPTION), draft("Drawn by hand.")]
    entries = [draft("Amber AB (2019) Mites. J Notes 3: 1."), draft("Birch C (2020) Fevers. Lowland 4: 2.")]
    body, listed = split_references([draft("References", DraftKind.HEADING, 2), entries[0], *table, entries[1]])
    assert (body, listed) == (table, entries)


def test_an_entry_with_the_year_after_its_authors() -> None:
    (found,) = references([draft("1. Amber AB, Birch C (2019) Mites of the banks. J Notes 3: 1.")], Vocabulary(()))
    assert (found.title, found.container, found.year) == ("Mites of the banks", "J Notes", 2019)


@pytest.mark.parametrize(("text", "level"), [("2. Methods", 2), ("2 Methods", 2), ("2Methods", 2), ("2.1 Aim", 3)])
def test_a_number_gives_a_heading_its_level(text: str, level: int) -> None:
    heading = Draft([line(text, flag=BOLD)])
    mark_headings([heading], BodyStyle(9.0, "Body"))
    assert (heading.kind, heading.level) == (DraftKind.HEADING, level)


def test_the_label_of_a_part_is_not_a_number() -> None:
    found = [
        Draft([Line("Results", bytes([BOLD]) * 7, 54, 99, 100, 14, "Body", 0, 1)]),
        Draft([line("3a) In hospital", flag=BOLD)]),
    ]
    mark_headings(found, BodyStyle(9.0, "Body"))
    assert found[0].level < found[1].level


def test_a_table_in_one_column_stands_beside_the_text_of_the_other() -> None:
    rows = tuple(TableRow(((line("Adult", y),), (line("5 mg", y, 150),))) for y in range(60, 400, 12))
    table = Table(rows, 54, 288, 60, 400)
    left = [line(f"left {n}", 420 + 12 * n, row=n) for n in range(8)]
    right = [line(f"right {n}", 60 + 12 * n, 307, 541, row=20 + n) for n in range(30)]
    found = reading_order([*left, *right], [table])
    assert isinstance(found[0], Table)
    assert [one.text for chunk in found[1:] if isinstance(chunk, Column) for one in chunk.lines] == [
        *(f"left {n}" for n in range(8)),
        *(f"right {n}" for n in range(30)),
    ]


def test_text_ending_in_an_address_does_not_continue_with_a_new_sentence(tmp_path: Path) -> None:
    def first(canvas: Canvas) -> None:
        column(canvas, ["Notes on the fever stand at http://example.org/"], y=780)

    def second(canvas: Canvas) -> None:
        column(canvas, ["Rest is enough in nearly all of the people who fall ill."], y=72)

    document = read(tmp_path, made(first, second))
    assert len(texts(document, BlockKind.PARAGRAPH)) == 2


def test_rows_without_rules_are_separated_by_their_gaps(tmp_path: Path) -> None:
    def paint(canvas: Canvas) -> None:
        canvas.setStrokeColor(black)
        for y in (90, 110, 190):
            canvas.line(70, HEIGHT - y, 400, HEIGHT - y)
        for y, cells in (
            (103, ("Sign", "Adults", "Children")),
            (123, ("Fever", "12 (4%)", "9 (3%)")),
            (140, ("Headache that", "7 (2%)", "6 (2%)")),
            (151, ("lasts", "", "")),
            (168, ("Rash", "3 (1%)", "2 (1%)")),
        ):
            for x, cell in zip((72, 200, 300), cells, strict=True):
                column(canvas, [cell], x=x, y=y, size=9)

    document = read(tmp_path, made(paint))
    rows = texts(document, BlockKind.TABLE_ROW)
    assert rows[-3:] == [
        "Fever | 12 (4%) | 9 (3%)",
        "Headache that lasts | 7 (2%) | 6 (2%)",
        "Rash | 3 (1%) | 2 (1%)",
    ]
