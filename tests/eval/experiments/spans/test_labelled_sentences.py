"""Answering sentences of data sets that mark answers in whole texts and in passages."""

import gzip
import json
from collections.abc import Iterable, Mapping
from pathlib import Path

from corpus.document import Span
from eval.data import half_of
from eval.experiments.spans import covid_sentences, reading_sentences

EVEN, ODD = (next(f"q{n}" for n in range(99) if half_of(f"q{n}") == half) for half in ("even", "odd"))


def write(path: Path, rows: Iterable[Mapping[str, object]]) -> None:
    path.write_bytes(gzip.compress("".join(f"{json.dumps(row)}\n" for row in rows).encode()))


def test_a_marked_text_gives_the_sentence_around_the_answer(tmp_path: Path) -> None:
    text = "Rest helps. People live 2–3 years with it. More rest."
    start = text.index("2–3")
    whole = text.index("More")
    write(tmp_path / "documents.jsonl.gz", [{"_id": "d", "text": text}])
    asked = {"text": "How long?", "doc_id": "d"}
    rows = [
        {**asked, "_id": EVEN, "answer": {"text": "2–3 years", "start": start, "end": start + 9}},
        {**asked, "_id": ODD, "answer": {"text": "More rest.", "start": whole, "end": len(text)}},
    ]
    write(tmp_path / "questions.jsonl.gz", rows)
    even, odd = (covid_sentences(tmp_path, half, 9) for half in ("even", "odd"))
    (sentence,) = even.sentences
    assert sentence.text == "People live 2–3 years with it."
    assert [span.of(sentence.text) for span in sentence.answers] == ["2–3 years"]
    assert (even.whole, odd.whole, odd.sentences) == (0, 1, ())


def test_a_passage_gives_the_sentence_with_most_answers(tmp_path: Path) -> None:
    passage = "Zinc helps. Use zinc or rest here."
    row = {
        "id": "a",
        "question": "What helps?",
        "passage": passage,
        "sentences": [[0, 11], [12, 34]],
        "answers": [{"start": 0, "end": 4}, {"start": 16, "end": 20}, {"start": 24, "end": 28}],
        "answerable": True,
        "meta": {"group": EVEN},
    }
    path = tmp_path / "set.jsonl.gz"
    write(path, [row, {**row, "id": "b", "question": "Who?", "answerable": False}])
    labels = reading_sentences(path, "even", 9)
    assert labels.name == "set"
    (sentence,) = labels.sentences
    assert sentence.answers == (Span(4, 8), Span(12, 16))
    assert reading_sentences(path, "odd", 9).sentences == ()
    assert len(reading_sentences(path, "even", 0).sentences) == 0
