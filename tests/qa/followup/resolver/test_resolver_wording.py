"""A question is worded with what it needs of its thread, and with no word from elsewhere."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa.followup import Fate, Leaning, Resolution, worded, words_of
from resolver_data import thread

IRON = "How much folic acid in pregnancy with sickle cell disease?"
DOSE = "What is the dose of brumol for adults with severe fever?"


def resolved(question: str, carried: str, fates: str, *questions: str, quote: str = "") -> str:
    """The wording: `carried` are the words that are needed; `fates` has k, r or d for each of the question's."""
    parts = thread(*questions, quote=quote)
    needed = set(carried.split())
    shares = tuple(tuple(float(word.text in needed) for word in words_of(part.text)) for part in parts)
    known = {"k": Fate.KEPT, "r": Fate.REPLACED, "d": Fate.DROPPED}
    leanings = tuple(float(each == Leaning.LEANS) for each in Leaning)
    found = Resolution(shares, tuple(known[fate] for fate in fates), leanings)
    worded_ = worded(question, parts, found, 0.5)
    assert all(parts[each.part].text[each.start : each.end] == each.text for each in worded_.carried)
    return worded_.question


@pytest.mark.parametrize(
    ("question", "carried", "fates", "wording"),
    [
        (
            "and iron?",
            "pregnancy sickle cell disease",
            "dk",
            "How much iron in pregnancy with sickle cell disease?",
        ),
        (
            "and after birth?",
            "folic acid sickle cell disease",
            "dkk",
            "How much folic acid after birth with sickle cell disease?",
        ),
        ("for men?", "folic acid", "kk", "How much folic acid for men with sickle cell disease?"),
    ],
)
def test_a_name_takes_the_place_of_what_is_not_carried(
    question: str, carried: str, fates: str, wording: str
) -> None:
    assert resolved(question, carried, fates, IRON) == wording


def test_a_name_stands_at_the_end_if_nothing_gives_way() -> None:
    assert resolved("in winter?", "dose brumol", "kk", "dose of brumol?") == "dose of brumol in winter?"


def test_what_is_carried_takes_the_place_of_a_pronoun_and_the_rest_stands_at_the_end() -> None:
    assert resolved("is it safe?", "brumol", "krk", DOSE) == "is brumol safe?"
    assert resolved("is it safe?", "brumol severe fever", "krk", DOSE) == "is brumol safe severe fever?"


def test_a_thing_that_only_a_quote_names_is_carried() -> None:
    assert resolved("is that one safe?", "zintal", "krrk", DOSE, quote="Give zintal.") == "is zintal safe?"


def test_a_question_that_needs_nothing_stays_as_it_is() -> None:
    assert resolved("What is gravol?", "", "kkk", DOSE) == "What is gravol?"


WORDS = st.lists(
    st.sampled_from(["brumol", "zintal", "fever", "the", "in", "is", "it", "and", "safe", "children", "?"]),
    max_size=7,
)


@given(WORDS, st.lists(WORDS, max_size=3), st.data())
def test_every_word_stands_in_the_question_or_in_the_thread(
    asked: list[str], before: list[list[str]], data: st.DataObject
) -> None:
    question, parts = " ".join(asked), thread(*map(" ".join, before))
    shares = tuple(tuple(data.draw(st.floats(0, 1)) for _ in words_of(part.text)) for part in parts)
    fates = tuple(data.draw(st.sampled_from(Fate)) for _ in words_of(question))
    found = worded(question, parts, Resolution(shares, fates, (1.0,)), 0.5)
    there = {word.text for text in (question, *(part.text for part in parts)) for word in words_of(text)}
    assert {word.text for word in words_of(found.question)} <= there
    carried = {word.text for each in found.carried for word in words_of(each.text)}
    assert carried <= {word.text for word in words_of(found.question)}
