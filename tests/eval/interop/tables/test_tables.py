import csv
import io
from collections.abc import Mapping
from datetime import date, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook

from eval.errors import DataError
from eval.interop.tables import Role, TableProblems, TableRow, read_rows, read_sheet
from eval.interop.tables.columns import letter

HEADER = ("Question", "Expected passage", "Document")
Cell = str | float | bool | date | datetime | None
ROW = ("Does zorbine cure zorbitis?", "Zorbine cures zorbitis – “always”.", "Zorbitis")


def csv_text(*rows: tuple[str, ...], separator: str = ",") -> str:
    stream = io.StringIO(newline="")
    csv.writer(stream, delimiter=separator).writerows(rows)
    return stream.getvalue()


def write_workbook(path: Path, *rows: tuple[Cell, ...], title: str = "Gold") -> Path:
    workbook = Workbook()
    sheet = workbook.active
    assert sheet is not None
    sheet.title = title
    for row in rows:
        sheet.append(row)
    workbook.save(path)
    return path


def rows_in(
    path: Path, named: Mapping[Role, str] | None = None, *, empty_is_silence: bool = False
) -> tuple[TableRow, ...]:
    return read_rows(read_sheet(path, named=named), empty_is_silence=empty_is_silence)


@pytest.mark.parametrize(
    ("encoding", "named"),
    [
        ("utf-8", "UTF-8"),
        ("utf-8-sig", "UTF-8"),
        ("utf-16", "UTF-16"),
        ("utf-16-le", "UTF-16"),
        ("utf-16-be", "UTF-16"),
        ("cp1252", "Windows-1252"),
    ],
)
@pytest.mark.parametrize(
    ("separator", "kind"), [(",", "commas"), (";", "semicolons"), ("\t", "tabs"), ("|", "vertical bars")]
)
def test_encoding_and_separator_are_detected(
    tmp_path: Path, encoding: str, named: str, separator: str, kind: str
) -> None:
    path = tmp_path / "table.csv"
    path.write_bytes(csv_text(HEADER, ROW, separator=separator).encode(encoding))
    sheet = read_sheet(path)
    assert sheet.how == f"{named}, separated by {kind}"
    (row,) = read_rows(sheet)
    assert row == TableRow(2, "row-2", ROW[0], ((ROW[1],),), ROW[2])


def test_the_line_that_tells_excel_the_separator_is_no_row(tmp_path: Path) -> None:
    path = tmp_path / "table.csv"
    path.write_text("sep=;\r\n" + csv_text(HEADER, ROW, separator=";"), encoding="utf-8")
    assert [row.number for row in rows_in(path)] == [2]


@pytest.mark.parametrize(
    ("header", "roles"),
    [
        (("query", "answer"), {"question": 0, "expected": 1}),
        (("Gold", "PROMPT"), {"expected": 0, "question": 1}),
        (
            ("Type", "Guideline", "Question", "Reference"),
            {"category": 0, "document": 1, "question": 2, "expected": 3},
        ),
        (("Question ID", "Question", "Answer", "Passage"), {"id": 0, "question": 1, "expected": 3}),
        (
            ("thread", "question", "class", "source", "answerable", "quote"),
            {"thread": 0, "question": 1, "category": 2, "document": 3, "answerable": 4, "expected": 5},
        ),
    ],
)
def test_columns_are_recognised_by_usual_names_in_any_order(
    tmp_path: Path, header: tuple[str, ...], roles: dict[str, int]
) -> None:
    path = tmp_path / "table.csv"
    path.write_text(csv_text(header, tuple("x" for _ in header)), encoding="utf-8")
    assert read_sheet(path).columns.of == roles


def test_columns_are_named_by_heading_or_letter(tmp_path: Path) -> None:
    path = tmp_path / "table.csv"
    path.write_text(csv_text(("Frage", "Antwort", "Question"), ("a", "b", "c")), encoding="utf-8")
    (row,) = rows_in(path, {"question": "frage", "expected": "C"})
    assert (row.question, row.passages) == ("a", (("c",),))
    with pytest.raises(DataError, match='no row has the columns "Fragen"'):
        read_sheet(path, named={"question": "Fragen"})


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("", "no row names a column of questions"),
        ("Frage,Antwort\na,b\n", 'the first row has "Frage", "Antwort"'),
        ("question,query\na,b\n", r'the columns A "question" and B "query" may both be the question: name one'),
        ("question,notes\na,b\n", r"has no column of expected passages.*\(notes\)"),
        ("question,answer\n", "has no rows below its header"),
    ],
)
def test_a_table_that_cannot_be_understood_is_refused(tmp_path: Path, text: str, complaint: str) -> None:
    path = tmp_path / "table.csv"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(DataError, match=complaint):
        rows_in(path)


@pytest.mark.parametrize("content", [b"\x81\x8d,\x90", b"question,answer\n\x81,b\n"])
def test_bytes_in_no_known_encoding_are_refused(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "table.csv"
    path.write_bytes(content)
    with pytest.raises(DataError, match="UTF-8"):
        read_sheet(path)


def test_a_workbook_is_read_with_rows_above_the_header_and_empty_rows(tmp_path: Path) -> None:
    path = write_workbook(
        tmp_path / "table.xlsx",
        ("Questions of the ward", None, None),
        (),
        ("Id", "Question", "Passage", "Category", "Answerable"),
        (7, "Does zorbine cure?", "It cures.\nIt always cures.", "dose", True),
        (None, None, "  "),
        (8.0, "Who sings?", None, date(2026, 1, 2), False),
        (9.5, "When?", "Now | Then", datetime(2026, 1, 2, 3, 4), None),
    )
    assert rows_in(path) == (
        TableRow(4, "7", "Does zorbine cure?", (("It cures.", "It always cures."),), "", "dose"),
        TableRow(6, "8", "Who sings?", (), "", "2026-01-02"),
        TableRow(7, "9.5", "When?", (("Now",), ("Then",)), "", "2026-01-02T03:04:00"),
    )


def test_merged_cells_and_formulas_without_values_are_tolerated(tmp_path: Path) -> None:
    workbook = Workbook()
    sheet = workbook.active
    assert sheet is not None
    for row in (("Question", "Answer", "Document"), ("Why?", "So.", "Zorbitis"), ("How?", "Thus.", None)):
        sheet.append(row)
    sheet.append(("What?", '=CONCATENATE("a","b")', None))
    sheet.merge_cells("C2:C3")
    workbook.save(tmp_path / "table.xlsx")
    with pytest.raises(TableProblems) as refused:
        rows_in(tmp_path / "table.xlsx")
    (problem,) = refused.value.problems
    assert str(problem).startswith('row 4, column B "Answer": is empty: write the passage')
    assert "the value of a formula is only stored once a spreadsheet program has saved the file" in str(problem)
    rows = rows_in(tmp_path / "table.xlsx", empty_is_silence=True)
    assert [(row.document, row.abstain) for row in rows] == [("Zorbitis", False), ("Zorbitis", False), ("", True)]


def test_cells_merged_over_rows_hold_for_each_of_them_but_questions_and_headings_do_not(tmp_path: Path) -> None:
    workbook = Workbook()
    sheet = workbook.active
    assert sheet is not None
    sheet.append(("Questions of the ward", None, None))
    sheet.append(("Category", "Question", "Passage"))
    for row in (("dose", "Why?", "So."), (None, "How?", None), (None, None, None), (None, "Who?", "They.")):
        sheet.append(row)
    for cells in ("A1:C1", "A3:A5", "C3:C4", "B6:B7"):
        sheet.merge_cells(cells)
    sheet["C7"] = "Others."
    workbook.save(tmp_path / "table.xlsx")
    with pytest.raises(TableProblems) as refused:
        rows_in(tmp_path / "table.xlsx")
    assert [str(problem)[:37] for problem in refused.value.problems] == ['row 7, column B "Question": is empty:']
    sheet["C7"] = None
    workbook.save(tmp_path / "table.xlsx")
    rows = rows_in(tmp_path / "table.xlsx")
    assert [(row.number, row.category, row.passages) for row in rows] == [
        (3, "dose", (("So.",),)),
        (4, "dose", (("So.",),)),
        (6, "", (("They.",),)),
    ]


def test_the_first_sheet_that_is_shown_is_read_unless_one_is_named(tmp_path: Path) -> None:
    workbook = Workbook()
    hidden = workbook.active
    assert hidden is not None
    hidden.title, hidden.sheet_state = "Lists", "hidden"
    for title in ("Gold", "Old"):
        sheet = workbook.create_sheet(title)
        sheet.append(("Question", "Answer"))
        sheet.append((f"{title}?", "Yes."))
    workbook.save(tmp_path / "table.xlsx")
    for named, expected in ((None, "Gold?"), ("old", "Old?")):
        assert read_rows(read_sheet(tmp_path / "table.xlsx", sheet=named))[0].question == expected
    with pytest.raises(DataError, match="name one of 'Lists', 'Gold', 'Old' with --sheet"):
        read_sheet(tmp_path / "table.xlsx", sheet="New")
    with pytest.raises(DataError, match="no row names a column of questions"):
        read_sheet(tmp_path / "table.xlsx", sheet="Lists")


@pytest.mark.parametrize(
    ("name", "content", "complaint"),
    [
        ("table.xlsx", b"no workbook", "is not a workbook that can be read"),
        ("table.xls", b"", r"\.xls files are not read: save the table as \.xlsx or \.csv"),
        ("table.ods", b"", "save the table as"),
    ],
)
def test_other_files_are_refused_with_a_remedy(tmp_path: Path, name: str, content: bytes, complaint: str) -> None:
    (tmp_path / name).write_bytes(content)
    with pytest.raises(DataError, match=complaint):
        read_sheet(tmp_path / name)
    with pytest.raises(DataError, match=r"cannot be read|are not read"):
        read_sheet(tmp_path / "nowhere" / name)


def test_a_cell_that_is_too_long_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("eval.interop.tables.delimited.LONGEST_CELL", 10)
    (tmp_path / "table.csv").write_text(csv_text(HEADER, ROW), encoding="utf-8")
    with pytest.raises(DataError, match=r"cannot be read as CSV .*: save it again as CSV in UTF-8"):
        read_sheet(tmp_path / "table.csv")


def test_a_sheet_of_a_csv_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "table.csv").write_text(csv_text(HEADER, ROW), encoding="utf-8")
    with pytest.raises(DataError, match="leave --sheet out"):
        read_sheet(tmp_path / "table.csv", sheet="Gold")


def test_all_problems_are_reported_together_with_row_column_and_remedy(tmp_path: Path) -> None:
    path = tmp_path / "table.csv"
    rows = (
        ("id", "question", "answer", "answerable"),
        ("1", "", "It cures.", ""),
        ("1", "Why?", "", ""),
        ("3", "How?", "none", "yes"),
        ("4", "Who?", "Somebody.", "no"),
        ("5", "Where?", "There.", "perhaps"),
        ("6", "x" * 5000, "#REF!", ""),
        ("7", "Fine?", "Fine.", "Yes"),
    )
    path.write_text(csv_text(*rows), encoding="utf-8")
    with pytest.raises(TableProblems, match="8 cells cannot be imported") as refused:
        rows_in(path)
    wanted = (
        (2, 'B "question"', "is empty: write the question"),
        (3, 'A "id"', "'1' is also the id of row 2: give each its own"),
        (3, 'C "answer"', "is empty: write the passage"),
        (4, 'C "answer"', "says 'none': write the passage, or mark the question as not answerable"),
        (5, 'C "answer"', "has a passage, but the question is marked as not answerable: correct one"),
        (6, 'D "answerable"', "says 'perhaps': write yes or no"),
        (7, 'C "answer"', "has the error #REF!: correct the formula"),
        (7, 'B "question"', "has 5000 characters: at most"),
    )
    for problem, (row, column, words) in zip(refused.value.problems, wanted, strict=True):
        assert str(problem).startswith(f"row {row}, column {column}: {words}")


@pytest.mark.parametrize("word", ["", "abstain", "None", "NO ANSWER", "n/a", "unanswerable", "-"])
def test_silence_is_expected_only_where_that_is_said(tmp_path: Path, word: str) -> None:
    path = tmp_path / "table.csv"
    path.write_text(csv_text(("question", "answer"), ("Why?", word)), encoding="utf-8")
    with pytest.raises(TableProblems, match="1 cells"):
        rows_in(path)
    assert rows_in(path, empty_is_silence=True)[0].abstain
    path.write_text(csv_text(("question", "answer", "answerable"), ("Why?", word, "No")), encoding="utf-8")
    assert rows_in(path)[0].abstain


def test_earlier_questions_are_parted_by_lines_or_bars(tmp_path: Path) -> None:
    path = tmp_path / "table.csv"
    path.write_text(csv_text(("thread", "question", "answer"), ("A?\nB? | C?", "D?", "E.")), encoding="utf-8")
    assert rows_in(path)[0].thread == ("A?", "B?", "C?")


@pytest.mark.parametrize(("column", "expected"), [(0, "A"), (25, "Z"), (26, "AA"), (51, "AZ"), (52, "BA")])
def test_columns_have_the_letters_of_spreadsheets(column: int, expected: str) -> None:
    assert letter(column) == expected


WORD = st.text("abcdefgäß“”’–ﬁ ,;\t\"'0123456789", min_size=1, max_size=30).map(lambda text: f"q{text}q".strip())


@given(
    rows=st.lists(st.tuples(WORD, st.lists(WORD, min_size=1, max_size=3), WORD), min_size=1, max_size=8),
    separator=st.sampled_from([",", ";", "\t"]),
    encoding=st.sampled_from(["utf-8", "utf-8-sig", "utf-16"]),
    order=st.permutations(range(3)),
)
def test_a_table_that_passes_through_csv_has_the_same_rows(
    tmp_path_factory: pytest.TempPathFactory,
    rows: list[tuple[str, list[str], str]],
    separator: str,
    encoding: str,
    order: list[int],
) -> None:
    folder = tmp_path_factory.mktemp("tables")
    table = [("Question", "Answer", "Category"), *((q, " | ".join(parts), c) for q, parts, c in rows)]
    shuffled = [tuple(row[column] for column in order) for row in table]
    (folder / "t.csv").write_bytes(csv_text(*shuffled, separator=separator).encode(encoding))
    write_workbook(folder / "t.xlsx", *table)
    assert rows_in(folder / "t.csv") == rows_in(folder / "t.xlsx")
    assert len(rows_in(folder / "t.csv")) == len(rows)
