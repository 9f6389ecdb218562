"""A recommendation that its own document has replaced is told from the present one."""

import pytest

from corpus.document import Document
from factories import make_document
from qa.selection.suitability import is_superseded, replacement, states_earlier

NOW = "We now recommend zorbine for all adults."
DATED = "In 2016, the guideline group recommended quorine."


def made(*sentences: str) -> Document:
    return make_document("a", sections={"": sentences})


@pytest.mark.parametrize(
    "text",
    [
        "Quorine was previously recommended for adults.",
        "The previously recommended dose of 5 mg is given here for comparison.",
        "The 2016 guideline recommended quorine.",
        "The earlier version of this guideline suggested quorine for children.",
        "Until 2016, quorine was recommended.",
    ],
)
def test_a_sentence_that_speaks_of_the_past_is_superseded(text: str) -> None:
    assert is_superseded(made(text), 1)


@pytest.mark.parametrize(
    "text",
    [
        NOW,
        DATED,
        "Quorine is no longer recommended.",
        "This guideline replaces the 2016 recommendation.",
        "Since 2016, zorbine has been recommended.",
        "Zorbine is recommended for adults with previous zorbitis.",
        "In 2016, 20 of 30 people were cured.",
    ],
)
def test_other_sentences_alone_are_not(text: str) -> None:
    assert not is_superseded(made(text), 1)


def test_a_dated_recommendation_is_superseded_where_another_is_present() -> None:
    assert is_superseded(made(DATED, NOW), 1)
    assert is_superseded(made("Quorine is no longer recommended.", DATED), 2)
    assert not is_superseded(make_document("a", sections={"Then": [DATED], "Now": [NOW]}), 2)


def test_the_present_recommendation_right_after_it_replaces_it() -> None:
    assert replacement(made(DATED, NOW), 1) == 2
    assert replacement(made(NOW, DATED), 2) is None


def test_a_quote_that_has_both_in_their_order_states_what_holds_now() -> None:
    document = made(DATED, NOW)
    assert states_earlier(document, range(1, 2))
    assert not states_earlier(document, range(1, 3))
    assert not states_earlier(document, range(2, 3))
