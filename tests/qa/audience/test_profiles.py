"""Audiences: what suits each of them, and how little that may move."""

from itertools import pairwise
from typing import get_args

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.document import Document
from factories import make_document
from index.types import SentenceKey
from qa.audience.disclaimers import load_disclaimers
from qa.audience.profiles import ANYONE, AudienceProfile, ease, load_profiles
from qa.schema import Audience, Question
from qa.selection import Preferences
from qa.selection.audience_preference import favours
from qa.selection.select import select

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


KEYS = [SentenceKey(name, "v", 0) for name in "abc"]


def test_where_nobody_is_preferred_the_favours_are_exactly_0() -> None:
    reader = load_profiles()["physician"]
    found = favours(reader, KEYS, meant_for=lambda _: ("clinician",), text=lambda _: "x", read=3)
    assert found.tolist() == [0, 0, 0]
    assert len(favours(reader, [], meant_for=lambda _: (), text=lambda _: "", read=3)) == 0


def test_only_the_first_are_read_and_only_by_those_who_want_plain_words() -> None:
    heard: list[str] = []

    def text(key: SentenceKey) -> str:
        heard.append(key.document_id)
        return "It is so."

    favours(load_profiles()["patient"], KEYS, meant_for=lambda _: (), text=text, read=2)
    favours(load_profiles()["physician"], KEYS, meant_for=lambda _: (), text=text, read=2)
    assert heard == ["a", "b"]


def chosen(
    relevance: list[float], liked: list[float], longest: int | None = None, texts: list[str] | None = None
) -> list[str]:
    """The documents that are quoted, in their order, where each holds one sentence."""
    names = [f"d{place}" for place in range(len(relevance))]
    documents: dict[str, Document] = {
        name: make_document(name, sections={"": [texts[place] if texts else f"Sentence {place}."]})
        for place, name in enumerate(names)
    }
    excerpts = select(
        [SentenceKey(name, documents[name].version, 1) for name in names],
        np.array(relevance, dtype=np.float32),
        np.eye(len(names), dtype=np.float32),
        article=None,
        limit=len(names),
        preferences=Preferences(floor=0.1),
        load=lambda key: documents[key.document_id],
        favours=np.array(liked, dtype=np.float32),
        longest=longest,
    )
    return [excerpt.document.id for excerpt in excerpts]


def test_near_equals_change_places() -> None:
    assert chosen([0.9, 0.88], [0, 0.1]) == ["d1", "d0"]


def test_what_is_clearly_more_relevant_stays_ahead() -> None:
    assert chosen([0.9, 0.6], [0, 0.1]) == ["d0", "d1"]


@given(st.lists(st.tuples(st.floats(0.2, 1), st.floats(0, 0.1)), min_size=2, max_size=6))
def test_no_sentence_passes_one_that_is_more_relevant_by_more_than_the_reach(
    drawn: list[tuple[float, float]],
) -> None:
    drawn.sort(reverse=True)
    relevance, liked = [r for r, _ in drawn], [f for _, f in drawn]
    order = chosen(relevance, liked)
    for before, after in pairwise(order):
        assert relevance[int(after[1:])] - relevance[int(before[1:])] <= 0.1 + 1e-6


def test_after_the_first_a_long_quote_gives_way() -> None:
    long, short = "word " * 30 + "ends.", "Short."
    assert chosen([0.9, 0.8, 0.7], [0, 0, 0], 50, [long, long, short]) == ["d0", "d2"]
    assert chosen([0.9], [0], 50, [long]) == ["d0"]


def test_anyone_reaches_for_nothing() -> None:
    assert AudienceProfile(disclaimer="default", quotes=5) == ANYONE
    assert ANYONE.favour(("patient",), 0) == 0
