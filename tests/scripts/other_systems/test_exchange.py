"""The files between Pincite and another system, and the asking of a system."""

import json
import subprocess
from collections.abc import Sequence
from pathlib import Path

import pytest

from ask_system import answers
from exchange import (
    Asked,
    Quoted,
    Sentence,
    answer_row,
    read_questions,
    read_sentences,
    write_answers,
    write_sentences,
)
from repository import ROOT

ASKED = Asked("q1", "What lowers the fever?", None)


class Parrot:
    """A system that quotes each question back, and says nothing about articles."""

    name = "parrot 1.0"

    def answer(self, question: Asked) -> Sequence[Quoted]:
        return [] if question.document_id else [Quoted("zorbitis", question.text, 0.5)]


def items(folder: Path, *rows: dict[str, object]) -> Path:
    path = folder / f"items{len(list(folder.iterdir()))}.jsonl"
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return path


def test_sentences_are_read_as_they_were_written(tmp_path: Path) -> None:
    sentences = [
        Sentence("a", ("Zorbitis", "Treatment"), "Zorbine “lowers” the fever."),
        Sentence("b", (), "x\ty"),
    ]
    assert write_sentences(tmp_path / "new" / "sentences.jsonl", sentences) == 2
    assert read_sentences(tmp_path / "new" / "sentences.jsonl") == sentences


def test_a_sentence_is_indexed_under_its_headings() -> None:
    assert (
        Sentence("a", ("Zorbitis", "Treatment"), "Give zorbine.").in_context
        == "Zorbitis > Treatment\nGive zorbine."
    )
    assert Sentence("a", (), "Give zorbine.").in_context == "Give zorbine."


def test_a_follow_up_is_asked_after_the_earlier_questions(tmp_path: Path) -> None:
    path = items(
        tmp_path,
        {"id": "q1", "question": "And in children?", "thread": ["What is zorbitis?", "Who gets it?"], "gold": []},
        {"id": "q2", "question": "What lowers the fever?", "document_id": "zorbitis", "gold": "abstain"},
    )
    assert read_questions([path]) == [
        Asked("q1", "What is zorbitis? Who gets it? And in children?", None),
        Asked("q2", "What lowers the fever?", "zorbitis"),
    ]


def test_ids_must_differ_across_files(tmp_path: Path) -> None:
    paths = [items(tmp_path, {"id": "q1", "question": "Why?"}), items(tmp_path, {"id": "q1", "question": "How?"})]
    with pytest.raises(ValueError, match="q1"):
        read_questions(paths)


def test_an_answer_has_at_most_three_quotes_with_the_best_first() -> None:
    row = answer_row(ASKED, [Quoted("a", f"Sentence {n}.", 1 - n / 10) for n in range(5)], "parrot 1.0")
    assert row == {
        "id": "q1",
        "quotes": [{"document_id": "a", "text": f"Sentence {n}.", "score": 1 - n / 10} for n in range(3)],
        "confidence": 1.0,
        "run_id": "parrot 1.0",
    }


@pytest.mark.parametrize(("score", "confidence"), [(1.2, 1.0), (-0.1, 0.0), (0.25, 0.25), (None, None)])
def test_the_confidence_is_the_best_score_held_to_the_unit_interval(
    score: float | None, confidence: float | None
) -> None:
    assert answer_row(ASKED, [Quoted("a", "Give zorbine.", score)], "parrot 1.0")["confidence"] == confidence


def test_without_quotes_there_is_no_confidence() -> None:
    assert answer_row(ASKED, [], "parrot 1.0")["confidence"] is None


def test_every_question_gets_a_line_in_the_order_of_the_items(tmp_path: Path) -> None:
    asked = [ASKED, Asked("q2", "Why?", "zorbitis")]
    assert write_answers(tmp_path / "answers.jsonl", answers(Parrot(), asked)) == 2
    rows = [json.loads(line) for line in (tmp_path / "answers.jsonl").read_text(encoding="utf-8").splitlines()]
    assert [(row["id"], len(row["quotes"]), row["confidence"]) for row in rows] == [
        ("q1", 1, 0.5),
        ("q2", 0, None),
    ]


def test_the_command_without_a_system_says_how_it_is_used() -> None:
    done = subprocess.run([ROOT / "scripts/rivals"], capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert "scripts/rivals haystack|txtai --sentences SENTENCES" in done.stderr
