import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.document import Metadata
from corpus.text.boundaries.sentences import SentenceSplitter
from corpus.text.builder import DocumentBuilder
from corpus.text.canonical import clean
from corpus.text.citation_markers import MarkerStyle
from corpus.text.marked_text import Mark, RichText, compose, plain

SPLITTER = SentenceSplitter()
TEXTS = st.text(max_size=12)
MARKS = st.builds(Mark, TEXTS, st.tuples(st.integers(1, 99)))
RICH = st.lists(st.one_of(TEXTS, MARKS), max_size=8)


def sentences(rich: RichText, style: MarkerStyle = MarkerStyle.NONE) -> list[tuple[str, tuple[int, ...]]]:
    builder = DocumentBuilder(SPLITTER, style)
    builder.title("A title")
    builder.paragraph(rich)
    document = builder.build(Metadata("a", "A title"))
    return [(part.span.of(document.text), part.references) for part in document.sentences[1:]]


def test_a_mark_at_a_sentences_end_lies_outside_it_and_gives_its_numbers() -> None:
    rich: RichText = [
        "Riluzole helps.",
        Mark("³⁻⁵", (3, 4, 5)),
        "  Edaravone ",
        Mark("7", (7,)),
        " may not",
        Mark("", (8,)),
        ".",
    ]

    assert sentences(rich) == [("Riluzole helps.", (3, 4, 5)), ("Edaravone 7 may not", (7, 8))]


def test_a_mark_without_a_text_is_written_as_its_numbers() -> None:
    text, markers = compose(["as shown", Mark(" ", (2, 4)), "."])

    assert text == "as shown[2, 4]."
    assert [marker.span.of(text) for marker in markers] == ["[2, 4]"]


def test_what_is_written_like_a_marker_counts_beside_the_marks_but_not_within_them() -> None:
    rich: RichText = ["One [1] and two", Mark("[2]", (20,)), "."]

    assert sentences(rich, MarkerStyle.BRACKETS) == [("One [1] and two", (1, 20))]


def test_the_cells_of_a_row_keep_their_marks() -> None:
    builder = DocumentBuilder(SPLITTER)
    builder.title("A title")
    builder.table_row(["Drug", ["50 mg", Mark("[4]", (4,))], "daily"])
    document = builder.build(Metadata("a", "A title"))

    assert document.text.endswith("Drug | 50 mg[4] | daily")
    assert document.sentences[1].references == (4,)


def test_a_character_that_composes_with_a_mark_leaves_the_text_canonical() -> None:
    text, markers = compose(["e", Mark("\u0301", (1,)), "."])

    assert (text, markers) == ("é.", [])


@given(RICH)
@settings(max_examples=150)
def test_the_text_is_clean_and_the_markers_are_slices_of_it_in_order(rich: list[str | Mark]) -> None:
    text, markers = compose(rich)

    assert clean(text) == text == plain(rich)
    reached = 0
    for marker in markers:
        assert reached <= marker.span.start < marker.span.end <= len(text)
        reached = marker.span.end


@pytest.mark.parametrize("fence", ["\ufdd0", "\ufdd1", "\ufdd1\ufdd0"])
def test_delimiter_characters_are_dropped_from_text(fence: str) -> None:
    assert compose([f"a{fence}b", Mark(f"1{fence}", (1,))])[0] == "ab1"


def test_a_spoken_mark_is_never_cut_off_its_sentence() -> None:
    rich: RichText = [
        Mark("Doe (2020)", (1,), spoken=True),
        " saw that it helps, as in ",
        Mark("[2]", (2,), spoken=True),
        ". ",
        Mark("[3]", (3,)),
        " It harms.",
    ]

    assert sentences(rich) == [("Doe (2020) saw that it helps, as in [2].", (1, 2, 3)), ("It harms.", ())]
