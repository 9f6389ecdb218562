"""Labels beside text without any rule, as where a table goes on from the page before."""

from pathlib import Path

from reportlab.pdfgen.canvas import Canvas

from pdfs import column, made, read, sentences

ITEMS = (
    (
        "8.",
        ["Look at the ankle after three months and once a year from then on for at", "least five years in a row."],
    ),
    (
        "9.",
        ["The person is told to come back sooner if the swelling returns or if the", "pain gets worse at night."],
    ),
    ("10.", ["Nobody needs a picture of an ankle that is neither swollen nor painful and", "bears all weight."]),
)


def test_a_label_of_several_lines_stays_out_of_the_list_beside_it(tmp_path: Path) -> None:
    def paint(canvas: Canvas) -> None:
        column(canvas, ["What to", "consider", "(continued)"], x=60, font="Helvetica-Bold")
        y = 100
        for number, text in ITEMS:
            column(canvas, [number], x=150, y=y)
            column(canvas, text, x=172, y=y)
            y += 30

    found = sentences(read(tmp_path, made(paint)))
    assert found == [" ".join(text) for _, text in ITEMS]
