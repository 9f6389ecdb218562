"""Sentences that are nothing but web addresses and DOIs, by their text, and as the index's terms hint at them."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.analysis import Analyser
from index.features.term_overlap import opens_with_address
from index.features.token_shapes import shapes_of
from index.storage import Ragged
from qa.language.addresses import is_address

ANALYSER = Analyser()
BEGINNINGS = (
    "https://",
    "HTTP://",
    "www.",
    "dx.doi.org/",
    "doi.org/",
    "10.1000/",
    "doi:10.12345/",
    "DOI: https://",
)
PATHS = st.text("abzéZ019._-/?=%&#~+()", min_size=1, max_size=20)
ADDRESSES = st.builds(str.__add__, st.sampled_from(BEGINNINGS), PATHS)
AROUND = st.sampled_from(("", " ", "(", "[12] ", "3. ", "2020; 1/2 ", ", ", ").", "*** "))


def opens(text: str) -> bool:
    terms = ANALYSER.terms(text)
    vocabulary = {term: number for number, term in enumerate(dict.fromkeys(terms))}
    row = [vocabulary[term] for term in terms]
    rows = Ragged.of([[], row, []])
    before, told, after = opens_with_address(rows, shapes_of(vocabulary)).tolist()
    assert not before
    assert not after
    return bool(told)


@pytest.mark.parametrize(
    "text",
    [
        "https://clinic.example/how-to-treat-zorbitis",
        "(http://clinic.example/a, www.clinic.example).",
        "DOI: 10.1000/zorbitis.2020",
        "10.1000/0140-6736(20)1",
        "[12] https://doi.org/10.1000/zorbitis",
        "doi:10.1000/a https://clinic.example",
    ],
)
def test_nothing_but_addresses(text: str) -> None:
    assert is_address(text)
    assert opens(text)


@pytest.mark.parametrize(
    "text",
    [
        "See https://clinic.example/zorbitis.",
        "https://clinic.example explains it.",
        "Zorbine helps (doi:10.1000/zorbitis).",
        "10.1234 patients in 1000 were ill.",
        "The doi is not known.",
        "12.5 (3 to 20).",
        "",
    ],
)
def test_a_word_beside_it_or_no_address(text: str) -> None:
    assert not is_address(text)


@given(st.lists(st.tuples(AROUND, ADDRESSES), min_size=1, max_size=3), AROUND)
@settings(max_examples=200, deadline=None)
def test_addresses_are_told_and_hinted_at_whatever_stands_around_them(
    parts: list[tuple[str, str]], last: str
) -> None:
    text = " ".join(around + address for around, address in parts) + last
    assert is_address(text)
    assert opens(text)


@given(st.lists(ADDRESSES, max_size=3), st.sampled_from(("Rest", "é", "is", "PMID")), st.integers(0, 3))
@settings(max_examples=100, deadline=None)
def test_any_word_among_addresses_makes_a_sentence(addresses: list[str], word: str, place: int) -> None:
    words = [*addresses[:place], word, *addresses[place:]]
    assert not is_address(" ".join(words))
