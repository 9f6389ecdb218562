"""Rows of tables come with the rows that name them."""

import pytest

from corpus.document import Document, Metadata
from corpus.text import DocumentBuilder, SentenceSplitter
from qa.selection.context.companions import companions

HEADER = ["Trial", "Arm", "n"]
ROWS = (
    HEADER,
    ["Adan 2001", "zorbine", "5"],
    ["", "placebo", "6"],
    ["Age", "Yes", "No"],
    ["over 50", "3", "2"],
    ["Zorbine only", "9", ""],
    ["versus placebo", "", "1.2"],
)


@pytest.fixture(scope="module")
def table() -> Document:
    builder = DocumentBuilder(SentenceSplitter())
    builder.title("Zorbitis")
    for row in ROWS:
        builder.table_row(row, header=row is HEADER)
    return builder.build(Metadata(id="z", title="Zorbitis"))


@pytest.mark.parametrize(
    ("row", "needed"),
    [
        (1, {0}),
        (2, {0, 1}),
        (3, {0}),
        (4, {0, 3}),
        (6, {0, 3, 5}),
    ],
)
def test_a_row_brings_its_header_and_the_rows_that_say_what_its_numbers_are(
    table: Document, row: int, needed: set[int]
) -> None:
    assert companions(table, row + 1) == {number + 1 for number in needed | {row}}


def test_rows_without_a_header_need_nothing() -> None:
    builder = DocumentBuilder(SentenceSplitter())
    builder.title("Zorbitis")
    builder.table_row(["Adan 2001", "5"])
    builder.table_row(["", "6"])
    assert companions(builder.build(Metadata(id="z", title="Zorbitis")), 2) == {2}


def test_the_footnotes_of_the_header_come_with_a_row() -> None:
    builder = DocumentBuilder(SentenceSplitter())
    builder.title("Zorbitis")
    builder.table_row(["Trial", "nᵃ"], header=True)
    builder.table_row(["Adan 2001", "5ᶜ"])
    builder.caption("ᵃ Half of them were ill.")
    builder.caption("ᶜ Uncertain.")
    assert companions(builder.build(Metadata(id="z", title="Zorbitis")), 2) == {1, 2, 3, 4}
