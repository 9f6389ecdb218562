"""Abbreviations that texts define."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa.answerability.abbreviations import abbreviations


@pytest.mark.parametrize(
    ("text", "short", "long"),
    [
        ("It is offered to men who have sex with men (MSM).", "MSM", "men who have sex with men"),
        ("Long-acting zorbicapavir (ZOR) is new.", "ZOR", "zorbicapavir"),
        ("ZOR (zorbicapavir) is new.", "ZOR", "zorbicapavir"),
        ("Use a nucleic-acid amplification test (NAAT).", "NAAT", "nucleic-acid amplification test"),
    ],
)
def test_a_short_form_beside_its_long_form_is_defined(text: str, short: str, long: str) -> None:
    assert (short, long) in abbreviations(text)


@pytest.mark.parametrize(
    "text", ["Take it twice (BID).", "Adults (women) are tested.", "WHO (see below) says so.", "(MSM)", ""]
)
def test_what_the_letters_do_not_fit_defines_nothing(text: str) -> None:
    assert abbreviations(text) == frozenset()


@given(st.text())
def test_any_text_is_taken(text: str) -> None:
    assert all(each.long in text for each in abbreviations(text))
