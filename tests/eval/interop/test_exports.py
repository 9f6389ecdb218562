import json
from pathlib import Path
from typing import Any

import pytest

from eval.errors import DataError
from eval.interop import export
from eval.report import RecordedOutcome
from results import ANSWERED, judged_result

FIRST, SECOND = (quote.text for quote in ANSWERED.quotes)


def lines(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def test_ragas_gets_samples_of_a_single_turn(tmp_path: Path) -> None:
    assert export(judged_result(), "ragas", tmp_path / "out", run_id="r") == 2
    answered, silent = lines(tmp_path / "out")
    assert answered == {
        "user_input": "Does zorbine cure?",
        "retrieved_contexts": [FIRST, SECOND],
        "retrieved_context_ids": ["zorbitis", "quixosis"],
        "response": f"{FIRST} {SECOND}",
        "reference_contexts": [FIRST, "It does not."],
        "reference": f"{FIRST}\nIt does not.",
    }
    assert silent["response"] == "The documents contain no evidence."
    assert (silent["reference"], silent["reference_contexts"], silent["retrieved_contexts"]) == (
        "No answer.",
        [],
        [],
    )


def test_deepeval_gets_an_array_of_test_cases(tmp_path: Path) -> None:
    export(judged_result(), "deepeval", tmp_path / "out", run_id="r")
    answered, silent = json.loads((tmp_path / "out").read_text(encoding="utf-8"))
    assert answered == {
        "name": "q1",
        "input": "Does zorbine cure?",
        "actual_output": f"{FIRST} {SECOND}",
        "expected_output": f"{FIRST}\nIt does not.",
        "context": [FIRST, "It does not."],
        "retrieval_context": [FIRST, SECOND],
        "comments": "cure",
    }
    assert silent["actual_output"]


def test_trec_gets_sentences_that_cite_references_by_position(tmp_path: Path) -> None:
    export(judged_result(), "trec-rag", tmp_path / "out", run_id="pincite-1")
    answered, silent = lines(tmp_path / "out")
    assert answered == {
        "run_id": "pincite-1",
        "topic_id": "q1",
        "topic": "Does it cure?",
        "references": ["zorbitis", "quixosis"],
        "response_length": 14,
        "answer": [{"text": FIRST, "citations": [0]}, {"text": SECOND, "citations": [1]}],
    }
    assert (silent["references"], silent["answer"], silent["response_length"]) == ([], [], 0)


def test_plain_lines_have_whole_outcomes(tmp_path: Path) -> None:
    export(judged_result(), "jsonl", tmp_path / "out", run_id="r")
    first = lines(tmp_path / "out")[0]
    assert (first.pop("run"), first.pop("dataset")) == ("r", "items.jsonl")
    assert RecordedOutcome.model_validate_json(json.dumps(first)) == ANSWERED


def test_a_passage_keeps_what_no_document_is_named_before(tmp_path: Path) -> None:
    wanted = ("title: a (unreachable)", "(unreachable: no document is called 'x')")
    outcome = ANSWERED.model_copy(update={"wanted": wanted})
    judged = judged_result(outcome)
    for result, expected in (
        (judged, "a (unreachable)"),
        (judged.model_copy(update={"experiment": "quotes"}), wanted[0]),
    ):
        export(result, "ragas", tmp_path / "out", run_id="r")
        assert lines(tmp_path / "out")[0]["reference_contexts"] == [expected]


def test_a_result_without_answers_is_refused(tmp_path: Path) -> None:
    ranked = RecordedOutcome(id="q1", question="Why?", documents=("zorbitis",))
    with pytest.raises(DataError, match="has no answers to export"):
        export(judged_result(ranked), "ragas", tmp_path / "out", run_id="r")
    assert not (tmp_path / "out").exists()
