"""Spellings: what one slip makes of a known word is found again, and real words are left alone."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qa.language.spelling import LONGEST, SHORTEST, Spellings

WORDS = ("anaphylactic", "unconscious", "seizure", "breathing", "overdose", "swallowed")


@pytest.fixture(name="spellings", scope="module")
def _spellings() -> Spellings:
    return Spellings.of(WORDS, kept=("overdoes", "breeding"))


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("seezure", "seizure"),
        ("siezure", "seizure"),
        ("seizuree", "seizure"),
        ("anafilactic", "anaphylactic"),
        ("unconcious", "unconscious"),
        ("swollowed", "swallowed"),
        ("breatthing", "breathing"),
        ("an unconcious man swolowed it", "an unconscious man swallowed it"),
    ],
)
def test_one_slip_is_mended(spellings: Spellings, typed: str, meant: str) -> None:
    assert spellings.mended(typed) == meant


@pytest.mark.parametrize("typed", ["overdoes", "breeding", "allowed", "breath", "seize", "conscious", ""])
def test_other_words_are_left_alone(spellings: Spellings, typed: str) -> None:
    assert spellings.mended(typed) == typed


@given(st.sampled_from(["seizure", "overdose", "unconscious"]), st.data())
def test_a_letter_left_out_or_changed_is_mended(word: str, data: st.DataObject) -> None:
    place = data.draw(st.integers(1, len(word) - 1))
    letter = data.draw(st.sampled_from(["", *"abdegilmnorstuvwz"]))
    assert Spellings.of(WORDS).mended(word[:place] + letter + word[place + 1 :]) == word


@settings(max_examples=40)
@given(st.text(max_size=200))
def test_mending_twice_changes_nothing_more(spellings: Spellings, text: str) -> None:
    once = spellings.mended(text)
    assert spellings.mended(once) == once


def test_words_too_short_or_too_long_are_not_read(spellings: Spellings) -> None:
    for length in (SHORTEST - 1, LONGEST + 1):
        assert spellings.mended("s" * length) == "s" * length


def test_of_two_words_that_fit_the_first_listed_is_taken() -> None:
    assert Spellings.of(("breath", "breathe")).mended("breeth") == "breath"
