"""Stems compare words of a question and a thread; function words carry no topic."""

import pytest

from qa.followup import content_words, is_function_word, stem


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Tablets", "tablet"),
        ("child's", "child"),
        ("child’s", "child"),
        ("therapies", "therapy"),
        ("IRON", "iron"),
    ],
)
def test_forms_of_a_word_have_one_stem(one: str, other: str) -> None:
    assert stem(one) == stem(other)


@pytest.mark.parametrize("word", ["abscess", "virus", "sepsis", "gas"])
def test_endings_that_are_no_plural_stay(word: str) -> None:
    assert stem(word) == word


def test_function_words_are_no_content() -> None:
    assert is_function_word("Don’t")
    assert content_words(["What", "about", "the", "Tablets"]) == {"tablet"}
