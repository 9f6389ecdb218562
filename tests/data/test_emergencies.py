"""The hand-written phrasings of emergencies, and the questions that are none: whole, and in the right halves."""

from collections import Counter

import pytest

from eval.data.selection import half_of
from eval.experiments.notice_tables import Phrasings, load
from repository import TESTS

DATA = TESTS / "data"
HALVES = {"even": "tune", "odd": "report"}


@pytest.fixture(scope="module")
def phrasings() -> Phrasings:
    return load(DATA / "emergencies.yaml")


@pytest.fixture(scope="module")
def blind() -> Phrasings:
    return load(DATA / "emergencies_blind.yaml")


def test_the_blind_set_has_both_sides_in_both_halves(blind: Phrasings) -> None:
    assert len(blind.notices) == len(blind.quiet) == 80
    counts = Counter((phrasing.kind, phrasing.half) for phrasing in blind.notices + blind.quiet)
    for half in ("tune", "report"):
        assert counts["emergency", half] >= 20
        assert counts["self_harm", half] >= 8
        assert counts["overdose", half] >= 8
        assert counts["none", half] >= 35


def test_there_are_enough_of_each_kind_in_each_half(phrasings: Phrasings) -> None:
    assert len(phrasings.notices) >= 160
    assert len(phrasings.quiet) >= 160
    counts = Counter((phrasing.kind, phrasing.half) for phrasing in phrasings.notices + phrasings.quiet)
    for half in ("tune", "report"):
        assert counts["emergency", half] >= 30
        assert counts["self_harm", half] >= 15
        assert counts["overdose", half] >= 15
        assert counts["none", half] >= 70


def test_a_phrasing_is_listed_once_on_one_side_and_in_one_set(phrasings: Phrasings, blind: Phrasings) -> None:
    listed = phrasings.notices + phrasings.quiet + blind.notices + blind.quiet
    texts = [" ".join(phrasing.text.casefold().split()) for phrasing in listed]
    assert not [text for text, times in Counter(texts).items() if times > 1]


def test_every_phrasing_is_in_its_half(phrasings: Phrasings, blind: Phrasings) -> None:
    for phrasing in phrasings.notices + phrasings.quiet + blind.notices + blind.quiet:
        assert phrasing.half == HALVES[half_of(phrasing.text)], phrasing.text


def test_only_the_quiet_are_of_no_kind_or_borderline(phrasings: Phrasings, blind: Phrasings) -> None:
    for each in (phrasings, blind):
        assert all(phrasing.kind != "none" and phrasing.borderline is None for phrasing in each.notices)
        assert all(phrasing.kind == "none" for phrasing in each.quiet)
    borderline = sum(phrasing.borderline is not None for phrasing in phrasings.quiet)
    assert 0 < borderline < len(phrasings.quiet) - 150


def test_people_type_as_they_do(phrasings: Phrasings) -> None:
    texts = [phrasing.text for phrasing in phrasings.notices]
    assert sum(text[0].islower() for text in texts) >= 60
    assert sum(not text.endswith("?") for text in texts) >= 100
    others = ("my ", "he ", "she ", "his ", "her ", "mum ", "dad ", "baby ", "friend ")
    assert sum(any(word in f"{text.casefold()} " for word in others) for text in texts) >= 60
