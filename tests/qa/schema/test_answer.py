"""Outcomes that break a promise cannot be constructed."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from qa.schema.answer import Abstention, Answer, Quote

SHA = "0" * 64
QUOTE = {
    "n": 1,
    "text": "Zinc shortens colds.",
    "document_id": "colds",
    "version": SHA,
    "byte_start": 0,
    "byte_end": 20,
    "sha256": SHA,
    "references": [2],
    "score": 0.9,
    "links": {"reader": "/read/colds"},
}
REPETITION = {
    "document_id": "flu",
    "version": SHA,
    "byte_start": 5,
    "byte_end": 25,
    "sha256": SHA,
    "links": {"reader": "/read/flu"},
}
SOURCE = {
    "document_id": "colds",
    "title": "Colds",
    "kind": "article",
    "standing": "current",
    "references": [{"number": 2, "title": "A trial"}],
}
OUTCOME: dict[str, Any] = {
    "answer_id": "a",
    "question": "Does zinc help?",
    "interpreted_question": "Does zinc help?",
    "confidence": {"score": 0.9, "threshold": 0.5, "sure": 0.9, "calibration": "packaged"},
    "generation": "g",
    "disclaimer": {"id": "professional", "version": "1", "text": "Check the source."},
}
ANSWER = {**OUTCOME, "quotes": [QUOTE], "sources": [SOURCE]}
ABSTENTION = {**OUTCOME, "reason": "no_evidence", "message": "The corpus contains no evidence."}


def test_whole_outcomes_can_be_constructed_and_do_not_change() -> None:
    answer = Answer.model_validate(ANSWER)
    assert Abstention.model_validate(ABSTENTION).outcome == "abstention"
    with pytest.raises(ValidationError, match="frozen"):
        answer.question = "another"


@pytest.mark.parametrize(
    ("change", "complaint"),
    [
        ({"quotes": []}, "at least 1 item"),
        ({"sources": []}, "at least 1 item"),
        ({"disclaimer": None}, "disclaimer"),
        ({"disclaimer": {"id": "x", "version": "1", "text": ""}}, "at least 1 character"),
        ({"quotes": [{**QUOTE, "n": 2}]}, "numbered from 1"),
        ({"quotes": [{**QUOTE, "text": ""}]}, "at least 1 character"),
        ({"quotes": [{**QUOTE, "sha256": "short"}]}, "pattern"),
        ({"sources": [SOURCE, SOURCE]}, "listed twice"),
        ({"sources": [{**SOURCE, "document_id": "other"}]}, "quoted documents"),
        ({"sources": [SOURCE, {**SOURCE, "document_id": "other"}]}, "quoted documents"),
        ({"quotes": [{**QUOTE, "also": [REPETITION]}]}, "quoted documents"),
        ({"quotes": [{**QUOTE, "omitted_items": -1}]}, "greater than or equal"),
        ({"quotes": [{**QUOTE, "answer_span": {"byte_start": 5, "byte_end": 5}}]}, "must not be empty"),
        ({"quotes": [{**QUOTE, "answer_span": {"byte_start": 9, "byte_end": 21}}]}, "lie in its quote"),
        (
            {"quotes": [{**QUOTE, "byte_start": 4, "answer_span": {"byte_start": 3, "byte_end": 9}}]},
            "lie in its quote",
        ),
        (
            {"quotes": [{**QUOTE, "text": "Zinc for 2–3 d.", "answer_span": {"byte_start": 9, "byte_end": 11}}]},
            "cut a character",
        ),
        ({"sources": [{**SOURCE, "references": []}]}, r"cites references \[2\]"),
        ({"quotes": [{**QUOTE, "references": []}]}, r"lists \[2\]"),
        ({"sources": [{**SOURCE, "references": [{"number": 2}, {"number": 2}]}]}, "lists"),
        ({"generated_text": "Zinc is good."}, "Extra inputs"),
    ],
)
def test_an_answer_that_breaks_a_promise_is_refused(change: dict[str, Any], complaint: str) -> None:
    with pytest.raises(ValidationError, match=complaint):
        Answer.model_validate({**ANSWER, **change})


@given(before=st.text(max_size=9), marked=st.text(min_size=1, max_size=9), after=st.text(max_size=9))
def test_the_parts_around_an_answer_are_the_quote(before: str, marked: str, after: str) -> None:
    start = 7
    span_start = start + len(before.encode())
    quote = Quote.model_validate(
        {
            **QUOTE,
            "text": before + marked + after,
            "byte_start": start,
            "byte_end": start + len((before + marked + after).encode()),
            "answer_span": {"byte_start": span_start, "byte_end": span_start + len(marked.encode())},
        }
    )
    assert quote.around_answer == (before, marked, after)
    assert quote.model_copy(update={"answer_span": None}).around_answer == (quote.text, "", "")


def test_the_sources_of_repetitions_are_listed_without_references() -> None:
    quotes = [{**QUOTE, "also": [REPETITION], "omitted_items": 3}]
    other = {**SOURCE, "document_id": "flu", "references": []}
    answer = Answer.model_validate({**ANSWER, "quotes": quotes, "sources": [SOURCE, other]})
    assert [place.document_id for place in answer.quotes[0].also] == ["flu"]


@pytest.mark.parametrize(
    "change", [{"reason": "tired"}, {"message": ""}, {"disclaimer": None}, {"quotes": [QUOTE]}]
)
def test_an_abstention_that_breaks_a_promise_is_refused(change: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        Abstention.model_validate({**ABSTENTION, **change})
