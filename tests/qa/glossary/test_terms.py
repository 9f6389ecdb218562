"""Terms: which words a reader may not know, and where they stand."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.analysis import Analyser
from qa.glossary.terms import GeneralEnglish, parts_of, places, tokens_of
from qa.language import is_abbreviation, singular


@pytest.fixture(name="lexicon", scope="module")
def _lexicon() -> GeneralEnglish:
    return GeneralEnglish(Analyser())


@pytest.mark.parametrize(
    "word", ["fasciculations", "dysphagia", "riluzole", "ALS", "TDP-43", "mRNA", "non-fluent"]
)
def test_technical(lexicon: GeneralEnglish, word: str) -> None:
    assert lexicon.is_technical(tokens_of(word)[0])


@pytest.mark.parametrize("word", ["doctor", "hands", "oldest", "walking", "5mg", "arm", "the", "long-term"])
def test_not_technical(lexicon: GeneralEnglish, word: str) -> None:
    assert not lexicon.is_technical(tokens_of(word)[0])


@pytest.mark.parametrize(
    ("word", "expected"), [("ALS", True), ("mRNA", True), ("DNA", True), ("Als", False), ("A", False)]
)
def test_abbreviations(word: str, expected: bool) -> None:
    assert is_abbreviation(word) is expected


@pytest.mark.parametrize(
    ("plural", "expected"),
    [
        ("biopsies", "biopsy"),
        ("abscesses", "abscess"),
        ("twitches", "twitch"),
        ("rashes", "rash"),
        ("reflexes", "reflex"),
        ("abscess", "abscess"),
        ("virus", "virus"),
        ("stenosis", "stenosis"),
        ("zorbs", "zorb"),
        ("zorb", "zorb"),
        ("us", "us"),
    ],
)
def test_singular(plural: str, expected: str) -> None:
    assert singular(plural) == expected


def test_stems_do_not_make_two_words_one() -> None:
    assert parts_of("hepatic") != parts_of("hepatitis")
    assert parts_of("Parkinson's diseases") == parts_of("Parkinson disease") == ("parkinson", "disease")


def test_a_term_is_found_in_any_number_and_with_any_hyphen() -> None:
    tokens = tokens_of("Lower motor-neurons, and a motor neuron.")
    assert [(place.start, place.stop) for place in places(tokens, parts_of("motor neurons"))] == [(1, 2), (4, 6)]


@given(st.text(max_size=60))
def test_tokens_stand_where_they_say(text: str) -> None:
    for token in tokens_of(text):
        assert text[token.start : token.end] == token.text
    parts = tuple(part for token in tokens_of(text) for part in token.parts)
    if parts:
        assert range(len(tokens_of(text))) in list(places(tokens_of(text), parts))
