"""Misspelt names of drugs and illnesses."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa.language import slip
from qa.slots.conditions import condition_gazetteer
from qa.slots.drugs import drug_gazetteer
from qa.slots.misspelt import is_name, meant_name

NAMES = sorted(
    name
    for names in (drug_gazetteer(), condition_gazetteer())
    for name in names
    if names[name] and " " not in name
)


def held_by_none(name: str) -> bool:
    return not name


def meant(word: str, *held: str) -> str | None:
    return meant_name(word, frozenset(held).__contains__)


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("sumatripan", "sumatriptan"),
        ("artesunat", "artesunate"),
        ("levdopa", "levodopa"),
        ("ibuprofin", "ibuprofen"),
        ("paracetmol", "paracetamol"),
        ("salbutomol", "salbutamol"),
        ("asprin", "aspirin"),
        ("pneumona", "pneumonia"),
    ],
)
def test_a_name_that_nothing_else_is_near_is_meant(typed: str, name: str) -> None:
    assert meant(typed) == name


@pytest.mark.parametrize(
    "word",
    [
        "hydroxyzine",
        "hydralazine",
        "clonidine",
        "clonazepam",
        "macrocytic",
        "wheezing",
        "smoothies",
        "gout",
        "iron",
    ],
)
def test_names_ordinary_words_and_short_ones_are_left_alone(word: str) -> None:
    assert meant(word) is None


def test_of_several_names_for_one_drug_the_held_one_is_meant() -> None:
    assert meant("rifampcin", "rifampin") == "rifampin"
    assert meant("rifampcin", "rifampicin") == "rifampicin"


@given(st.sampled_from(NAMES))
def test_no_real_name_is_taken_for_another(name: str) -> None:
    assert is_name(name)
    assert meant_name(name, held_by_none) is None
    assert meant_name(name, bool) is None


@given(st.sampled_from(NAMES), st.integers(1, 30))
def test_what_is_meant_is_a_name_one_slip_away(name: str, place: int) -> None:
    typed = name[:place] + name[place + 1 :]
    found = meant_name(typed, held_by_none)
    assert found is None or (is_name(found) and slip(typed, found) is not None)
