"""Bullets that are drawn as circles, squares and pictures, as browsers print them."""

from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from corpus.document import BlockKind
from pdfs import HEIGHT, LEADING, blocks, column, made, read, texts

ITEMS = ("gout of the big toe", "swelling of both feet", "fever")
Mark = Callable[[Canvas, float, float], None]


def circle(canvas: Canvas, x: float, y: float) -> None:
    canvas.circle(x, y, 2, stroke=0, fill=1)


def ring(canvas: Canvas, x: float, y: float) -> None:
    canvas.circle(x, y, 2.5, stroke=1, fill=0)


def square(canvas: Canvas, x: float, y: float) -> None:
    canvas.rect(x - 2, y - 2, 4, 4, stroke=0, fill=1)


def picture(canvas: Canvas, x: float, y: float) -> None:
    dot = BytesIO()
    Image.new("RGB", (8, 8), (0, 90, 0)).save(dot, "PNG")
    canvas.drawImage(ImageReader(dot), x - 3, y - 3, 6, 6)


def marked(mark: Mark, x: float) -> bytes:
    """A PDF of a stem and a list, with a mark left of each item, whose middle is at `x`."""

    def paint(canvas: Canvas) -> None:
        column(canvas, ["Do not give velorim to people with", *ITEMS], x=90)
        for number in range(len(ITEMS)):
            mark(canvas, x, HEIGHT - 100 - (number + 1) * LEADING + 3)

    return made(paint)


@pytest.mark.parametrize("mark", [circle, ring, square, picture])
def test_a_drawn_bullet_begins_an_item(tmp_path: Path, mark: Mark) -> None:
    document = read(tmp_path, marked(mark, 80))
    items = blocks(document, BlockKind.LIST_ITEM)
    assert [item.span.of(document.text) for item in items] == list(ITEMS)
    assert {item.stem for item in items} == {1}


@pytest.mark.parametrize("x", [40, 300])
def test_a_mark_elsewhere_is_no_bullet(tmp_path: Path, x: float) -> None:
    document = read(tmp_path, marked(circle, x))
    assert texts(document, BlockKind.LIST_ITEM) == []


def test_a_mark_close_behind_other_words_is_no_bullet(tmp_path: Path) -> None:
    def paint(canvas: Canvas) -> None:
        for y, names in ((100, ("Ann Other", "Ben Nobody")), (112, ("Cleo Someone", "Dan Noone"))):
            column(canvas, [names[0]], x=90, y=y)
            end = 90 + canvas.stringWidth(names[0])
            circle(canvas, end + 4, HEIGHT - y + 3)
            column(canvas, [names[1]], x=end + 12, y=y)

    assert texts(read(tmp_path, made(paint)), BlockKind.LIST_ITEM) == []
