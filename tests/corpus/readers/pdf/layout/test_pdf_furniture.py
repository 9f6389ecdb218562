"""What is left out of a page: running heads and page numbers, but no dose and no part of a row."""

from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from reportlab.pdfgen.canvas import Canvas

from corpus.document import Document, Dropped
from corpus.readers.pdf.layout.vital import is_vital
from pdfs import HEIGHT, column, made, read, sentences

PAGES = 5
TEXTS = (
    "The swelling goes down at night and comes back in the evening.",
    "Stockings are put on before the person gets out of bed.",
    "Salt is weighed in the kitchen and left out of the soup.",
    "Shoes with soft soles are worn on the way to the market.",
    "A chair with a high seat helps people to get up again.",
)
Row = Sequence[tuple[float, str]]


def pages(at: float, row: Callable[[int], Row], size: float = 10) -> bytes:
    """A PDF whose pages have a running head, the row of their number at a height, and text below."""

    def painter(number: int) -> Callable[[Canvas], None]:
        def paint(canvas: Canvas) -> None:
            column(canvas, ["Care of swollen ankles"], y=30, size=8)
            for x, text in row(number):
                column(canvas, [text], x=x, y=at, size=size)
            column(canvas, [TEXTS[number]], y=160)
            column(canvas, ["Rest is as good for the ankles as any drug, says the nurse."] * 20, y=190)

        return paint

    return made(*(painter(number) for number in range(PAGES)))


def dropped(document: Document, page: int) -> list[str]:
    return [dropped.text for dropped in document.dropped if dropped.page == page]


def test_a_dose_at_the_top_of_every_page_is_text(tmp_path: Path) -> None:
    data = pages(70, lambda number: [(72, f"Adult dose: {number + 2}0 mg a day, at most {number + 4}0 mg.")])
    document = read(tmp_path, data)
    found = [text for text in sentences(document) if text.startswith("Adult dose")]
    assert found == [f"Adult dose: {number + 2}0 mg a day, at most {number + 4}0 mg." for number in range(PAGES)]
    assert all(dropped(document, page + 1) == ["Care of swollen ankles"] for page in range(PAGES))


@pytest.mark.parametrize(
    "row", ["Give 40 mg of furolide.", "Take one tablet with food.", "Potassium below 3.0 mmol/L"]
)
def test_an_amount_is_text_even_if_it_repeats(tmp_path: Path, row: str) -> None:
    document = read(tmp_path, pages(70, lambda _: [(72, row)]))
    assert document.text.count(row) == PAGES


def test_a_recommendation_at_the_top_of_a_page_keeps_its_number(tmp_path: Path) -> None:
    data = pages(
        70, lambda number: [(40, f"1.{number + 1}.7"), (72, f"Raise the legs of group {'ABCDE'[number]}.")]
    )
    found = [text for text in sentences(read(tmp_path, data)) if "Raise" in text]
    assert found == [f"1.{number + 1}.7 Raise the legs of group {'ABCDE'[number]}." for number in range(PAGES)]


def test_a_row_of_which_one_part_is_text_is_kept_whole(tmp_path: Path) -> None:
    data = pages(70, lambda number: [(72, "Remember"), (300, TEXTS[number - 1].removesuffix("."))])
    document = read(tmp_path, data)
    assert document.text.count("Remember") == PAGES


@pytest.mark.parametrize("at", [70, HEIGHT - 40])
@pytest.mark.parametrize(
    "count", ["{}", "Page {} of 40", "{} | Ankles", "Ankles, a guide {}", "- {} -", "Chapter 4, page {}"]
)
def test_what_counts_the_pages_is_left_out_and_listed(tmp_path: Path, at: float, count: str) -> None:
    document = read(tmp_path, pages(at, lambda number: [(72, count.format(number + 17))]))
    assert all(count.format(number + 17) not in document.text for number in range(PAGES))
    for number in range(PAGES):
        assert Dropped(number + 1, count.format(number + 17), "page furniture") in document.dropped


def test_numbers_that_do_not_count_the_pages_are_text(tmp_path: Path) -> None:
    numbers = (3, 1, 8, 2, 5)
    document = read(tmp_path, pages(70, lambda number: [(72, f"Ward {numbers[number]} is closed")]))
    assert all(f"Ward {number} is closed" in document.text for number in numbers)


def test_sideways_text_is_listed(tmp_path: Path) -> None:
    def paint(canvas: Canvas) -> None:
        column(canvas, TEXTS)
        canvas.rotate(90)
        canvas.drawString(300, -30, "Draft of the ward")

    assert read(tmp_path, made(paint)).dropped == (Dropped(1, "Draft of the ward", "sideways or slanted text"),)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Adults: 10 mg", True),
        ("400\u00b5g twice daily", True),
        ("Take half a tablet", True),
        ("1.1.7", True),
        ("Recommendation 4", True),
        ("5-day course", True),
        ("over 65 years", True),
        ("12 % of people", True),
        ("Page 3 of 20", False),
        ("Vol. 12, No. 3, 2021", False),
        ("A guide to ankles", False),
        ("3. Methods", False),
    ],
)
def test_vital_texts(text: str, expected: bool) -> None:
    assert is_vital(text) is expected


@given(
    st.integers(0, 10**6), st.sampled_from(["mg", "ml", "\u00b5g", "mmol/L", "tablets", "weeks", "%"]), st.text()
)
def test_an_amount_is_vital_in_any_context(number: int, unit: str, around: str) -> None:
    assert is_vital(f"{around} {number} {unit} {around}")


def numbered(at: float, numbers: Sequence[int]) -> bytes:
    """A PDF whose pages have text, then a wide gap and a number alone, as LaTeX sets it."""

    def painter(page: int) -> Callable[[Canvas], None]:
        def paint(canvas: Canvas) -> None:
            column(canvas, ["Rest is as good for the ankles as any drug, and says so again and again"] * 40, y=100)
            column(canvas, [str(numbers[page])], x=300, y=at)

        return paint

    return made(*(painter(page) for page in range(len(numbers))))


def test_a_number_that_counts_the_pages_far_from_the_edge_is_left_out(tmp_path: Path) -> None:
    document = read(tmp_path, numbered(0.85 * HEIGHT, (7, 8, 9)))
    assert [(text.page, text.text) for text in document.dropped] == [(1, "7"), (2, "8"), (3, "9")]
    assert not any(number in document.text for number in "789")


def test_a_number_far_from_the_edge_that_does_not_count_the_pages_is_text(tmp_path: Path) -> None:
    document = read(tmp_path, numbered(0.85 * HEIGHT, (7, 3, 5)))
    assert document.dropped == ()
    assert all(number in document.text for number in "735")
