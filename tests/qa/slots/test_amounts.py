"""The drugs that amounts are doses of: texts of our own."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa.language import names_amount
from qa.slots import Names, drugs_of_amounts, given_drugs, is_dose_of

NAMES = Names.packaged()


@pytest.mark.parametrize(
    ("text", "drugs"),
    [
        ("Ibuprofen 400 mg.", [{"ibuprofen"}]),
        ("Ibuprofen 400 mg, then sumatriptan 50 mg.", [{"ibuprofen"}, {"sumatriptan"}]),
        ("Take 50 mg of sumatriptan; ibuprofen may be added.", [{"sumatriptan"}]),
        ("Give artesunate 60 mg; the same 60 mg again.", [{"artesunate"}, {"artesunate"}]),
        ("People who take warfarin need 5 mg.", [set()]),
        ("In paracetamol poisoning, 150 mg/kg are infused.", [set()]),
        ("Adults take 5 mg.", [set()]),
        ("Ibuprofen relieves pain.", []),
        ("Ampicillin/cloxacillin 500 mg", [{"ampicillin", "cloxacillin"}]),
    ],
)
def test_an_amount_is_of_the_drug_beside_it(text: str, drugs: list[set[str]]) -> None:
    assert drugs_of_amounts(text, NAMES) == drugs


def test_a_class_is_met_by_its_drugs_and_not_the_other_way_round() -> None:
    penicillin, amoxicillin = (given_drugs(name, NAMES)[0].ids for name in ("penicillins", "amoxicillin"))
    assert is_dose_of([penicillin], amoxicillin)
    assert not is_dose_of([amoxicillin], penicillin)
    assert not is_dose_of([amoxicillin | {"ibuprofen"}], amoxicillin)


@given(
    st.lists(st.sampled_from(["ibuprofen", "5 mg", "and", "sumatriptan", "twice daily", ".", "of"]), max_size=12)
)
def test_only_texts_with_amounts_have_doses(words: list[str]) -> None:
    text = " ".join(words)
    assert bool(drugs_of_amounts(text, NAMES)) is names_amount(text)
