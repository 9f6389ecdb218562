"""Slips of the finger."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qa.followup.entities.spelling import Spelling
from qa.language import one_slip

SPELLING = Spelling({"migraine", "kidney", "stones", "sclerosis", "bronchial"}, {"riluzole", "power"}.__contains__)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("waht abuot migrain", "what about migraine"),
        ("treatmnet of kidny stnes", "treatment of kidney stones"),
        ("teh symtoms", "the symptoms"),
        ("Waht is it", "What is it"),
        ("does riluzole help", "does riluzole help"),
        ("IBS or DBS", "IBS or DBS"),
        ("migraine", "migraine"),
        ("zx", "zx"),
        ("xylophone", "xylophone"),
        ("kidny stones diet", "kidney stones diet"),
        ("bronchal spasm", "bronchial spasm"),
        ("Kidny Stones", "Kidney Stones"),
        ("waht whatt wht wich", "what what wht which"),
    ],
)
def test_a_slip_is_put_right_and_nothing_else(typed: str, meant: str) -> None:
    assert SPELLING.corrected(typed) == meant


@pytest.mark.parametrize(
    "asked",
    [
        "treatment of gout with wine, herbs, powder and a statin",
        "herpes simplex in a smoker",
        "lichen sclerosus",
        "dose for hae and adhd, tia or gerd",
        "what did Stonnes and Kinney find in Wate",
        "phage display",
        "bone broth",
    ],
)
def test_right_words_that_the_corpus_lacks_are_no_slips(asked: str) -> None:
    spelling = Spelling({"migraine", "kidney", "simple"}, {"power"}.__contains__)
    assert spelling.corrected(asked) == asked


def test_a_long_text_is_left_alone() -> None:
    assert SPELLING.corrected("waht " * 100) == "waht " * 100


@pytest.mark.parametrize(
    ("one", "other", "slip"),
    [
        ("teh", "the", True),
        ("wat", "what", True),
        ("whatt", "what", True),
        ("kidmey", "kidney", True),
        ("cat", "car", False),
        ("bad", "mad", False),
        ("same", "same", False),
        ("short", "shorter", False),
    ],
)
def test_one_slip_is_one(one: str, other: str, slip: bool) -> None:
    assert one_slip(one, other) is slip


@settings(max_examples=50)
@given(st.text(max_size=60))
def test_correcting_twice_changes_nothing_more(text: str) -> None:
    once = SPELLING.corrected(text)
    assert SPELLING.corrected(once) == once


def test_a_name_that_the_index_cannot_tell_from_a_slip_is_meant_by_it() -> None:
    def same(one: str, other: str) -> bool:
        return one.rstrip("e") == other.rstrip("e")

    spelling = Spelling({"migraine", "strokes"}, {"migrain", "stroke", "migraine"}.__contains__, same)
    assert spelling.corrected("what about migrain or stroke") == "what about migraine or stroke"
    assert spelling.corrected("Migrain, migraine") == "Migrain, migraine"
