"""Tables over a page break: rows and merged labels that the break divides."""

from collections.abc import Sequence
from itertools import count

from hypothesis import given
from hypothesis import strategies as st

from corpus.readers.pdf.page import Line
from corpus.readers.pdf.tables import Table, TableRow
from corpus.readers.pdf.tables.page_breaks import rejoined

HEAD = ("Drug", "Who", "Dose")
Rows = Sequence[Sequence[str]]
CELLS = st.sampled_from(["", "years", "Adults", "5 mg"])
ROWS = st.lists(st.tuples(CELLS, CELLS, CELLS).filter(any), min_size=1, max_size=4)


def table(page: int, rows: Rows, head: Sequence[str] = HEAD, *, grouped: bool = False) -> Table:
    heights = count(100, 12)

    def cells(texts: Sequence[str]) -> tuple[tuple[Line, ...], ...]:
        y = float(next(heights))
        return tuple(
            (Line(text, bytes(len(text)), 72.0 + 100 * at, 150.0 + 100 * at, y, 10.0, "Font", int(y), page),)
            if text
            else ()
            for at, text in enumerate(texts)
        )

    made = (TableRow(cells(head), header=True), *(TableRow(cells(row)) for row in rows))
    return Table(made, 72.0, 400.0, 90.0, 700.0, grouped)


def shown(tables: Sequence[Table]) -> list[list[str]]:
    return [
        [" | ".join(" ".join(line.text for line in cell) for cell in row.cells) for row in each.rows[1:]]
        for each in rejoined(tables)
    ]


def test_the_rest_of_a_row_goes_to_its_row() -> None:
    first = table(1, [("Abarol", "Children under", "5 mg")])
    after = table(2, [("", "twelve", ""), ("Colchin", "Adults", "9 mg")])
    assert shown([first, after]) == [["Abarol | Children under twelve | 5 mg"], ["Colchin | Adults | 9 mg"]]


def test_a_merged_label_is_said_with_its_rows_on_the_next_page() -> None:
    first = table(1, [("Abarol", "Children", "5 mg")])
    after = table(2, [("", "Adults", "9 mg"), ("", "Older people", "4 mg"), ("Colchin", "Adults", "9 mg")])
    assert shown([first, after])[1] == [
        "Abarol | Adults | 9 mg",
        "Abarol | Older people | 4 mg",
        "Colchin | Adults | 9 mg",
    ]


def test_a_table_of_another_header_or_of_the_same_page_stays_as_it_is() -> None:
    first = table(1, [("Abarol", "Children", "5 mg")])
    rows = [("", "Adults", "9 mg")]
    assert shown([first, table(2, rows, ("Drug", "Who", "Remarks"))])[1] == [" | Adults | 9 mg"]
    assert shown([first, table(1, rows)])[1] == [" | Adults | 9 mg"]


@given(ROWS, ROWS, st.booleans())
def test_no_text_is_lost_and_whole_rows_stay(before: Rows, after: Rows, grouped: bool) -> None:
    tables = [table(1, before), table(2, after, grouped=grouped)]
    written = [text for row in (*before, *after) for text in row if text]
    said = [text for rows in shown(tables) for row in rows for cell in row.split(" | ") for text in [cell] if text]
    assert all(" ".join(said).count(text) >= written.count(text) for text in {*written})
    assert shown(tables)[0][: len(before) - 1] == [" | ".join(row) for row in before][:-1]
