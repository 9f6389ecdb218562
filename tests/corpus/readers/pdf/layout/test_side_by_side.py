"""Short texts side by side on a PDF page, which are read one after the other, and rows, which are not."""

from pathlib import Path

from reportlab.pdfgen.canvas import Canvas

from pdfs import column, made, read, sentences

ABOVE = [
    "The two drugs are given by the same rules on this ward, and the levels are taken on each of",
    "the days.",
]
LEFT = ["Velorim is given at 15 mg/kg twice", "daily."]
RIGHT = ["Zorbinex is given at 5 mg/kg once", "daily."]


def test_two_short_columns_of_prose_are_read_one_after_the_other(tmp_path: Path) -> None:
    def paint(canvas: Canvas) -> None:
        column(canvas, ABOVE, x=50, y=80)
        column(canvas, LEFT, x=50, y=140)
        column(canvas, RIGHT, x=320, y=140)
        column(canvas, ABOVE, x=50, y=200)

    found = sentences(read(tmp_path, made(paint)))
    assert [text for text in found if "mg/kg" in text] == [" ".join(LEFT), " ".join(RIGHT)]


def test_rows_without_a_line_that_goes_on_are_read_across(tmp_path: Path) -> None:
    def paint(canvas: Canvas) -> None:
        column(canvas, ABOVE, x=50, y=80)
        column(canvas, ["Velorim", "Zorbinex"], x=50, y=140)
        column(canvas, ["15 mg/kg twice daily", "5 mg/kg once daily"], x=320, y=140)
        column(canvas, ABOVE, x=50, y=200)

    whole = read(tmp_path, made(paint)).text
    places = [whole.index(part) for part in ("Velorim", "15 mg/kg twice", "Zorbinex", "5 mg/kg once")]
    assert places == sorted(places)


def test_a_column_may_have_more_lines_than_the_one_beside_it(tmp_path: Path) -> None:
    longer = ["Kelmatol is given by mouth to all who", "can swallow and who have no pain", "in the chest."]

    def paint(canvas: Canvas) -> None:
        column(canvas, LEFT, x=50, y=140)
        column(canvas, longer, x=320, y=140)

    assert sentences(read(tmp_path, made(paint))) == [" ".join(LEFT), " ".join(longer)]
