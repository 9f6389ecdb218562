"""Writes the outcomes of a result in the forms that other tools of evaluation read."""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, Literal

from eval.errors import DataError
from eval.report import RecordedOutcome, RecordedQuote, Result

Form = Literal["ragas", "deepeval", "trec-rag", "jsonl"]
Record = dict[str, Any]
MOST_REFERENCES = 20
_UNREACHABLE = "(unreachable"
_SILENCE = "no answer"


def export(result: Result, form: Form, path: Path, *, run_id: str) -> int:
    """Writes a record for each question that was asked, and returns their number.

    `deepeval` is a JSON array, the others are JSON Lines. Raises DataError for a result without answers, such as
    one of a retrieval experiment.
    """
    asked = [outcome for outcome in result.outcomes if outcome.outcome is not None]
    if not asked:
        raise DataError(path, f"{result.title} has no answers to export: export a result of answers")
    records = [_FORMS[form](result, outcome, run_id) for outcome in asked]
    lines = [json.dumps(record, ensure_ascii=False) for record in records]
    text = "[\n" + ",\n".join(lines) + "\n]\n" if form == "deepeval" else "".join(f"{line}\n" for line in lines)
    path.write_text(text, encoding="utf-8")
    return len(records)


def _ragas(result: Result, outcome: RecordedOutcome, _run_id: str) -> Record:
    """A `SingleTurnSample` of Ragas, for `EvaluationDataset.from_jsonl`."""
    passages = list(_passages(result, outcome))
    return {
        "user_input": _question(outcome),
        "retrieved_contexts": [quote.text for quote in outcome.quotes],
        "retrieved_context_ids": [quote.document_id for quote in outcome.quotes],
        "response": _response(outcome),
        "reference_contexts": passages,
        "reference": _reference(outcome, passages),
    }


def _deepeval(result: Result, outcome: RecordedOutcome, _run_id: str) -> Record:
    """A test case of DeepEval, under the names that `EvaluationDataset.add_goldens_from_json_file` expects."""
    passages = list(_passages(result, outcome))
    return {
        "name": outcome.id,
        "input": _question(outcome),
        "actual_output": _response(outcome),
        "expected_output": _reference(outcome, passages),
        "context": passages,
        "retrieval_context": [quote.text for quote in outcome.quotes],
        "comments": outcome.category,
    }


def _trec_rag(_result: Result, outcome: RecordedOutcome, run_id: str) -> Record:
    """An answer in the form of the RAG track of TREC 2024: sentences that cite references by their position."""
    references = list(dict.fromkeys(name for quote in outcome.quotes for name in _cited(quote)))[:MOST_REFERENCES]
    at = {name: number for number, name in enumerate(references)}
    return {
        "run_id": run_id,
        "topic_id": outcome.id,
        "topic": outcome.question,
        "references": references,
        "response_length": sum(len(quote.text.split()) for quote in outcome.quotes),
        "answer": [
            {"text": quote.text, "citations": [at[name] for name in _cited(quote) if name in at]}
            for quote in outcome.quotes
        ],
    }


def _jsonl(result: Result, outcome: RecordedOutcome, run_id: str) -> Record:
    """The outcome as the result has it."""
    return {"run": run_id, "dataset": result.provenance.dataset, **outcome.model_dump(mode="json")}


_FORMS: Mapping[Form, Callable[[Result, RecordedOutcome, str], Record]] = {
    "ragas": _ragas,
    "deepeval": _deepeval,
    "trec-rag": _trec_rag,
    "jsonl": _jsonl,
}


def _question(outcome: RecordedOutcome) -> str:
    """The question as it was understood, so that a follow-up can be read by itself."""
    return (outcome.thread and outcome.interpreted_question) or outcome.question


def _response(outcome: RecordedOutcome) -> str:
    return " ".join(quote.text for quote in outcome.quotes) or outcome.message or ""


def _reference(outcome: RecordedOutcome, passages: Iterable[str]) -> str:
    """The right answer: the passages, or that none is right."""
    return "\n".join(passages) or ("No answer." if _SILENCE in outcome.wanted else "")


def _passages(result: Result, outcome: RecordedOutcome) -> Iterator[str]:
    """The passages that were wanted, without the ids of their documents, which judged outcomes put before them."""
    for line in outcome.wanted:
        if line != _SILENCE and not line.startswith(_UNREACHABLE):
            document, separator, passage = line.partition(": ")
            yield passage if result.experiment == "judged" and separator and document else line


def _cited(quote: RecordedQuote) -> tuple[str, ...]:
    """The documents that a quote is from, or that a sentence of another system cites."""
    return quote.cites or ((quote.document_id,) if quote.document_id else ())
