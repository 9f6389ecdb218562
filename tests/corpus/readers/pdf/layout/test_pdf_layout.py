"""The layout of PDF pages: columns, headings, lists, tables, footnotes and boxes."""

from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given, settings
from hypothesis import strategies as st
from reportlab.lib.colors import HexColor, black
from reportlab.pdfgen.canvas import Canvas

from corpus.document import BlockKind
from pdfs import HEIGHT, blocks, column, made, read, sentences, texts

LEFT = (
    "The left column is read first, from its top down to its",
    "lowest line. It says that the fever begins with a chill",
    "and a headache, and that it is mild in nearly all of the",
    "people who fall ill. Nobody knows why it is absent from",
    "the hills. The column ends in the middle of a sentence",
    "that goes on at the top of the column to the right, and",
)
RIGHT = (
    "ends here without a gap. The right column has as many",
    "lines as the left one. It says that rest is enough and",
    "that no drug is needed when the fever is mild. A severe",
    "fever is rare. It needs the care of a ward, and it may",
    "last for more than a month. The last line of the page",
    "has a full stop.",
)
LETTERS = st.sampled_from("abcdefghijklmnopqrstuvwxyz")
# Each word has a vowel: a page with hardly any vowels is refused, because its text layer would be wrong.
SYLLABLES = st.tuples(LETTERS, st.sampled_from("aeiouy"), LETTERS).map("".join)
WORDS = st.lists(st.lists(SYLLABLES, min_size=1, max_size=3).map("".join), min_size=60, max_size=140)


def test_two_columns_are_read_one_after_the_other(tmp_path: Path) -> None:
    def paint(canvas: Canvas) -> None:
        column(canvas, ["A heading across both columns"], y=80, size=16, font="Helvetica-Bold")
        column(canvas, LEFT, x=50)
        column(canvas, RIGHT, x=320)

    document = read(tmp_path, made(paint))
    assert texts(document, BlockKind.PARAGRAPH) == [" ".join((*LEFT, *RIGHT))]
    assert document.blocks[-1].section == ("A heading across both columns",)


def test_lines_that_cross_the_gutter_divide_the_page_into_bands(tmp_path: Path) -> None:
    def paint(canvas: Canvas) -> None:
        column(canvas, LEFT, x=50)
        column(canvas, RIGHT, x=320)
        column(
            canvas,
            ["A band in the middle of the page crosses both of the columns from left to right, all of it."],
            50,
            200,
        )
        column(canvas, [line.replace("column", "pillar") for line in LEFT], x=50, y=240)
        column(canvas, [line.replace("column", "pillar") for line in RIGHT], x=320, y=240)

    found = texts(read(tmp_path, made(paint)), BlockKind.PARAGRAPH)
    assert found[0] == " ".join((*LEFT, *RIGHT))
    assert found[1].startswith("A band in the middle")
    assert found[2] == " ".join((*LEFT, *RIGHT)).replace("column", "pillar")


@given(WORDS, st.sampled_from([1, 2]))
@settings(max_examples=25)
def test_words_are_read_in_the_order_of_the_layout(words: list[str], columns: int) -> None:
    width = 5 if columns == 2 else 11
    lines = [" ".join(words[at : at + width]) for at in range(0, len(words), width)]
    half = -(-len(lines) // 2)

    def paint(canvas: Canvas) -> None:
        if columns == 1:
            column(canvas, lines, x=60)
        else:
            column(canvas, lines[:half], x=40)
            column(canvas, lines[half:], x=320)

    with TemporaryDirectory() as folder:
        document = read(Path(folder), made(paint))
    body = document.text.removeprefix("A title of its own")
    assert body.split() == words


def test_headings_have_levels_by_number_and_by_size(tmp_path: Path) -> None:
    def paint(canvas: Canvas) -> None:
        y = 80.0
        for text, size, font in (
            ("1. Reed fever", 18, "Helvetica-Bold"),
            ("1.1 Signs of the fever", 14, "Helvetica-Bold"),
            ("Children", 14, "Helvetica-Bold"),
        ):
            column(canvas, [text], y=y, size=size, font=font)
            column(canvas, LEFT, y=y + 30)
            y += 150

    document = read(tmp_path, made(paint))
    assert [(block.level, block.section) for block in blocks(document, BlockKind.HEADING)] == [
        (2, ("1. Reed fever",)),
        (3, ("1. Reed fever", "1.1 Signs of the fever")),
        (3, ("1. Reed fever", "Children")),
    ]


def test_a_large_line_that_is_a_sentence_is_not_a_heading(tmp_path: Path) -> None:
    def paint(canvas: Canvas) -> None:
        column(canvas, LEFT, y=80)
        column(canvas, ["Rest alone is enough in mild disease."], y=180, size=16)
        column(canvas, RIGHT, y=210)

    assert "Rest alone is enough in mild disease." in sentences(read(tmp_path, made(paint)))


def test_lists_are_nested_by_their_indents_and_know_their_stem(tmp_path: Path) -> None:
    def paint(canvas: Canvas) -> None:
        column(canvas, ["Two forms of the fever are known:"], y=100)
        for number, (x, mark, text) in enumerate(
            (
                (72, "\u2022", "the wet form, which begins in spring"),
                (90, "\u2013", "with a rash; and"),
                (72, "\u2022", "the dry form, which begins in autumn"),
            )
        ):
            column(canvas, [mark], x=x, y=114 + 14 * number)
            column(canvas, [text], x=x + 12, y=114 + 14 * number)
        column(canvas, ["1."], x=72, y=170)
        column(canvas, ["Rest in bed.", "and drink water."], x=86, y=170)
        column(canvas, ["2."], x=72, y=196)
        column(canvas, ["Call the nurse."], x=86, y=196)

    items = blocks(read(tmp_path, made(paint)), BlockKind.LIST_ITEM)
    document = read(tmp_path, made(paint))
    assert [(block.span.of(document.text), block.level) for block in items] == [
        ("the wet form, which begins in spring", 0),
        ("with a rash; and", 1),
        ("the dry form, which begins in autumn", 0),
        ("Rest in bed. and drink water.", 0),
        ("Call the nurse.", 0),
    ]
    assert items[0].stem is not None


def table(
    canvas: Canvas, rows: list[tuple[str, ...]], top: float = 100, width: float = 150, rule: bool = True
) -> None:
    """Draws a table with rules between its rows; the first row is bold."""
    for number, row in enumerate(rows):
        y = top + 20 * number
        if rule:
            for cell in range(len(row)):
                canvas.line(60 + width * cell, HEIGHT - y, 60 + width * (cell + 1), HEIGHT - y)
        for cell, text in enumerate(row):
            column(
                canvas, [text], 66 + width * cell, y + 14, font="Helvetica-Bold" if number == 0 else "Helvetica"
            )
    bottom = HEIGHT - top - 20 * len(rows)
    canvas.line(60, bottom, 60 + width * len(rows[0]), bottom)


def test_a_ruled_table_is_rows_with_their_header(tmp_path: Path) -> None:
    def paint(canvas: Canvas) -> None:
        column(canvas, LEFT, y=300)
        table(canvas, [("Drug", "Dose", "Days"), ("Colchin", "5 mg", "7"), ("Ambrol", "10 mg", "3")])

    document = read(tmp_path, made(paint))
    rows = blocks(document, BlockKind.TABLE_ROW)
    assert [row.span.of(document.text) for row in rows] == [
        "Drug | Dose | Days",
        "Colchin | 5 mg | 7",
        "Ambrol | 10 mg | 3",
    ]
    assert [row.stem and document.blocks[row.stem].span.of(document.text) for row in rows[1:]] == [
        "Drug | Dose | Days"
    ] * 2


def test_cells_of_prose_are_text_under_the_label_of_their_row(tmp_path: Path) -> None:
    def paint(canvas: Canvas) -> None:
        for y in (100, 180, 260):
            canvas.line(60, HEIGHT - y, 160, HEIGHT - y)
            canvas.line(160, HEIGHT - y, 500, HEIGHT - y)
        column(canvas, ["Background"], 66, 114)
        column(
            canvas,
            ["Rest is enough in mild disease. No drug is needed by", "most of the people who fall ill."],
            170,
            114,
        )
        column(canvas, ["Remarks"], 66, 194)
        column(
            canvas, ["Severe disease is rare. It needs care in a ward, and it", "may last for a month."], 170, 194
        )
        column(canvas, LEFT, y=320)

    document = read(tmp_path, made(paint))
    by_text = {s.span.of(document.text): document.blocks[s.block].section for s in document.sentences}
    assert by_text["No drug is needed by most of the people who fall ill."] == ("Background",)
    assert by_text["It needs care in a ward, and it may last for a month."] == ("Remarks",)
    assert by_text["Nobody knows why it is absent from the hills."] == ()


def test_a_footnote_does_not_interrupt_the_last_sentence_of_a_page(tmp_path: Path) -> None:
    def first(canvas: Canvas) -> None:
        column(canvas, [*LEFT[:-1], "that goes on at the top of the next"], y=600)
        canvas.line(72, HEIGHT - 740, 150, HEIGHT - 740)
        column(canvas, ["1 A note says where the mites were counted."], y=760, size=7)

    def second(canvas: Canvas) -> None:
        column(canvas, ["page and ends there. It has as many", *RIGHT[1:]], y=100)

    found = sentences(read(tmp_path, made(first, second)))
    assert (
        "The column ends in the middle of a sentence that goes on at the top of the next page and ends there."
        in found
    )
    assert "A note says where the mites were counted." in found


def test_a_box_is_a_section_of_its_own(tmp_path: Path) -> None:
    def paint(canvas: Canvas) -> None:
        column(canvas, LEFT, y=80)
        canvas.setFillColor(HexColor("#ddeeff"))
        canvas.rect(60, HEIGHT - 300, 400, 100, fill=1, stroke=0)
        canvas.setFillColor(black)
        column(canvas, ["Key messages"], y=225, size=14, font="Helvetica-Bold")
        column(canvas, ["The fever is mild in nearly all people."], y=250)
        column(canvas, RIGHT[1:], y=340)

    document = read(tmp_path, made(paint))
    by_text = {s.span.of(document.text): document.blocks[s.block].section for s in document.sentences}
    assert by_text["The fever is mild in nearly all people."] == ("Key messages",)
    assert by_text["A severe fever is rare."] == ()


def test_labels_in_a_drawing_are_not_quoted(tmp_path: Path) -> None:
    def paint(canvas: Canvas) -> None:
        column(canvas, LEFT, y=80)
        for x, y, text in ((90, 300, "Mite"), (200, 340, "Reed"), (320, 380, "Person"), (140, 420, "Water")):
            column(canvas, [text], x, y)

    assert "Person" not in read(tmp_path, made(paint)).text


def test_a_sideways_page_is_rotated(tmp_path: Path) -> None:
    def paint(canvas: Canvas) -> None:
        canvas.rotate(90)
        canvas.setFont("Helvetica", 10)
        for number, line in enumerate(LEFT):
            canvas.drawString(100, -100 - 12 * number, line)

    assert texts(read(tmp_path, made(paint)), BlockKind.PARAGRAPH) == [" ".join(LEFT)]


def test_labels_beside_their_text_are_a_table_without_rules(tmp_path: Path) -> None:
    def paint(canvas: Canvas) -> None:
        column(canvas, ["Remarks"], 60, 100, font="Helvetica-Bold")
        column(canvas, LEFT, 160, 100)

    document = read(tmp_path, made(paint))
    assert document.blocks[-1].section == ("Remarks",)
    assert sentences(document)[0].startswith("The left column")
