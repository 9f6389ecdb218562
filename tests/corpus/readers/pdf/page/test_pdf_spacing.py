"""The spaces between words: those of slanted and of spaced-out text."""

from pathlib import Path

import pytest
from reportlab.pdfgen.canvas import Canvas

from pdfs import HEIGHT, LEADING, column, made, read, sentences

BODY = ("Rest in bed until the fever has gone, and drink", "as much water as the nurse tells you to drink.")
SLANTED = ("Do not give the blue syrup to a child who is", "thirsty, or whose mouth is dry.")


@pytest.mark.parametrize("lean", [-0.35, 0.2, 0.35, 0.6])
def test_slanted_text_keeps_the_spaces_that_the_file_writes(tmp_path: Path, lean: float) -> None:
    def paint(canvas: Canvas) -> None:
        column(canvas, BODY)
        text = canvas.beginText()
        text.setFont("Helvetica", 9)
        for number, line in enumerate(SLANTED):
            text.setTextTransform(1, 0, lean, 1, 72, HEIGHT - 140 - number * LEADING)
            text.textOut(line)
        canvas.drawText(text)

    document = read(tmp_path, made(paint))
    assert "Do not give the blue syrup to a child who is thirsty, or whose mouth is dry." in sentences(document)


@pytest.mark.parametrize("apart", [1.5, 2.5, 4.0])
@pytest.mark.parametrize("by_letter", [True, False])
def test_spaced_out_words_are_words(tmp_path: Path, apart: float, by_letter: bool) -> None:
    said = "Stop the syrup when a rash begins."

    def paint(canvas: Canvas) -> None:
        column(canvas, BODY)
        text = canvas.beginText(72, HEIGHT - 150)
        text.setFont("Helvetica", 10)
        text.setCharSpace(apart)
        text.textOut(said)
        x = 72.0
        for letter in said:
            if by_letter and letter != " ":
                canvas.drawString(x, HEIGHT - 150, letter)
            x += canvas.stringWidth(letter, "Helvetica", 10) + apart
        if not by_letter:
            canvas.drawText(text)

    assert said in sentences(read(tmp_path, made(paint)))


def test_letters_with_written_spaces_stay_apart(tmp_path: Path) -> None:
    def paint(canvas: Canvas) -> None:
        column(canvas, [*BODY, "", "The vitamins are A B C D E and K, in this order."])

    assert "The vitamins are A B C D E and K, in this order." in sentences(read(tmp_path, made(paint)))


def test_text_drawn_twice_is_read_once(tmp_path: Path) -> None:
    def paint(canvas: Canvas) -> None:
        for shift in (0.0, 0.3):
            column(canvas, BODY, x=72 + shift)

    assert sentences(read(tmp_path, made(paint))) == [" ".join(BODY)]
