"""Pictures of pages: their size, the boxes around a quote, and files that cannot be drawn."""

from collections.abc import Callable

import pytest
from reportlab.pdfgen.canvas import Canvas

from corpus.readers import PageMissing, SourceError, draw_page
from pdfs import HEIGHT, column, made
from pictures import boxed_rows, pixels

FIRST = ["Rest is enough for most peo-", "ple of every age. Ice helps as well."]
QUOTE = "Rest is enough for most people of every age."


def prose(canvas: Canvas) -> None:
    column(canvas, FIRST, y=100)
    column(canvas, ["Heat does not help."], y=300)


def tops(y: float, lines: int = 1) -> tuple[float, float]:
    """About where lines that begin `y` points below the upper edge are, in pixels."""
    scale = 1600 / HEIGHT
    return (y - 12) * scale, (y + 12 * (lines - 1) + 8) * scale


def test_a_page_is_drawn_within_the_largest_size() -> None:
    picture = pixels(draw_page(made(prose), 1))
    assert picture.shape == (1600, 1131, 3)
    assert picture.min() < 64
    assert picture.max() == 255


def test_the_lines_of_a_quote_are_boxed_and_nothing_else() -> None:
    data = made(prose)
    first, last = boxed_rows(draw_page(data, 1, QUOTE))
    above, below = tops(100, lines=2)
    assert above <= first < last <= below
    assert last - first > 1.2 * 12 * 1600 / HEIGHT
    assert boxed_rows(draw_page(data, 1)) == (-1, -1)
    assert boxed_rows(draw_page(data, 1, "Nothing of the kind is said.")) == (-1, -1)


def test_of_a_repeated_sentence_the_one_that_is_quoted_is_boxed() -> None:
    def paint(canvas: Canvas) -> None:
        for y in (100, 300, 500):
            column(canvas, ["Ice helps as well."], y=y)

    for count, y in enumerate((100, 300, 500)):
        first, last = boxed_rows(draw_page(made(paint), 1, "Ice helps as well.", "Ice helps as well. " * count))
        above, below = tops(y)
        assert above <= first < last <= below


def test_a_rotated_page_is_drawn_as_displayed_with_its_box() -> None:
    data = made(prose).replace(b"/Rotate 0", b"/Rotate 90")
    plain, boxed = pixels(draw_page(data, 1)), pixels(draw_page(data, 1, QUOTE))
    assert plain.shape == (1131, 1600, 3)
    rows, columns = ((plain != boxed).any(axis=2).any(axis=axis).nonzero()[0] for axis in (1, 0))
    above, below = tops(100, lines=2)  # the upper edge of the page is its right edge now
    assert 1600 - below <= columns[0] < columns[-1] <= 1600 - above
    assert plain[rows[0] : rows[-1], columns[0] : columns[-1]].min() < 96


@pytest.mark.parametrize("size", [(1, 1), (3, 14400), (14400, 14400), (100000, 2)])
def test_pages_of_odd_sizes_are_drawn_at_a_bounded_size(size: tuple[int, int]) -> None:
    def paint(canvas: Canvas) -> None:
        canvas.setPageSize(size)
        canvas.drawString(0, 0, "Rest helps.")

    picture = pixels(draw_page(made(paint), 1, "Rest helps."))
    assert max(picture.shape) <= 1600


@pytest.mark.parametrize("number", [-1, 0, 2, 10**12])
def test_a_page_that_the_file_does_not_have_is_missing(number: int) -> None:
    with pytest.raises(PageMissing, match="has 1 pages"):
        draw_page(made(prose), number)


@pytest.mark.parametrize("cut", [lambda data: data[:200], lambda _: b"", lambda _: b"%PDF-1.4\n%%EOF"])
def test_a_damaged_file_is_refused_with_a_remedy(cut: Callable[[bytes], bytes]) -> None:
    with pytest.raises(SourceError, match="download the file again"):
        draw_page(cut(made(prose)), 1)
