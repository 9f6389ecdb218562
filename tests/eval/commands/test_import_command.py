"""`pincite eval import` over the real engine, in this process and behind a socket."""

import csv
from pathlib import Path

import pytest
from openpyxl import Workbook

from eval.data import judged_items
from eval.report import read_result
from qa.commands import Exit
from serving import served_from
from shell import Run, shell
from tiny import QUESTIONS, SENTENCES, UNANSWERABLE, write_collection

TABLE = (
    ("Evaluation of the ward", "", "", "", "", ""),
    ("Nr", "Question", "Expected answer", "Guideline", "Type", "Notes"),
    ("1", QUESTIONS["q1"][0], SENTENCES["zorbitis"][1].replace("zorbitis", "ZORBITIS"), "Zorbitis", "cure", "a"),
    (
        "2",
        QUESTIONS["q2"][0],
        "Two weeks of rest is what cures most of the patients with quixosis",
        "",
        "cure",
        "",
    ),
    ("3", QUESTIONS["q3"][0], SENTENCES["snarkopathy"][1], "Boojumia", "cure", ""),
    ("4", UNANSWERABLE["u1"], "abstain", "", "outside", ""),
)


@pytest.fixture(name="run")
def _run(tmp_path: Path) -> Run:
    return shell(tmp_path / "own", XDG_CACHE_HOME=str(tmp_path))


@pytest.fixture(name="corpus")
def _corpus(tmp_path: Path) -> Path:
    return write_collection(tmp_path / "tiny") / "corpus.jsonl"


@pytest.fixture(name="table")
def _table(tmp_path: Path) -> Path:
    workbook = Workbook()
    sheet = workbook.active
    assert sheet is not None
    for row in TABLE:
        sheet.append(row)
    workbook.save(tmp_path / "table.xlsx")
    return tmp_path / "table.xlsx"


def test_a_workbook_becomes_items_that_can_be_judged(run: Run, table: Path, corpus: Path, tmp_path: Path) -> None:
    out = tmp_path / "items.jsonl"
    done = run("eval", "import", table, "--corpus", corpus, "--empty-is-silence", "--out", out)
    assert done.exit_code == Exit.DONE, done.stderr
    lines = done.stdout.splitlines()
    assert lines[0].startswith('read as sheet "Sheet": question B "Question", expected C "Expected answer"')
    assert lines[1] == "columns not used: Notes"
    assert lines[2] == "4 questions, 3 expected passages; silence is right for 1 questions"
    assert lines[3:5] == [
        "  exact                  1",
        "  doubtful               2",
    ]
    assert "it is in snarkopathy: correct the document" in done.stdout
    assert lines[-1] == f"4 items in {out}, the report in {tmp_path / 'items.matches.csv'}"
    assert [item.id for item in judged_items(out)] == ["1", "2", "3", "4"]
    judged = run("eval", "judged", out, "--corpus", corpus, "--json", tmp_path / "judged.json")
    assert judged.exit_code == Exit.DONE, judged.stderr
    assert read_result(tmp_path / "judged.json").figure("first quote right").values == {"1": 1}


def test_accepted_candidates_become_places(run: Run, table: Path, corpus: Path, tmp_path: Path) -> None:
    out, report = tmp_path / "items.jsonl", tmp_path / "seen.csv"
    options = ("--corpus", corpus, "--empty-is-silence", "--doubtful", "drop", "--out", out, "--report", report)
    assert run("eval", "import", table, *options).exit_code == Exit.DONE
    assert [item.id for item in judged_items(out)] == ["1", "4"]
    with report.open(encoding="utf-8-sig", newline="") as stream:
        rows = [{**row, "accept": "x" if row["id"] == "2" else ""} for row in csv.DictReader(stream)]
    with report.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.DictWriter(stream, list(rows[0]), delimiter=";")
        writer.writeheader()
        writer.writerows(rows)
    done = run("eval", "import", table, *options, "--accepted", report)
    assert done.exit_code == Exit.DONE, done.stderr
    assert "  confirmed              1" in done.stdout
    assert [item.id for item in judged_items(out)] == ["1", "2", "4"]


def test_a_service_is_as_good_as_a_corpus(run: Run, table: Path, corpus: Path, tmp_path: Path) -> None:
    ours, theirs = tmp_path / "ours.jsonl", tmp_path / "theirs.jsonl"
    assert run("ingest", corpus).exit_code == Exit.DONE
    assert run("eval", "import", table, "--empty-is-silence", "--out", ours).exit_code == Exit.DONE
    with served_from(tmp_path / "home", corpus, model="hash") as base:
        done = run("eval", "import", table, "--url", base, "--empty-is-silence", "--out", theirs)
    assert done.exit_code == Exit.DONE, done.stderr
    assert ours.read_text() == theirs.read_text()


def test_every_cell_that_cannot_be_used_is_named_and_nothing_is_written(
    run: Run, corpus: Path, tmp_path: Path
) -> None:
    table, out = tmp_path / "table.csv", tmp_path / "items.jsonl"
    table.write_text("question;answer\n;a\nWhy?;\n" + "Who?;none\n" * 50, encoding="utf-8")
    done = run("eval", "import", table, "--corpus", corpus, "--out", out)
    assert done.exit_code == Exit.REFUSED
    lines = done.stderr.splitlines()
    assert lines[0].startswith('row 2, column A "question": is empty')
    assert lines[1].startswith('row 3, column B "answer": is empty: write the passage, or, if silence is right')
    assert lines[-2] == "and 12 more"
    assert lines[-1].endswith("52 cells cannot be imported: correct them and import the file again")
    assert not out.exists()


@pytest.mark.parametrize(
    ("out", "options", "complaint", "code"),
    [
        ("nowhere/items.jsonl", (), "create it first", Exit.USAGE),
        ("items.jsonl", ("--sheet", "Gold"), "name one of 'Sheet' with --sheet", Exit.REFUSED),
        ("items.jsonl", ("--question", "Frage"), 'no row has the columns "Frage"', Exit.REFUSED),
    ],
)
def test_wrong_options_are_explained_in_one_line(
    *, run: Run, table: Path, out: str, options: tuple[str, ...], complaint: str, code: Exit
) -> None:
    done = run("eval", "import", table, "--out", table.parent / out, *options)
    assert done.exit_code == code
    assert complaint in done.stderr
    assert len(done.stderr.splitlines()) == 1
