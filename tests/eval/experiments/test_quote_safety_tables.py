from pathlib import Path

import typer
from typer.testing import CliRunner

from eval.experiments.quote_safety import Entry, Half, Judged, Verdict, digest
from eval.experiments.quote_safety_tables import main, table


def judged(id_: str, half: Half, category: str, verdict: Verdict, sentences: int = 1) -> Judged:
    entry = Entry.model_validate(
        {"id": id_, "half": half, "document": "z", "at": (0, 1, digest(id_)), "category": category, "why": "it"}
    )
    return Judged(entry, verdict, sentences, int(sentences > 0))


def test_a_row_counts_the_right_ones_of_each_half() -> None:
    rows = list(
        table(
            "alone",
            [
                judged("a", "tune", "dose", Verdict.RIGHT, 3),
                judged("b", "tune", "dose", Verdict.WRONG),
                judged("c", "after", "plain", Verdict.RIGHT),
                judged("d", "report", "plain", Verdict.LOST, 0),
            ],
        )
    )
    assert rows[2:5] == [
        "| dose | 1 of 2 | 0 of 0 | 0 of 0 | 2.0 | 1.0 |",
        "| plain | 0 of 0 | 0 of 1 | 1 of 1 | 1.0 | 1.0 |",
        "| all | 1 of 2 | 0 of 1 | 1 of 1 | 1.7 | 1.0 |",
    ]
    assert rows[5] == "\ntoo long to quote: 0, no longer in the text: 1"


def test_the_command_lists_the_misses_of_a_half(tmp_path: Path) -> None:
    text = "It is given once."
    (tmp_path / "zorbitis.md").write_text(f"# Zorbitis\n\nZorbine lowers the fever. {text}\n", encoding="utf-8")
    entry = f"half: tune, at: [36, 53, {digest(text)}], category: plain, why: it"
    (tmp_path / "sentences.yaml").write_text(
        f"documents: {{zorbitis: {{version: {'a' * 64}, file: zorbitis.md}}}}\n"
        f"misleading: [{{id: lost-1, document: nowhere, {entry}}}]\n"
        f"alone: [{{id: leans-1, document: zorbitis, {entry}}}]\n",
        encoding="utf-8",
    )
    app = typer.Typer()
    app.command()(main)
    arguments = [str(tmp_path / "sentences.yaml"), "--data", str(tmp_path), "--misses", "tune"]
    done = CliRunner().invoke(app, arguments)
    assert done.exit_code == 0, done.output
    assert "1 documents; 1 have another text than when the sentences were marked" in done.stdout
    assert [line.split()[:2] for line in done.stdout.splitlines()[-2:]] == [
        ["lost", "lost-1"],
        ["wrong", "leans-1"],
    ]
