"""Doses that are asked for, and amounts that are named."""

from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from qa.language import doses
from qa.language.doses import FORM, asks_for_dose, names_amount


def test_forms_of_a_drug_are_listed_alike_in_the_rules_and_for_the_dose_filter() -> None:
    rules = yaml.safe_load((Path(doses.__file__).parent / "en" / "doses.yaml").read_text(encoding="utf-8"))
    assert rules["fragments"]["form"] == FORM


@pytest.mark.parametrize(
    ("question", "asks"),
    [
        ("dose of riluzole?", True),
        ("What is the maximum daily dosage in children?", True),
        ("how many mg of aspirin", True),
        ("how much of it should I eat?", False),
        ("What should I do after a missed dose?", False),
        ("Is the effect dose-dependent?", False),
        ("Why is the dose split?", False),
        ("overdose of paracetamol", False),
        ("When is low-dose CT of use?", False),
        ("How much riluzole should I take?", True),
        ("How much iron do babies need to be given?", True),
        ("How much time should I give it?", False),
        ("How much calcium does milk have?", False),
        ("What is the maximum dose of riluzole over 24 hours?", True),
        ("What dose of riluzole is safe before surgery?", True),
        ("What is the reduced dose in renal failure?", True),
        ("Is a double dose of riluzole safe?", False),
        ("After three doses, who is immune?", False),
        ("When must the dose be reduced?", False),
        ("How should riluzole be dosed?", True),
    ],
)
def test_a_question_asks_for_a_dose_or_about_one(question: str, asks: bool) -> None:
    assert asks_for_dose(question) is asks


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Give 50 mg every 12 hours.", True),
        ("Start with 0.5-1 mg/kg.", True),
        ("Two tablets, or one capsule", True),
        ("It is taken twice daily.", True),
        ("1,000 IU are enough", True),
        ("One to two puffs as needed", True),
        ("It was approved in 2017 for patients. [5, 7]", False),
        ("Survival rose by 3 months.", False),
        ("The dose depends on weight.", False),
        ("Grade 2 and older", False),
        ("40 mmol of potassium", True),
        ("120 mg/5 ml three times a day", True),
        ("Oxygen at 2 L/min", True),
        ("Glucose below 2.2 mmol/L", False),
        ("Glucose below 2.2 mmol per litre", False),
        ("Haemoglobin of 7 g/dL", False),
        ("A clearance below 30 ml/min/1.73 m²", False),
        ("Children over 5 kg", False),
        ("Hydrocortisone 1% cream", True),
        ("Dextrose 5% is infused", True),
        ("A parasitemia above 5%", False),
        ("50% of children used a cream", False),
    ],
)
def test_an_amount_is_a_number_with_a_unit(text: str, names: bool) -> None:
    assert names_amount(text) is names


@given(
    st.integers(1, 5000),
    st.sampled_from(["mg", "g", "ml", "units", "tablets", "µg", "% cream"]),
    st.text(alphabet="ab ,.;(5", max_size=20),
)
def test_every_number_with_a_unit_is_an_amount(number: int, unit: str, after: str) -> None:
    assert names_amount(f"Take {number} {unit} {after}")


@given(
    st.integers(1, 5000), st.sampled_from(["mg", "mmol", "g", "IU"]), st.sampled_from(["L", "dl", "ml", "litre"])
)
def test_no_concentration_is_an_amount(number: int, unit: str, volume: str) -> None:
    assert not names_amount(f"Below {number} {unit}/{volume}.")
