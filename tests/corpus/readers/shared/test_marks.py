import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.readers.shared.marks import Piece, complete_marks, merge_marks, numbers_in
from corpus.text import Mark, plain


@pytest.mark.parametrize(
    ("pieces", "expected"),
    [
        (["a ", Mark("1", (1,)), " b"], ["a ", Mark("1", (1,)), " b"]),
        (["a [", Mark("1", (1,)), "]."], ["a ", Mark("[1]", (1,)), "."]),
        (["a (", Mark("1", (1,)), ", ", Mark("3", (3,)), ")"], ["a ", Mark("(1, 3)", (1, 3))]),
        (["a ", Mark("1", (1,)), "–", Mark("4", (4,))], ["a ", Mark("1–4", (1, 2, 3, 4))]),
        (["a ", Mark("4", (4,)), "-", Mark("1", (1,))], ["a ", Mark("4-1", (4, 1))]),
        (["a ", Mark("[1]", (1,)), Mark("[2]", (2,))], ["a ", Mark("[1][2]", (1, 2))]),
        (["a ", Mark("1", (1,)), " and ", Mark("2", (2,))], ["a ", Mark("1 and 2", (1, 2))]),
        ([Mark("Doe", (1,)), ", ", Mark("Roe", (2,))], [Mark("Doe", (1,)), ", ", Mark("Roe", (2,))]),
        (["(", Mark("Doe", (1,)), ")"], ["(", Mark("Doe", (1,)), ")"]),
        (["[", Mark("1", (1,)), " below]"], ["[", Mark("1", (1,)), " below]"]),
        (["", "a", "", "b"], ["ab"]),
        ([], []),
    ],
)
def test_adjacent_marks_are_merged(pieces: list[Piece], expected: list[Piece]) -> None:
    assert merge_marks(pieces) == expected


@pytest.mark.parametrize(
    ("written", "numbers"),
    [
        ("3", (3,)),
        ("[1, 3–5]", (1, 3, 4, 5)),
        ("(2; 4)", (2, 4)),
        ("9-7", (9, 7)),
        ("1-900", (1, 900)),
        ("3a", ()),
        ("", ()),
        ("Doe 2001", ()),
        ("2001", ()),
    ],
)
def test_the_numbers_of_a_marker(written: str, numbers: tuple[int, ...]) -> None:
    assert numbers_in(written) == numbers


PIECES = st.lists(
    st.one_of(
        st.sampled_from(["a", " ", ",", "-", "[", "]", "(", ")", ". "]),
        st.builds(lambda number: Mark(str(number), (number,)), st.integers(1, 30)),
    ),
    max_size=12,
)


@given(pieces=PIECES)
def test_merging_keeps_the_text_and_the_numbers(pieces: list[Piece]) -> None:
    run = merge_marks(pieces)
    assert plain(run).replace(" ", "") == plain(pieces).replace(" ", "")
    given_numbers = {number for piece in pieces if isinstance(piece, Mark) for number in piece.numbers}
    assert given_numbers <= {number for piece in run if isinstance(piece, Mark) for number in piece.numbers}


@pytest.mark.parametrize(
    ("pieces", "expected"),
    [
        (["as in ", Mark("[4]", (4,))], ["as in ", Mark("[4]", (4,), spoken=True)]),
        ([Mark("Doe 2001", (4,)), " found"], [Mark("Doe 2001", (4,), spoken=True), " found"]),
        (["word", Mark("4", (4,))], ["word", Mark("[4]", (4,))]),
        (["word ", Mark(" 4 ", (4,)), "."], ["word ", Mark("4", (4,)), "."]),
    ],
)
def test_marks_that_a_sentence_needs_are_spoken(pieces: list[Piece], expected: list[Piece]) -> None:
    assert list(complete_marks(pieces)) == expected


def test_the_length_of_a_mark_is_limited() -> None:
    marks = [piece for number in range(5000) for piece in (Mark(str(number), (number,)), ",")]

    pieces = merge_marks(marks)

    assert max(len(plain([piece])) for piece in pieces) < 1020
    assert [number for piece in pieces if isinstance(piece, Mark) for number in piece.numbers] == list(range(5000))
