"""What headings say about what stands under them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa.selection.heading_conditions import (
    Force,
    forces,
    is_silent,
    names_a_matter,
    names_a_purpose,
    names_an_action,
    said_by,
)


@pytest.mark.parametrize(
    ("heading", "force"),
    [
        ("In pregnancy", Force.WHOM),
        ("3.2 For adults", Force.WHOM),
        ("Children under 5 years", Force.WHOM),
        ("Use in renal impairment", Force.WHOM),
        ("Sex workers", Force.WHOM),
        ("If the test is positive", Force.WHETHER),
        ("Do not use", Force.WHETHER),
        ("Contraindications", Force.WHETHER),
        ("Conditional recommendation", Force.WHETHER),
        ("Severe disease", Force.HOW_BAD),
        ("Treatment of severe zorbitis", Force.HOW_BAD),
        ("2nd and subsequent contacts", Force.HOW_BAD),
        ("Stage 2", Force.HOW_BAD),
    ],
)
def test_a_heading_may_state_a_condition(heading: str, force: Force) -> None:
    assert force in forces(heading)


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
def test_a_heading_may_only_name_a_subject(heading: str) -> None:
    assert not forces(heading)


@pytest.mark.parametrize(
    ("heading", "text", "said"),
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
def test_a_sentence_may_say_what_its_heading_says(heading: str, text: str, said: bool) -> None:
    assert said_by(heading, text) is said


@pytest.mark.parametrize(
    "heading", ["General", "1 Introduction", "Implementation considerations (continued)", "Recommendation 2"]
)
def test_a_heading_may_say_nothing(heading: str) -> None:
    assert is_silent(heading)


@pytest.mark.parametrize(
    "heading", ["Drug treatment", "4.2 Management", "Non-drug treatment", "Goals", "Other investigations"]
)
def test_a_heading_may_only_say_that_something_is_to_be_done(heading: str) -> None:
    assert names_an_action(heading)
    assert not is_silent(heading)


@pytest.mark.parametrize(
    "heading", ["Treatment failure", "Adverse reactions", "Complications", "Differential diagnoses"]
)
def test_a_heading_may_change_what_is_said(heading: str) -> None:
    assert not names_an_action(heading)
    assert not is_silent(heading)


def test_prevention_is_a_purpose_and_no_mere_action() -> None:
    assert names_a_purpose("Prevention")
    assert not names_a_matter("Prevention")
    assert not names_an_action("Prevention")


@pytest.mark.parametrize("heading", ["Symptoms", "3.1 Clinical features", "Signs and symptoms", "The diagnosis"])
def test_a_heading_may_only_say_what_is_spoken_of(heading: str) -> None:
    assert names_a_matter(heading)


@pytest.mark.parametrize("heading", ["Differential diagnosis", "Complications", "Symptoms of severe disease"])
def test_a_heading_may_say_more_than_what_is_spoken_of(heading: str) -> None:
    assert not names_a_matter(heading)


@given(st.text(max_size=40))
def test_any_text_is_a_heading(text: str) -> None:
    assert said_by(text, text) or forces(text) or not said_by(text, "")
    assert not (is_silent(text) and names_an_action(text))
