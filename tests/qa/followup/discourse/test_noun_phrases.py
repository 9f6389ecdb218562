"""What a question asks for, in its own words."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa.followup.discourse.noun_phrases import asked_thing, phrase_with, remedies_in
from threads import thread


@pytest.mark.parametrize(
    ("question", "phrase"),
    [
        ("Which test confirms gout?", "the test that confirms gout"),
        ("Which drugs dissolve the clot?", "drugs that dissolve the clot"),
        ("which drugs are used for malaria", "drugs that are used for malaria"),
        ("What foods should I avoid with gout?", "foods that I should avoid with gout"),
        ("What pills do you give for gout?", "pills that you give for gout"),
        ("What surgery is there for gout?", "the surgery for gout"),
        ("What is given for severe malaria?", "what is given for severe malaria"),
        ("What do you give for severe malaria?", "what you give for severe malaria"),
        ("What is the best test for gout?", "the best test for gout"),
        ("What is the best time for a test?", None),
        ("What is gout?", None),
        ("What causes gout?", None),
        ("Which is better?", None),
        ("Which of these helps?", None),
        ("Which drug?", None),
        ("Which drug works?", None),
        ("Is gout rare?", None),
    ],
)
def test_what_a_question_asks_for(question: str, phrase: str | None) -> None:
    asked = asked_thing(question)
    assert (asked.phrase if asked else None) == phrase


def test_phrases_are_taken_up_by_their_noun() -> None:
    last = thread("Which drugs dissolve the clot?")
    drugs = phrase_with("drugs", last)
    assert drugs is not None
    assert (drugs.name, drugs.phrase) == ("drugs that dissolve the clot", True)
    assert phrase_with("foods", last) is None
    triggers = phrase_with(None, thread("what triggers gout"))
    assert triggers is not None
    assert triggers.name == "triggers of gout"
    assert phrase_with(None, thread()) is None


def test_remedies_without_a_name_are_taken_up_in_their_number() -> None:
    last = thread("Why do I have gout when I take pills daily?")
    pills = remedies_in(last, several=True)
    assert pills is not None
    assert pills.name == "the pills"
    assert remedies_in(last, several=False) is None
    assert remedies_in(thread(), several=True) is None


@given(st.text(max_size=100))
def test_any_question_is_read(text: str) -> None:
    asked = asked_thing(f"which {text}")
    assert asked is None or asked.phrase
