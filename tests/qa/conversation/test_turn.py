"""Turns: the same whether they are kept here or by the caller."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fakes import CONFIDENCE, SHA, a_quote, a_source
from qa.conversation.turn import Turn, UnknownTurn, past_turn, place_of, turn_of, turns_of
from qa.schema import MAX_INTERPRETED, MAX_QUESTION, Answer, Disclaimer, PastTurn, Question, Receipt


def an_answer(**fields: object) -> Answer:
    shared: dict[str, object] = {
        "answer_id": "1",
        "question": "why?",
        "interpreted_question": "why gout?",
        "confidence": CONFIDENCE,
        "generation": "g",
        "disclaimer": Disclaimer(id="d", version="1", text="t"),
        "quotes": (a_quote(1),),
        "sources": (a_source(),),
    }
    return Answer.model_validate(shared | fields)


def test_a_turn_holds_what_a_follow_up_may_refer_to() -> None:
    past = past_turn(Question(question="why?", document_id="d"), an_answer(topic="gout"))
    receipt = Receipt(document_id="d", version=SHA, byte_start=0, byte_end=5, sha256=SHA)
    assert turn_of(3, past) == Turn(3, "why?", "why gout?", "gout", "d", (receipt,))
    assert PastTurn.model_validate_json(past.model_dump_json()) == past


def test_an_interpretation_longer_than_a_history_takes_is_cut() -> None:
    long = an_answer(interpreted_question="x" * 20_000, topic="y" * 20_000)
    past = past_turn(Question(question="why?"), long)
    assert (past.interpreted_question, past.topic) == ("x" * MAX_INTERPRETED, "y" * MAX_QUESTION)


@given(st.lists(st.integers(1, 100), unique=True).map(sorted), st.integers(1, 101))
def test_a_question_comes_after_all_turns_or_in_the_place_of_one(numbers: list[int], replaces: int) -> None:
    turns = tuple(Turn(number, "q", "q") for number in numbers)
    assert place_of(Question(question="q"), turns) == (numbers[-1] + 1 if numbers else 1, turns)
    again = Question(question="q", conversation_id="c", replaces=replaces)
    if replaces not in numbers:
        with pytest.raises(UnknownTurn):
            place_of(again, turns)
        return
    number, before = place_of(again, turns)
    assert number == replaces
    assert [turn.number for turn in before] == numbers[: numbers.index(replaces)]


@given(st.lists(st.one_of(st.none(), st.integers(1, 100)), max_size=8))
def test_turns_count_on_from_the_one_before(numbers: list[int | None]) -> None:
    turns = turns_of(PastTurn(question="q", number=number) for number in numbers)
    before = 0
    for turn, number in zip(turns, numbers, strict=True):
        assert turn.number == number or (number is None and turn.number == before + 1)
        before = turn.number
