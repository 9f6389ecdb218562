"""The lines of a quote among the letters of a page."""

from hypothesis import given
from hypothesis import strategies as st

from corpus.readers.pdf.picture.quoted_lines import Glyph, Rect, letters, quoted_lines

WORDS = st.lists(st.text("abcdefg", min_size=1, max_size=8), min_size=1, max_size=12)


def page(*lines: str, step: float = 12) -> list[Glyph]:
    """Glyphs of lines of text, each 5 by 10, the lines below each other."""
    return [
        Glyph(character, Rect(5.0 * at, step * row, 5.0 * at + 5, step * row + 10))
        for row, line in enumerate(lines)
        for at, character in enumerate(line)
        if character != " "
    ]


def rows(boxes: list[Rect], step: float = 12) -> list[int]:
    return [round(box.y0 / step) for box in boxes]


def test_spaces_hyphens_ligatures_and_accents_may_differ() -> None:
    glyphs = page("The ﬁrst café- ", "teria is open 10² m.")
    assert rows(quoted_lines(glyphs, "The first cafeteria is open 10² m.")) == [0, 1]


def test_a_box_covers_only_what_is_quoted_of_a_line() -> None:
    (box,) = quoted_lines(page("Rest helps. Ice does not."), "Ice does not.")
    assert box == Rect(60.0, 0.0, 120.0, 10.0)


def test_the_cells_of_a_row_are_those_on_its_line() -> None:
    glyphs = page("Aone twice a day    5 mg", "Btwo three times    5 mg", "Cthree never at all 5 mg")
    assert set(rows(quoted_lines(glyphs, "Btwo three times | 5 mg"))) == {1}
    assert set(rows(quoted_lines(glyphs, "Aone twice a day | 5 mg\nCthree never at all | 5 mg"))) == {0, 2}


def test_a_text_whose_middle_is_elsewhere_is_found_in_parts() -> None:
    glyphs = page("The dose for children is", "a note between the lines", "half of the other dose.")
    boxes = quoted_lines(glyphs, "The dose for children is half of the other dose.")
    assert rows(boxes) == [0, 2]


@given(WORDS, WORDS, WORDS)
def test_a_sentence_of_a_page_is_found_where_it_stands(
    before: list[str], words: list[str], after: list[str]
) -> None:
    lines = [" ".join(part) for part in (before, words, after)]
    boxes = quoted_lines(page(*lines), lines[1], lines[0])
    joined = letters(lines[0]).count(letters(lines[1]))
    found = [glyph for glyph in page(*lines) if any(_covers(box, glyph.place) for box in boxes)]
    assert letters("".join(glyph.text for glyph in found)).count(letters(lines[1])) >= 1
    if not joined and letters("".join(lines)).find(letters(lines[1])) == len(letters(lines[0])):
        assert rows(boxes) == [1]


@given(st.lists(st.text(max_size=30), max_size=4), st.text(max_size=60), st.text(max_size=40))
def test_every_box_lies_on_letters_of_the_page(lines: list[str], quote: str, before: str) -> None:
    glyphs = page(*lines)
    for box in quoted_lines(glyphs, quote, before):
        assert any(_covers(box, glyph.place) for glyph in glyphs)


@given(st.text(max_size=40))
def test_letters_are_letters_and_digits(text: str) -> None:
    assert letters(text) == "" or letters(text).isalnum()
    assert letters(letters(text)) == letters(text)


def _covers(box: Rect, place: Rect) -> bool:
    return box.x0 <= place.x0 and place.x1 <= box.x1 and box.y0 <= place.y0 and place.y1 <= box.y1
