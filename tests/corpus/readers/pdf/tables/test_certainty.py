"""Which rows of a table without borders are doubtful."""

from hypothesis import given
from hypothesis import strategies as st

from corpus.readers.pdf.page import Line
from corpus.readers.pdf.tables import Table, TableRow, with_doubts


def line(text: str, x: float, y: float) -> Line:
    return Line(text, bytes(len(text)), x, x + 5 * len(text), y, 10, "Serif", round(y), 1)


def cell(x: float, *places: tuple[str, float]) -> tuple[Line, ...]:
    return tuple(line(text, x, y) for text, y in places)


def table(*rows: TableRow, ruled: bool = False) -> Table:
    return Table(rows, 0, 400, 0, 400, ruled=ruled)


def doubtful(made: Table) -> list[int]:
    return [at for at, row in enumerate(with_doubts(made).rows) if row.doubtful]


HEAD = TableRow((cell(0, ("Drug", 0)), cell(100, ("Dose", 0))), header=True)


def rows(*tops: float, wrapped: tuple[int, ...] = ()) -> list[TableRow]:
    """Rows that begin at these heights, each of one line, or of two 12 points apart if `wrapped`."""
    return [
        TableRow(
            (cell(0, ("Aone", y)), cell(100, ("5 mg", y), *([("at night", y + 12)] if at in wrapped else [])))
        )
        for at, y in enumerate(tops)
    ]


def test_rows_are_certain_where_they_are_further_apart_than_the_lines_in_them() -> None:
    assert doubtful(table(HEAD, *rows(20, 50, 80, wrapped=(1,)))) == []


def test_rows_beside_lines_that_are_as_far_apart_are_doubtful_unless_ruled() -> None:
    made = rows(20, 32, 56, 68, wrapped=(1,))
    assert doubtful(table(HEAD, *made)) == [1, 2, 3]
    assert doubtful(table(HEAD, *made, ruled=True)) == []


def test_a_row_that_goes_on_without_a_label_is_doubtful_with_the_row_before() -> None:
    going_on = TableRow(((), cell(100, ("of the body weight", 80))))
    assert doubtful(table(HEAD, *rows(20, 50), going_on)) == [2, 3]


def test_text_in_another_column_is_doubtful() -> None:
    across = TableRow((cell(0, ("A name that reaches into the doses", 80)), cell(180, ("5", 80))))
    assert doubtful(table(HEAD, *rows(20, 50, 110), across)) == [4]


@given(st.lists(st.integers(1, 60), min_size=1, max_size=8), st.sets(st.integers(0, 7)))
def test_headers_and_ruled_tables_are_never_doubtful_and_cells_stay(steps: list[int], wrapped: set[int]) -> None:
    heights = [float(20 + sum(steps[:at])) for at in range(len(steps))]
    made = rows(*heights, wrapped=tuple(wrapped))
    assert doubtful(table(HEAD, *made, ruled=True)) == []
    found = with_doubts(table(HEAD, *made))
    assert not found.rows[0].doubtful
    assert [row.cells for row in found.rows] == [row.cells for row in (HEAD, *made)]
