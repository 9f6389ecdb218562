"""Headings: which conditions they state, and which only name a topic or are generic."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa.selection.context.heading_conditions import (
    Condition,
    conditions,
    is_generic,
    names_action,
    names_purpose,
    names_topic,
    repeats_heading,
)


@pytest.mark.parametrize(
    ("heading", "condition"),
    [
        ("In pregnancy", Condition.POPULATION),
        ("3.2 For adults", Condition.POPULATION),
        ("Children under 5 years", Condition.POPULATION),
        ("Use in renal impairment", Condition.POPULATION),
        ("Sex workers", Condition.POPULATION),
        ("If the test is positive", Condition.APPLICABILITY),
        ("Do not use", Condition.APPLICABILITY),
        ("Contraindications", Condition.APPLICABILITY),
        ("Conditional recommendation", Condition.APPLICABILITY),
        ("Severe disease", Condition.SEVERITY),
        ("Treatment of severe zorbitis", Condition.SEVERITY),
        ("2nd and subsequent contacts", Condition.SEVERITY),
        ("Stage 2", Condition.SEVERITY),
    ],
)
def test_a_heading_may_state_a_condition(heading: str, condition: Condition) -> None:
    assert condition in conditions(heading)


@pytest.mark.parametrize(
    "heading",
    [
        "Treatment",
        "Background",
        "3 Results",
        "Information",
        "Forms of the drug",
        "Diagnosis",
        "Patients and methods",
        "Pregnancy and birth-related outcomes",
        "5. Gaps: zorbine for the prevention of zorbitis",
    ],
)
def test_a_heading_may_state_no_condition(heading: str) -> None:
    assert not conditions(heading)


@pytest.mark.parametrize(
    ("heading", "text", "repeated"),
    [
        ("3.1 Pregnant women", "Zorbine is given to women who are pregnant.", True),
        ("In pregnancy", "Zorbine is safe in pregnant women.", True),
        ("Cysts < 5 cm", "Cysts of 5 cm are cut.", False),
        ("Cysts < 5 cm", "In cysts < 5 cm, wait.", True),
        ("If the test is positive", "A positive test is rare.", False),
        ("Contraindications", "It is contraindicated in gout.", False),
        ("Children", "Adults take more.", False),
    ],
)
def test_a_sentence_may_repeat_its_heading(heading: str, text: str, repeated: bool) -> None:
    assert repeats_heading(text, heading) is repeated


@pytest.mark.parametrize(
    "heading", ["General", "1 Introduction", "Implementation considerations (continued)", "Recommendation 2"]
)
def test_a_heading_may_be_generic(heading: str) -> None:
    assert is_generic(heading)


@pytest.mark.parametrize(
    "heading", ["Drug treatment", "4.2 Management", "Non-drug treatment", "Goals", "Other investigations"]
)
def test_a_heading_may_only_name_an_action(heading: str) -> None:
    assert names_action(heading)
    assert not is_generic(heading)


@pytest.mark.parametrize(
    "heading", ["Treatment failure", "Adverse reactions", "Complications", "Differential diagnoses"]
)
def test_a_heading_may_change_the_meaning_of_the_text_under_it(heading: str) -> None:
    assert not names_action(heading)
    assert not is_generic(heading)


def test_prevention_is_a_purpose_and_not_an_action() -> None:
    assert names_purpose("Prevention")
    assert not names_topic("Prevention")
    assert not names_action("Prevention")


@pytest.mark.parametrize("heading", ["Symptoms", "3.1 Clinical features", "Signs and symptoms", "The diagnosis"])
def test_a_heading_may_only_name_a_topic(heading: str) -> None:
    assert names_topic(heading)


@pytest.mark.parametrize("heading", ["Differential diagnosis", "Complications", "Symptoms of severe disease"])
def test_a_heading_may_say_more_than_its_topic(heading: str) -> None:
    assert not names_topic(heading)


@given(st.text(max_size=40))
def test_any_text_can_be_classified_as_a_heading(text: str) -> None:
    assert repeats_heading(text, text) or conditions(text) or not repeats_heading("", text)
    assert not (is_generic(text) and names_action(text))
