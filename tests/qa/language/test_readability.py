"""Readability: the Automated Readability Index, by hand and in general."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa.language.readability import grade


@pytest.mark.parametrize(
    ("text", "sentences", "expected"),
    [
        ("The cat sat.", 1, 4.71 * 3 + 0.5 * 3 - 21.43),
        ("A 5-10% rise.", 1, 4.71 * 8 / 3 + 0.5 * 3 - 21.43),
        ("One two. Three four.", 2, 4.71 * 15 / 4 + 0.5 * 2 - 21.43),
    ],
)
def test_the_formula(text: str, sentences: int, expected: float) -> None:
    assert grade(text, sentences) == pytest.approx(expected)


def test_a_text_without_words_needs_no_schooling() -> None:
    assert grade("... (!)") == 0


@given(st.text())
def test_every_text_has_a_grade(text: str) -> None:
    assert grade(text) == grade(text)


def test_long_words_are_harder() -> None:
    assert grade("Spontaneous fasciculations precede neurodegeneration.") > grade("Small twitches come first.")
