"""docs/evaluation.md is followed as an evaluator follows it: its commands, in order, on an invented hospital."""

import csv
import re
import shlex
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from openpyxl import Workbook

from eval.commands import COMMANDS
from eval.report import read_result
from qa.commands import Exit
from repository import ROOT, TESTS
from shell import Run, shell

PAGE = (ROOT / "docs" / "evaluation.md").read_text(encoding="utf-8")
PATH = PAGE.split("## From a spreadsheet to a verdict")[1].split("\n## ")[0]
HOSPITAL = TESTS / "data" / "hospital"
ENDS = {"check": {Exit.DONE, Exit.MISSED, Exit.UNDECIDED}}


def commands(text: str) -> Iterator[tuple[dict[str, str], list[str]]]:
    """The commands of a page: their variables, and their words without `pincite`."""
    for block in re.findall(r"```console\n(.*?)```", text, re.DOTALL):
        for line in re.findall(r"^\$ (.*)", block, re.MULTILINE):
            words = shlex.split(line)
            at = words.index("pincite")
            yield dict(word.split("=", 1) for word in words[:at]), words[at + 1 :]


def write_table(path: Path) -> None:
    """The questions as an evaluator's workbook: a title above the header, and merged categories."""
    workbook = Workbook()
    sheet = workbook.active
    assert sheet is not None
    with (HOSPITAL / "questions.csv").open(encoding="utf-8", newline="") as stream:
        for row in (["Questions of the ward"], *csv.reader(stream)):
            sheet.append([cell or None for cell in row])
    for cells in ("A1:F1", "B3:B6", "B8:B10"):
        sheet.merge_cells(cells)
    workbook.save(path)


def accept_all(path: Path) -> None:
    with path.open(encoding="utf-8-sig", newline="") as stream:
        rows = [{**row, "accept": "yes" if row["matched"] else ""} for row in csv.DictReader(stream)]
    write_rows(path, rows)


def judge_all(sheet: Path, path: Path, judge: str) -> None:
    """Judgements as a judge saves them from a spreadsheet program; Ben finds one answer only partly right."""
    with sheet.open(encoding="utf-8-sig", newline="") as stream:
        rows = list(csv.DictReader(stream))
    for row in rows:
        row |= {"judge": judge, "judgement": row["choose from"].split(" / ")[0]}
    if judge == "Ben":
        next(row for row in rows if row["part"] == "answer")["judgement"] = "Partly"
    write_rows(path, rows)


def write_rows(path: Path, rows: list[dict[str, str]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.DictWriter(stream, list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)


@pytest.fixture(name="run")
def _run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """A shell in a folder with what the page says that the evaluator has."""
    monkeypatch.chdir(tmp_path)
    guidelines = tmp_path / "guidelines"
    guidelines.mkdir()
    for file in HOSPITAL.glob("*.[mh]*"):
        shutil.copy(file, guidelines)
    write_table(tmp_path / "questions.xlsx")
    aims = re.search(r"```yaml\n(.*?)```", PATH, re.DOTALL)
    assert aims is not None
    (tmp_path / "aims.yaml").write_text(aims[1], encoding="utf-8")
    return shell(tmp_path / "home", XDG_CACHE_HOME=str(tmp_path / "cache"))


def by_hand(words: list[str], folder: Path) -> list[str]:
    """What the evaluator and the judges do before a command; and the command, with tables for the judges."""
    if "--accepted" in words:
        accept_all(folder / "items.matches.csv")
    if "sheet" in words:
        return [*words, "--csv", "sheet.csv"]
    if "judgements" in words:
        for judge in ("Ada", "Ben"):
            judge_all(folder / "sheet.csv", folder / f"judgements-{judge.lower()}.csv", judge)
    return [re.sub(r"^(judgements-.*)\.json$", r"\1.csv", word) for word in words]


def test_the_path_of_the_page_leads_to_a_verdict(run: Run, tmp_path: Path) -> None:
    shown = {}
    for variables, words in commands(PATH):
        with pytest.MonkeyPatch.context() as environment:
            for name, value in variables.items():
                environment.setenv(name, value)
            done = run(*by_hand(words, tmp_path))
        assert done.exit_code in ENDS.get(words[1], {Exit.DONE}), (words, done.output)
        shown[" ".join(words)] = done.stdout
    assert len(shown) == 11
    assert "  confirmed " in shown["eval import questions.xlsx --out items.jsonl --accepted items.matches.csv"]
    first = read_result(tmp_path / "first.json")
    assert first.figure("Dose: answered").eligible == 4
    assert first.figure("Safety: answered").eligible == 3
    assert read_result(tmp_path / "rrf.json").provenance.configuration["fusion"] == "rrf"
    assert read_result(tmp_path / "people.json").figure("right, judged").eligible == 7
    page = (tmp_path / "report.html").read_text(encoding="utf-8")
    for part in ("Verdicts", "Is ibuprofen safe in velmarosis?", "What is different in rrf: 1 value"):
        assert part in page


def test_the_import_says_what_it_read_and_what_to_do_next(run: Run) -> None:
    assert run("ingest", "guidelines/").exit_code == Exit.DONE
    done = run("eval", "import", "questions.xlsx", "--out", "items.jsonl")
    assert done.stdout.startswith('read as sheet "Sheet": question C "Question", expected D "Expected passage"')
    assert "document unknown" in done.stdout
    assert "with --accepted items.matches.csv" in done.stderr


def test_the_page_names_every_command_and_only_options_that_exist(run: Run) -> None:
    table = PAGE.split("## All commands")[1]
    for command in COMMANDS:
        assert f"\n| `{command.__name__.replace('_', '-')}` |" in table
    known = "".join(run("eval", command.__name__.replace("_", "-"), "--help").stdout for command in COMMANDS)
    for option in set(re.findall(r"(?<![\w-])--[a-z][a-z-]+", PAGE)):
        assert option in known or option == "--help", option
