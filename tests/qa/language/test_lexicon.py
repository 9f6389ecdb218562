"""How words are compared, and which of them are common."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa.followup.entities.gazetteer import Gazetteer
from qa.language.lexicon import fold_name, is_common_word, is_compared, key


@pytest.mark.parametrize(
    ("british", "american"),
    [("tumour", "tumor"), ("sulphate", "sulfate"), ("fibre", "fiber"), ("anaemia", "anemia"), ("Grey", "gray")],
)
def test_british_and_american_spelling_are_one_name(british: str, american: str) -> None:
    assert fold_name(british) == fold_name(american)
    assert Gazetteer([f"Brain {american}"]).is_topic(f"brain {british}")


@pytest.mark.parametrize("word", ["cheaper", "safest", "deadlier", "newer", "quicker", "commonest"])
def test_the_comparative_of_a_common_word_is_common(word: str) -> None:
    assert is_compared(word)
    assert is_common_word(word)


@pytest.mark.parametrize("word", ["shoulder", "liver", "fever", "ulcer", "cancer", "forest", "butter", "bladder"])
def test_what_only_ends_like_a_comparative_is_none(word: str) -> None:
    assert not is_compared(word)


@given(st.text(max_size=30))
def test_a_folded_name_stays_as_it_is(text: str) -> None:
    assert all(fold_name(fold_name(word)) == fold_name(word) for word in key(text))
