"""A question that needs nothing of its thread is searched for without greeting, thanks and slips."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from threads import understood


@pytest.mark.parametrize(
    ("asked", "meant"),
    [
        ("hi, what is gout?", "what is gout?"),
        ("Hello. What causes maleria?", "What causes malaria?"),
        ("What causes malaria? thanks", "What causes malaria?"),
        ("malara prevention", "malaria prevention"),
        ("treatmnet of gout", "treatment of gout"),
    ],
)
def test_courtesy_and_slips_are_left_out_and_this_is_said(asked: str, meant: str) -> None:
    reading = understood(asked)
    assert (reading.question, reading.bindings, reading.unresolved) == (meant, (), None)


@pytest.mark.parametrize(
    "asked", ["What is riluzole?", "botox for gout", "Is ALS rare?", "what if gout, like TA, can't be treated?"]
)
def test_right_words_known_or_not_stay(asked: str) -> None:
    assert understood(asked).question == asked


@settings(max_examples=50)
@given(st.text(min_size=1, max_size=60))
def test_some_question_is_left_of_every_one(asked: str) -> None:
    assert understood(asked).question or not asked
