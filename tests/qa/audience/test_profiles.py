"""Audiences: what suits each of them, and how little that may move."""

from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa.audience.disclaimers import load_disclaimers
from qa.audience.profiles import ANYONE, AudienceProfile, ease, load_profiles
from qa.schema import Audience, Question

EVERYONE = get_args(Audience)


def test_every_audience_has_a_reader_and_a_disclaimer() -> None:
    assert set(load_profiles()) == set(EVERYONE) == set(load_disclaimers())


def test_clinician_and_professional_are_physicians() -> None:
    readers, disclaimers = load_profiles(), load_disclaimers()
    for alias in ("clinician", "professional"):
        assert readers[alias] == readers["physician"]
        assert disclaimers[alias] == disclaimers["physician"]


def test_laypeople_and_students_get_a_glossary_and_professionals_none() -> None:
    assert {name for name, reader in load_profiles().items() if reader.glossary} == {
        "patient",
        "caregiver",
        "student",
    }


def test_physicians_get_what_everyone_got() -> None:
    reader = load_profiles()["physician"]
    assert (reader.quotes, reader.longest, reader.plain) == (5, None, 0)
    assert Question(question="x").max_quotes is None


def test_patients_read_less_and_researchers_more() -> None:
    readers = load_profiles()
    assert readers["patient"].quotes < readers["physician"].quotes < readers["researcher"].quotes
    assert readers["patient"].longest is not None


def test_disclaimers_of_the_same_id_are_the_same() -> None:
    texts = {(d.id, d.version, d.text) for d in load_disclaimers().values()}
    assert len({name for name, _, _ in texts}) == len(texts)


@given(
    st.sampled_from(EVERYONE),
    st.lists(st.sampled_from(["patient", "clinician", "nurse", "public"])),
    st.floats(-30, 60),
)
def test_no_favour_exceeds_the_reach(audience: Audience, meant_for: list[str], grade: float) -> None:
    reader = load_profiles()[audience]
    assert 0 <= reader.favour(tuple(meant_for), grade) <= reader.reach + 1e-9


@pytest.mark.parametrize(("grade", "expected"), [(-5, 1), (8, 1), (12, 0.5), (16, 0), (float("inf"), 0)])
def test_ease(grade: float, expected: float) -> None:
    assert ease(grade) == expected


def test_anyone_reaches_for_nothing() -> None:
    assert AudienceProfile(disclaimer="default", quotes=5) == ANYONE
    assert ANYONE.favour(("patient",), 0) == 0
