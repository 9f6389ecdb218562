import csv
import io
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eval.errors import DataError
from eval.judging.judgements import Judgement
from eval.judging.sheet import RunFile, Sheet, ShownCase, ShownOutcome, ShownQuote, make_sheet
from eval.judging.spreadsheet import COLUMNS, read_spreadsheet, write_spreadsheet
from judged_runs import answer, silence, write_run

Cells = list[dict[str, str]]


def rows_of(path: Path) -> Cells:
    return list(csv.DictReader(io.StringIO(path.read_bytes().decode("utf-8-sig"), newline="")))


def write_rows(path: Path, rows: Cells, delimiter: str = ",", encoding: str = "utf-8") -> Path:
    text = io.StringIO(newline="")
    writer = csv.DictWriter(text, list(rows[0]), delimiter=delimiter)
    writer.writeheader()
    writer.writerows(rows)
    path.write_bytes(text.getvalue().encode(encoding))
    return path


@pytest.fixture
def rows(tmp_path: Path) -> Cells:
    outcomes = (answer("q", "one", "two"), silence("r"))
    sheet, _ = make_sheet([RunFile.read(write_run(tmp_path / "run.json", *outcomes))])
    write_spreadsheet(sheet, tmp_path / "sheet.csv")
    return sorted(rows_of(tmp_path / "sheet.csv"), key=lambda row: row["part"], reverse=True)


def test_there_is_a_row_for_each_silence_quote_and_answer(rows: Cells) -> None:
    assert [row["part"] for row in rows] == ["silence", "quote 2", "quote 1", "answer"]
    assert tuple(rows[0]) == COLUMNS
    assert rows[0]["text"] == "The documents do not answer this."
    assert rows[0]["choose from"] == "Rightly silent / Should have answered / Cannot judge"
    assert [row["text"] for row in rows[1:3]] == ["two", "one"]


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig"])
def test_what_was_filled_in_is_read_back(rows: Cells, tmp_path: Path, delimiter: str, encoding: str) -> None:
    for row, label in zip(rows, ("should have answered", "Beside the point", "1", " PARTLY "), strict=True):
        row["judgement"] = label
    rows[3]["note"] = "dose; missing,\nréally"
    read = read_spreadsheet(write_rows(tmp_path / "ada.csv", rows, delimiter, encoding))
    assert read.judge == "ada"
    assert read.sheet == rows[0]["sheet"]
    assert set(read.judgements) == {
        Judgement(outcome=rows[0]["outcome"], label="should-have-answered"),
        Judgement(
            outcome=rows[3]["outcome"],
            label="partly",
            quotes=("supports", "beside-the-point"),
            note="dose; missing,\nréally",
        ),
    }


def test_rows_that_are_not_filled_in_are_missing(rows: Cells, tmp_path: Path) -> None:
    rows[2]["judgement"] = "contradicts"
    rows[0]["judge"] = "Ada"
    read = read_spreadsheet(write_rows(tmp_path / "a.csv", rows))
    assert read.judge == "Ada"
    assert read.judgements == (Judgement(outcome=rows[3]["outcome"], quotes=("contradicts", None)),)


def test_what_cannot_be_read_says_where_and_why(rows: Cells, tmp_path: Path) -> None:
    def broken(number: int, **cells: str) -> Cells:
        return [{**row, **cells} if place == number else dict(row) for place, row in enumerate(rows)]

    for number, (changed, problem) in enumerate(
        (
            (broken(3, judgement="good"), r"line 5: 'good' is no label of it: use one of Right / Partly"),
            (broken(0, judgement="right"), r"line 2: 'right' is no label of it: use one of Rightly silent"),
            (broken(1, part="quote two", judgement="1"), r"line 3: 'quote two' is no part"),
            (broken(0, sheet="other"), "exactly one sheet"),
            ([{**row, "judge": row["part"]} for row in rows], "several judges"),
            ([{**row, "note": "x"} for row in rows[:2]], "lacks a row or has one twice"),
            ([{"outcome": "q"}], "lacks the column 'sheet'"),
        )
    ):
        path = write_rows(tmp_path / f"{number}.csv", changed)
        with pytest.raises(DataError, match=problem):
            read_spreadsheet(path)
    with pytest.raises(DataError, match="CSV UTF-8"):
        read_spreadsheet(write_rows(tmp_path / "latin.csv", broken(0, note="é"), encoding="latin-1"))
    long = write_rows(tmp_path / "long.csv", broken(0, note="x" * 200_000))
    with pytest.raises(DataError, match="is damaged"):
        read_spreadsheet(long)


@given(st.text(st.sampled_from(" =+-@\t\r\nax\"',;")), st.text(st.characters(exclude_categories=["Cs"])))
def test_no_cell_begins_as_a_formula_does(tmp_path_factory: pytest.TempPathFactory, start: str, text: str) -> None:
    path = tmp_path_factory.mktemp("cells") / "sheet.csv"
    outcome = ShownOutcome("q-a", True, None, (ShownQuote(start + text, start, start),), None)
    case = ShownCase(start + text, (), None, None, (), (outcome,))
    write_spreadsheet(Sheet("s", "=judge", (case,)), path)
    assert path.read_bytes().startswith(b"\xef\xbb\xbf")
    for row in rows_of(path):
        assert not any(cell.strip(" ").startswith(("=", "+", "-", "@", "\t", "\r")) for cell in row.values())
        assert row["question"].removeprefix("'") == (start + text).removeprefix("'")
