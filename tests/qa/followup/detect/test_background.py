"""Background that is told before a question, and first questions that say enough."""

import pytest

from qa.followup.detect import background, mentions_in, says_enough
from qa.followup.entities import names_in_question
from threads import VOCABULARY, understood


@pytest.mark.parametrize(
    ("asked", "meant"),
    [
        ("My dad was just diagnosed with ALS, will I get it too?", "will I get ALS too, in the family?"),
        ("I have gout. what can't I eat?", "what can't I eat in gout?"),
        ("my brother has gout; so can my kids inherit it", "can my kids inherit gout, in the family?"),
        ("My husband has malaria, is it contagious?", "is malaria contagious?"),
    ],
)
def test_a_question_is_asked_of_what_is_told_before_it(asked: str, meant: str) -> None:
    reading = understood(asked)
    assert (reading.question, reading.bindings, reading.unresolved) == (meant, (), None)


@pytest.mark.parametrize(
    "asked",
    [
        "My 3 year old has gout, what should I do?",
        "My child has gout, what should I do?",
        "I have gout and malaria, is it dangerous?",
        "I have gout, is riluzole safe?",
        "I have gout since the earthquake, is it dangerous?",
        "I have had this for years, is it dangerous?",
        "Gout hurts, is it dangerous?",
        "I have gout, it hurts.",
    ],
)
def test_nothing_that_is_told_gets_lost(asked: str) -> None:
    assert background(asked, names_in_question(asked, VOCABULARY)) is None


def test_what_is_told_in_a_thread_is_no_background() -> None:
    assert understood("I have gout, is it safe?", "Does riluzole help in ALS?").question != "is gout safe?"


@pytest.mark.parametrize(
    "asked",
    [
        "Of residents of nursing homes, what share fell in the year prior to their death?",
        "How much iron should a pregnant woman take at her visits?",
        "can i give my 10 yr old some snarkine to bring his fever down",
        "our cat has purple ringworm can i catch it",
        "scorpion stung me, can i put ice on it",
        "Can snarkosis cost a woman her pregnancy?",
        "best way to fry plantain without burning it",
        "is it always the womans fault if we cant get pregnant",
    ],
)
def test_a_complete_first_question_is_asked_as_it_stands(asked: str) -> None:
    reading = understood(asked)
    assert (reading.unresolved, reading.readings) == (None, ())


@pytest.mark.parametrize(
    "asked",
    [
        "Is it safe with zorbine?",
        "Does beer make it worse?",
        "How is it diagnosed?",
        "what should they eat?",
        "which of these is cheaper",
        "Is the drug safe for them?",
    ],
)
def test_a_first_question_that_leaves_its_thing_out_is_not_complete(asked: str) -> None:
    mention = mentions_in(asked, names_in_question(asked, VOCABULARY))[0]
    assert not says_enough(asked, mention)
    assert understood(asked).unresolved == mention.text
