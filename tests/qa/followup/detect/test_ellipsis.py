"""The forms in which questions leave things unsaid."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa.followup.detect.ellipsis import Form, is_matter, parsed


@pytest.mark.parametrize(
    ("question", "form", "rest"),
    [
        ("What about Kennedy's disease?", Form.ABOUT, "Kennedy's disease"),
        ("how about riluzole", Form.ABOUT, "riluzole"),
        ("and edaravone", Form.ABOUT, "edaravone"),
        ("same for warfarin?", Form.ABOUT, "warfarin"),
        ("and in children?", Form.QUALIFIER, "in children"),
        ("kids?", Form.QUALIFIER, "in kids"),
        ("What about the elderly?", Form.QUALIFIER, "in elderly"),
        ("is it the same in women?", Form.QUALIFIER, "in women"),
        ("with warfarin?", Form.QUALIFIER, "with warfarin"),
        ("dose?", Form.ASPECT, "dose"),
        ("And the side effects?", Form.ASPECT, "side effects"),
        ("How about prognosis?", Form.ASPECT, "prognosis"),
        ("why?", Form.FURTHER, "why"),
        ("why so long?", Form.FURTHER, "why so long"),
        ("how often", Form.FURTHER, "how often"),
        ("for how long?", Form.FURTHER, "for how long"),
        ("within how many hours?", Form.FURTHER, "within how many hours"),
        ("tell me more", Form.MORE, "tell me more"),
        ("what else?", Form.MORE, "what else"),
        ("What is ALS?", Form.WHOLE, "What is ALS?"),
        ("is it safe with warfarin?", Form.WHOLE, "is it safe with warfarin?"),
        ("my husband has ALS, does riluzole help", Form.WHOLE, "my husband has ALS, does riluzole help"),
    ],
)
def test_the_form_of_a_question(question: str, form: Form, rest: str) -> None:
    found = parsed(question)
    assert (found.form, found.rest) == (form, rest)
    assert not found.corrects


@pytest.mark.parametrize(
    ("question", "topic", "rest"),
    [
        ("back to riluzole: is it safe?", "riluzole", "is it safe?"),
        ("going back to the swallowing, does she need a tube", "the swallowing", "does she need a tube"),
        ("ok back to celiac. who gets it?", "celiac", "who gets it?"),
        ("back to ALS", "ALS", ""),
        ("and the stroke again, which vessels", "the stroke", "which vessels"),
        ("regarding gout: diet?", "gout", "diet?"),
        ("riluzole: dose?", "riluzole", "dose?"),
    ],
)
def test_a_return_names_its_topic(question: str, topic: str, rest: str) -> None:
    found = parsed(question)
    assert (found.form, found.topic, found.rest) == (Form.RETURN, topic, rest)


@pytest.mark.parametrize(
    ("question", "form", "rest"),
    [
        ("no, I meant the other one", Form.ABOUT, "the other one"),
        ("I meant in adults", Form.QUALIFIER, "in adults"),
        ("no, riluzole", Form.ABOUT, "riluzole"),
        ("sorry. tuberculosis i mean", Form.ABOUT, "tuberculosis"),
        ("sry i mean malaria", Form.ABOUT, "malaria"),
        ("No, I meant what is the dose?", Form.WHOLE, "what is the dose?"),
        ("the latent one", Form.ABOUT, "the latent one"),
        ("no the other one", Form.ABOUT, "the other one"),
        ("nope sorry for adults", Form.QUALIFIER, "for adults"),
    ],
)
def test_a_correction_is_known_for_one(question: str, form: Form, rest: str) -> None:
    found = parsed(question)
    assert (found.form, found.rest, found.corrects) == (form, rest, True)


@pytest.mark.parametrize(
    ("question", "form", "rest"),
    [
        ("is malaria?", Form.DOES_TOO, "malaria"),
        ("can exercise do it", Form.DOES_TOO, "exercise"),
        ("does aspirin do that too?", Form.DOES_TOO, "aspirin do that too"),
        ("ibuprofen too?", Form.ABOUT, "ibuprofen"),
        ("in kids as well?", Form.QUALIFIER, "in kids"),
        ("toddlers?", Form.QUALIFIER, "in toddlers"),
        ("quicker in kids?", Form.ABOUT, "quicker in kids"),
        ("long-term?", Form.FURTHER, "long-term"),
        ("is it safe", Form.WHOLE, "is it safe"),
    ],
)
def test_what_is_asked_of_another_thing_too(question: str, form: Form, rest: str) -> None:
    found = parsed(question)
    assert (found.form, found.rest) == (form, rest)


def test_a_long_question_is_whole() -> None:
    assert parsed("no, I meant " + "gout " * 50).form is Form.WHOLE


@given(st.text(max_size=300))
def test_any_text_has_a_form(text: str) -> None:
    assert parsed(text).form in Form


@pytest.mark.parametrize(
    ("topic", "matter"),
    [("prognosis", True), ("the symptoms", True), ("side effects", True), ("gout", False), ("the drug", False)],
)
def test_a_matter_is_told_from_a_thing(topic: str, matter: bool) -> None:
    assert is_matter(topic) is matter
