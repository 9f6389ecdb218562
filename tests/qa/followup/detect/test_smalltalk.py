"""Greetings and thanks are told from questions."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa.followup.detect.smalltalk import (
    ACKNOWLEDGED,
    ASKED_ABOUT_US,
    GREETED,
    PARTED,
    THANKED,
    remark_on,
    without_courtesy,
)


@pytest.mark.parametrize(
    ("said", "remark"),
    [
        ("hi", GREETED),
        ("Hello there!", GREETED),
        ("good morning", GREETED),
        ("thanks!", THANKED),
        ("ok thx", THANKED),
        ("thank you so much for your help", THANKED),
        ("many thanks from both of us", THANKED),
        ("thank you, thats kind of what the doctor said", THANKED),
        ("bye", PARTED),
        ("ok great", ACKNOWLEDGED),
        ("never mind", ACKNOWLEDGED),
        ("great, thank you!", THANKED),
        ("thnx a lot", THANKED),
        ("good to know, thanks", THANKED),
        ("I will ask my doctor tomorrow", ACKNOWLEDGED),
        ("that is reassuring", ACKNOWLEDGED),
        ("👍", ACKNOWLEDGED),
        ("am I talking to a robot?", ASKED_ABOUT_US),
        ("who are you", ASKED_ABOUT_US),
        ("What can you do?", ASKED_ABOUT_US),
        ("are you a real doctor?", ASKED_ABOUT_US),
    ],
)
def test_small_talk_gets_a_fitting_remark(said: str, remark: str) -> None:
    assert remark_on(said) == remark


@pytest.mark.parametrize(
    "asked",
    [
        "ok and in children?",
        "thanks, and what about the dose?",
        "thanks, and the dose?",
        "thanks! and what about migraine",
        "ok thank you. and the dose",
        "ok thx. its dose",
        "thanks and for women",
        "ok is it safe",
        "good for gout",
        "i need help",
        "thanks for the dose info, is it safe",
        "hi, what is ALS?",
        "is it good?",
        "what are the symptoms",
        "no, riluzole",
        "dose?",
        "why?",
        "k" * 200,
        "ok " * 100,
    ],
)
def test_a_question_is_no_small_talk(asked: str) -> None:
    assert remark_on(asked) is None


def test_a_greeting_before_a_question_is_taken_off() -> None:
    assert without_courtesy("Hi there, what is ALS?") == "what is ALS?"
    assert without_courtesy("ok thx. its dose") == "its dose"
    assert without_courtesy("What is ALS?") == "What is ALS?"
    assert without_courtesy("thanks, that helps. what about kids") == "what about kids"
    assert without_courtesy("hello doc how are you, why?") == "how are you, why?"
    assert without_courtesy("what is the dose, thanks") == "what is the dose"
    assert without_courtesy("no, riluzole") == "no, riluzole"
    assert without_courtesy("so thanks, and the dose?") == "and the dose?"
    assert without_courtesy("what is ALS - ta") == "what is ALS"


@pytest.mark.parametrize(
    "asked",
    [
        "what if they can't take it?",
        "and they, can they take it?",
        "is tai chi, twice a week, of use?",
        "Hi-flow oxygen in asthma",
        "oxygen tanks",
        "treatment of TA",
    ],
)
def test_no_part_of_a_word_is_a_greeting_and_no_abbreviation_is_thanks(asked: str) -> None:
    assert without_courtesy(asked) == asked


@given(st.text(alphabet="k o,!.?thanksyu", max_size=400))
def test_any_chatter_is_read_without_delay(text: str) -> None:
    assert remark_on(text) is None or len(text.strip()) <= 120
