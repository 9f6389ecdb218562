import gzip
import json
from pathlib import Path

import pytest

from eval.errors import CalibrationError, DataError
from eval.fitting.made_questions import MADE
from eval.fitting.question_files import collect, read
from qa.engine import Engine


@pytest.fixture(scope="module")
def engine(samples: Engine) -> Engine:
    return samples


def lines(path: Path, texts: list[str]) -> Path:
    path.write_text("".join(f"{text}\n" for text in texts))
    return path


def test_both_kinds_are_drawn_to_the_same_number(engine: Engine, tmp_path: Path) -> None:
    made = collect(engine, None, None, limit=25, seed=0)
    assert len(made.answerable.questions) == len(made.unanswerable.questions) == 25
    assert [asked.id for asked in made.answerable.questions] == [asked.id for asked in made.unanswerable.questions]
    assert (made.answerable.source, made.unanswerable.source) == (MADE, MADE)
    given = lines(tmp_path / "asked.txt", [f"Question {number}?" for number in range(22)])
    mixed = collect(engine, given, None, limit=300, seed=0)
    assert len(mixed.answerable.questions) == len(mixed.unanswerable.questions) == 22
    assert (mixed.answerable.source, mixed.unanswerable.source) == ("asked.txt", MADE)
    assert mixed.sha256 == collect(engine, given, None, limit=300, seed=0).sha256 != made.sha256


def test_files_are_json_lines_or_plain_text_gzipped_or_not(tmp_path: Path) -> None:
    plain = lines(tmp_path / "a.txt", ["Why? ", "", "How?", "Why?"])
    assert [asked.text for asked in read(plain)] == ["Why?", "How?"]
    records = "".join(json.dumps({"_id": str(n), "text": text}) + "\n" for n, text in enumerate(["Why?", "How?"]))
    (tmp_path / "a.gz").write_bytes(gzip.compress(records.encode()))
    assert {(asked.id, asked.text) for asked in read(tmp_path / "a.gz")} == {("0", "Why?"), ("1", "How?")}


@pytest.mark.parametrize(("content", "complaint"), [("\n\n", "no questions"), ('{"_id": "1"}\n', "line 1: text")])
def test_a_file_without_questions_is_refused(tmp_path: Path, content: str, complaint: str) -> None:
    (tmp_path / "a.txt").write_text(content)
    with pytest.raises(DataError, match=complaint):
        read(tmp_path / "a.txt")


def test_too_few_or_contradicting_questions_are_refused(engine: Engine, tmp_path: Path) -> None:
    few = lines(tmp_path / "few.txt", [f"Question {number}?" for number in range(19)])
    many = lines(tmp_path / "many.txt", [f"Question {number}?" for number in range(18, 60)])
    with pytest.raises(CalibrationError, match=r"19 unanswerable questions \(few.txt\) .* --unanswerable FILE"):
        collect(engine, None, few, limit=300, seed=0)
    with pytest.raises(CalibrationError, match="1 questions are in both files"):
        collect(engine, many, few, limit=300, seed=0)
