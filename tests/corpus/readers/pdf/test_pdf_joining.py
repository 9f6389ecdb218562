"""Joining of lines, marker detection and parsing of references, each tested separately."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.readers.pdf.joining import BlockText, Vocabulary, join_lines
from corpus.readers.pdf.layout import Draft
from corpus.readers.pdf.marking import Marking
from corpus.readers.pdf.page import ITALIC, RAISED, Line
from corpus.readers.pdf.references import references
from corpus.text import Mark

NOTHING = Vocabulary(())


def line(text: str, flag: int = 0, page: int = 1, x0: float = 72) -> Line:
    return Line(text, bytes([flag]) * len(text), x0, x0 + 5 * len(text), 100, 10, "Body", 0, page)


def vocabulary(*texts: str) -> Vocabulary:
    return Vocabulary(line(text) for text in texts)


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        ("the treat-", "ment of fever", "the treatment of fever"),
        ("an evidence-", "informed choice", "an evidence-informed choice"),
        ("a self-", "reported sign", "a self-reported sign"),
        ("the bile-", "stained fluid", "the bile-stained fluid"),
        ("a bile-", "ment of it", "a bilement of it"),
        ("a p-", "value", "a p-value"),
        ("the COVID-", "19 year", "the COVID-19 year"),
        ("pre-", "and postnatal care", "pre- and postnatal care"),
        ("cost\u2013", "effectiveness", "cost\u2013effectiveness"),
        ("six months \u2013", "the mean", "six months \u2013 the mean"),
        ("soft\u00ad", "ware", "software"),
        ("and/", "or", "and/or"),
        ("at https://example.org/a/", "b.html today", "at https://example.org/a/b.html today"),
        ("at https://example.org.", "Then rest.", "at https://example.org. Then rest."),
        ("see (https://example.org/a)", "for more", "see (https://example.org/a) for more"),
        ("doi: 10.1234/j.", "mites.5", "doi: 10.1234/j.mites.5"),
        ("at https://example.org/a", "and more", "at https://example.org/a and more"),
        ("a plain", "line end", "a plain line end"),
    ],
)
def test_text_broken_at_a_line_end_is_joined(first: str, second: str, expected: str) -> None:
    words = vocabulary("the evidence is informed by bile", "other words")
    assert join_lines([line(first), line(second)], words).text == expected


def test_a_hyphen_is_removed_if_the_document_writes_the_word_without_it() -> None:
    assert (
        join_lines([line("a work-"), line("shop")], vocabulary("work in a shop", "the workshop")).text
        == "a workshop"
    )
    assert join_lines([line("a work-"), line("shop")], vocabulary("work in a work-shop")).text == "a work-shop"


def test_parts_of_broken_words_do_not_count_as_words() -> None:
    words = vocabulary("the cells are promi-", "nently asymmetric, and promi-", "nently so")
    assert join_lines([line("they are promi-"), line("nently set")], words).text == "they are prominently set"


def test_page_turns_are_recorded_in_the_text() -> None:
    text = join_lines([line("one", page=1), line("two", page=2), line("three", page=2)], NOTHING)
    assert (text.text, text.turns) == ("one two three", ((4, 2),))


@given(st.lists(st.text("ab-/. \u2013", min_size=1).map(str.strip).filter(bool), min_size=1))
def test_a_text_has_a_flag_for_each_character_and_keeps_every_letter(parts: list[str]) -> None:
    text = join_lines([line(part, ITALIC) for part in parts], NOTHING)
    assert len(text.text) == len(text.flags)
    assert [c for c in text.text if c in "ab"] == [c for part in parts for c in part if c in "ab"]


def flagged(*parts: tuple[str, int]) -> BlockText:
    return BlockText(
        "".join(text for text, _ in parts), b"".join(bytes([flag]) * len(text) for text, flag in parts)
    )


def test_the_marker_style_is_inferred_from_the_list() -> None:
    italic = flagged(("Rest is enough ", 0), ("(1, 2)", ITALIC), (". In 10 (5) of 20.", 0))
    marking = Marking([italic], {1, 2, 3})
    assert marking.way == "round"
    assert marking.rich(italic) == ["Rest is enough ", Mark("(1, 2)", (1, 2)), ". In 10 (5) of 20."]
    assert Marking([italic], set()).rich(italic) == italic.text


def test_a_superscript_is_a_marker_a_note_or_text() -> None:
    text = flagged(
        ("shown", 0),
        ("1,3\u20135", RAISED),
        (" in 10", 0),
        ("9", RAISED),
        (" cells", 0),
        ("a", RAISED),
        (" here", 0),
    )
    assert Marking([text], {1, 2, 3, 4, 5}).rich(text) == [
        "shown",
        Mark("\u00b9,\u00b3\u207b\u2075", (1, 3, 4, 5)),
        " in 10\u2079 cells",
        Mark("\u1d43", ()),
        " here",
    ]


def test_the_number_of_a_note_lies_outside_its_sentence() -> None:
    assert Marking([], set()).rich(BlockText("2 A note.", bytes(9)), note=True) == ["", Mark("2", ()), " A note."]


def test_brackets_in_a_row_are_one_marker() -> None:
    text = BlockText("As shown [2]\u2013[4], and so on.", bytes(28))
    assert Marking([text], set(range(1, 6))).rich(text) == [
        "As shown ",
        Mark("[2]\u2013[4]", (2, 3, 4)),
        ", and so on.",
    ]


def test_entries_without_numbers_are_found_by_their_hanging_indent() -> None:
    entries = [
        line("Amber AB. Mites. J Notes. 2019."),
        line("and more.", x0=86),
        line("Birch C. Fevers. Lowland. 2020."),
    ]
    found = references([Draft(entries)], NOTHING)
    assert [(entry.number, entry.title, entry.year) for entry in found] == [
        (1, "Mites", 2019),
        (2, "Fevers", 2020),
    ]


def test_a_publisher_is_the_container_and_the_day_of_access_no_year() -> None:
    text = "1. Fevers of the lowland. Lowville: Lowland Office; 2020 (https://example.org/f, accessed 1 May 2024)."
    (entry,) = references([Draft([line(text)])], NOTHING)
    assert (entry.title, entry.container, entry.year, entry.url) == (
        "Fevers of the lowland",
        "Lowville: Lowland Office",
        2020,
        "https://example.org/f",
    )


def test_an_entry_of_unknown_form_becomes_the_title() -> None:
    (entry,) = references([Draft([line("1. A register of mites")])], NOTHING)
    assert (entry.title, entry.container) == ("A register of mites", None)
