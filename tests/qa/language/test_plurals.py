"""The number of nouns, medical ones above all: `plurals.txt` has words, each with its singular."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa.language.plurals import is_plural, plural, singular
from repository import TESTS

WORDS = [line.split() for line in (TESTS / "data" / "plurals.txt").read_text(encoding="utf-8").splitlines()]
SEVERAL = [(word, one) for word, one in WORDS if word != one]
ONE = [word for word, one in WORDS if word == one]
# Of two plurals the other is given.
OTHERS = {"adenomata", "carcinomata", "stigmata"}


@pytest.mark.parametrize(("several", "one"), SEVERAL)
def test_a_plural_is_known_with_its_singular(several: str, one: str) -> None:
    assert singular(several) == one
    assert is_plural(several)
    assert not is_plural(one)


@pytest.mark.parametrize("word", ONE)
def test_a_word_that_only_looks_like_a_plural_is_one(word: str) -> None:
    assert singular(word) == word
    assert not is_plural(word)


@pytest.mark.parametrize(("several", "one"), [pair for pair in SEVERAL if pair[0] not in OTHERS])
def test_the_plural_of_a_singular_is_its_own(several: str, one: str) -> None:
    assert plural(one) == several


@pytest.mark.parametrize("word", ["therapies", "measles", "doses", "series"])
def test_a_plural_has_no_other_plural(word: str) -> None:
    assert plural(word) == word


@given(st.text(alphabet="abcdeilmnorstuxy", max_size=12))
def test_only_an_empty_word_has_an_empty_singular(word: str) -> None:
    assert bool(singular(word)) == bool(word)
