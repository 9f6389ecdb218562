"""What a caller may send: strict where JSON has the type, and a thread in one form only."""

from collections.abc import Iterator
from typing import Annotated, Any, get_args, get_origin

import pytest
from pydantic import BaseModel, ValidationError

from corpus.document import Kind
from qa.schema.question import MAX_HISTORY, MAX_INTERPRETED, MAX_QUESTION, PastTurn, Question
from qa.schema.search import SearchQuestion
from qa.schema.verification import Receipts

SHA = "0" * 64
RECEIPT = {"document_id": "d", "version": SHA, "byte_start": 0, "byte_end": 5, "sha256": SHA}


def places(
    model: type[BaseModel], path: tuple[str | int, ...] = ()
) -> Iterator[tuple[tuple[str | int, ...], type]]:
    """Every number and boolean of a body, with the path to it."""
    for name, field in model.model_fields.items():
        yield from _places(field.annotation, (*path, name))


def _places(annotation: Any, path: tuple[str | int, ...]) -> Iterator[tuple[tuple[str | int, ...], type]]:  # noqa: ANN401 - any type
    if annotation in (int, bool, float):
        yield path, annotation
    elif isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield from places(annotation, path)
    elif get_origin(annotation) is Annotated:
        yield from _places(get_args(annotation)[0], path)
    else:
        inside = (*path, 0) if get_origin(annotation) is tuple else path
        for part in get_args(annotation):
            yield from _places(part, inside)


def body_with(value: object, path: tuple[str | int, ...]) -> Any:  # noqa: ANN401 - any body
    """A body that holds nothing but the value, at that path; what else is missing does not matter."""
    for step in reversed(path):
        value = [value] if isinstance(step, int) else {step: value}
    return value


PLACES = [(model, path, kind) for model in (Question, SearchQuestion, Receipts) for path, kind in places(model)]


def test_the_numbers_and_booleans_of_all_bodies_are_found() -> None:
    found = {".".join(map(str, path)) for _, path, _ in PLACES}
    assert {"max_quotes", "store", "filters.year_from", "history.0.number", "history.0.quotes.0.byte_end"} <= found
    assert {"limit", "receipts.0.byte_start"} <= found


@pytest.mark.parametrize(("model", "path", "kind"), PLACES, ids=str)
def test_no_number_or_boolean_is_read_from_anything_else(
    model: type[BaseModel], path: tuple[str | int, ...], kind: type
) -> None:
    for value in ("5", "true", 5.0, [5], *((1, 0) if kind is bool else (True, False))):
        with pytest.raises(ValidationError) as refused:
            model.model_validate(body_with(value, path))
        assert path in [error["loc"] for error in refused.value.errors()], value


@pytest.mark.parametrize("value", [5, True, ["why?"], None, {"text": "why?"}])
def test_no_text_is_read_from_anything_else(value: object) -> None:
    with pytest.raises(ValidationError):
        Question.model_validate({"question": value})


def test_what_json_writes_as_text_is_still_read() -> None:
    asked = Question.model_validate(
        {"question": "why?", "audience": "patient", "filters": {"kind": ["guideline"], "documents": ["d"]}}
    )
    assert asked.filters.kind == (Kind.GUIDELINE,)
    assert asked == Question.model_validate_json(asked.model_dump_json())


def test_a_thread_comes_by_its_id_or_as_a_history() -> None:
    with pytest.raises(ValidationError, match="either the conversation_id of a stored thread or a history"):
        Question.model_validate({"question": "why?", "conversation_id": "c", "history": [{"question": "what?"}]})


@pytest.mark.parametrize(
    ("thread", "remedy"),
    [({}, "send its conversation_id too"), ({"history": [{"question": "what?"}]}, "leave out the replaced turn")],
)
def test_only_a_kept_turn_can_be_replaced(thread: dict[str, object], remedy: str) -> None:
    with pytest.raises(ValidationError, match=remedy):
        Question.model_validate({"question": "why?", "replaces": 1, **thread})


def test_a_history_has_an_end_and_an_order() -> None:
    turns = [{"question": "what?"}] * (MAX_HISTORY + 1)
    assert len(Question.model_validate({"question": "why?", "history": turns[1:]}).history) == MAX_HISTORY
    with pytest.raises(ValidationError, match=f"at most {MAX_HISTORY} items"):
        Question.model_validate({"question": "why?", "history": turns})
    for numbers in ((2, 1), (1, 1), (None, 1), (5, None, 6)):
        past = [{"question": "what?", "number": number} for number in numbers]
        with pytest.raises(ValidationError, match="oldest first"):
            Question.model_validate({"question": "why?", "history": past})


def test_the_longest_turn_that_can_be_kept_can_be_sent() -> None:
    longest = PastTurn.model_validate(
        {"question": "x" * MAX_QUESTION, "interpreted_question": "x" * MAX_INTERPRETED, "quotes": [RECEIPT] * 20}
    )
    assert Question(question="why?", history=(longest,)).history == (longest,)
