"""Reading doubts about PDFs: borders, glyphs without characters, and tables that are not read with certainty."""

from collections.abc import Sequence
from pathlib import Path

import pytest
from reportlab.pdfgen.canvas import Canvas

from corpus.document import BlockKind, Document, DoubtKind
from corpus.readers import Record, read_records
from pdfs import HEIGHT, SPLITTER, column, made, read

PROSE = ["Rest is enough for most people, and it helps within two days or three.", "Ice helps as well."]


def doubtful(document: Document) -> list[tuple[DoubtKind, str]]:
    """The kinds of doubt and the sentences that they are about, except headings."""
    return [
        (kind, document.sentence_text(at))
        for at, sentence in enumerate(document.sentences)
        if document.blocks[sentence.block].kind is not BlockKind.HEADING
        for kind in sorted({doubt.kind for doubt in document.doubts_about(sentence.span)})
    ]


def post(canvas: Canvas, x: float, top: float, bottom: float) -> None:
    canvas.line(x, HEIGHT - top, x, HEIGHT - bottom)


def test_a_text_that_no_border_divides_is_not_doubtful(tmp_path: Path) -> None:
    def paint(canvas: Canvas) -> None:
        column(canvas, PROSE)
        canvas.rect(60, HEIGHT - 130, 400, 50)

    assert doubtful(read(tmp_path, made(paint))) == []


def test_a_word_across_a_border_is_doubtful_and_the_other_sentences_are_not(tmp_path: Path) -> None:
    def paint(canvas: Canvas) -> None:
        column(canvas, PROSE)
        column(canvas, ["Hydroxychloroquine is an old drug."], y=300)
        post(canvas, 100, 285, 310)

    assert doubtful(read(tmp_path, made(paint))) == [(DoubtKind.BORDER, "Hydroxychloroquine is an old drug.")]


def test_a_text_joined_across_a_rule_is_doubtful(tmp_path: Path) -> None:
    def paint(canvas: Canvas) -> None:
        column(canvas, PROSE)
        column(canvas, ["The dose for a child of any", "age is half of the other dose."], y=300)
        canvas.line(60, HEIGHT - 303.5, 400, HEIGHT - 303.5)

    (found,) = doubtful(read(tmp_path, made(paint)))
    assert found == (DoubtKind.BORDER, "The dose for a child of any age is half of the other dose.")


def test_an_underlined_text_is_not_doubtful(tmp_path: Path) -> None:
    def paint(canvas: Canvas) -> None:
        column(canvas, PROSE)
        column(canvas, ["The dose for a child of any", "age is half of the other dose."], y=300)
        canvas.line(72, HEIGHT - 301, 200, HEIGHT - 301)

    assert doubtful(read(tmp_path, made(paint))) == []


def table(canvas: Canvas, rows: Sequence[Sequence[str]], *, ruled: bool) -> None:
    """Draws a table of short cells, with all its borders or with none."""
    for at, row in enumerate(rows):
        for number, cell in enumerate(row):
            for line, text in enumerate(cell.split("\n")):
                column(canvas, [text], x=80 + 130 * number, y=200 + 30 * at + 12 * line)
    if ruled:
        for at in range(len(rows) + 1):
            canvas.line(70, HEIGHT - 188 - 30 * at, 460, HEIGHT - 188 - 30 * at)
        for number in range(4):
            post(canvas, 70 + 130 * number, 188, 188 + 30 * len(rows))


REGULAR = [
    ("Drug", "Adult", "Child"),
    ("Aone", "5 mg", "2 mg"),
    ("Btwo", "7 mg", "3 mg"),
    ("Cthree", "9 mg", "4 mg"),
]
WRAPPED = [*REGULAR, ("Dfour", "11 mg", "5 mg\nat night"), ("Efive", "1 mg", "2 mg")]


def test_the_rows_of_a_ruled_table_are_certain(tmp_path: Path) -> None:
    def paint(canvas: Canvas) -> None:
        column(canvas, PROSE)
        table(canvas, WRAPPED, ruled=True)

    document = read(tmp_path, made(paint))
    assert any(block.kind is BlockKind.TABLE_ROW for block in document.blocks)
    assert doubtful(document) == []


def test_without_borders_white_space_parts_the_rows_with_certainty(tmp_path: Path) -> None:
    def paint(canvas: Canvas) -> None:
        column(canvas, PROSE)
        table(canvas, WRAPPED, ruled=False)

    document = read(tmp_path, made(paint))
    assert any(block.kind is BlockKind.TABLE_ROW for block in document.blocks)
    assert doubtful(document) == []


@pytest.mark.real_data
def test_two_rows_of_a_guideline_that_were_read_as_one_are_doubtful(data_dir: Path) -> None:
    path = data_dir / "who_pdfs" / "Lenacapavir_for_HIV_prevention_and_testing_strategies.pdf"
    (record,) = read_records(path, SPLITTER)
    assert isinstance(record, Record)
    found = doubtful(record.parse())
    assert len(found) <= 4
    assert any("prescription and repeats) Date PrEP dispensed" in text for _, text in found)


def test_a_regular_table_without_borders_is_certain(tmp_path: Path) -> None:
    def paint(canvas: Canvas) -> None:
        column(canvas, PROSE)
        table(canvas, REGULAR, ruled=False)

    document = read(tmp_path, made(paint))
    assert any(block.kind is BlockKind.TABLE_ROW for block in document.blocks)
    assert doubtful(document) == []


def test_glyphs_that_the_file_does_not_map_are_doubtful(tmp_path: Path) -> None:
    def paint(canvas: Canvas) -> None:
        column(canvas, PROSE * 9)
        column(canvas, ["Twice a day is enough."], y=400, font="Courier")

    unnamed = b"/BaseFont /Courier /Encoding << /Type /Encoding /Differences [84 /g84] >>"
    data = made(paint).replace(b"/BaseFont /Courier /Encoding /WinAnsiEncoding", unnamed)
    assert unnamed in data
    (found,) = doubtful(read(tmp_path, data))
    assert found[0] is DoubtKind.UNMAPPED
    assert found[1].endswith("wice a day is enough.")
