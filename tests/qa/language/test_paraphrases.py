"""Questions in everyday words in the words of medical texts."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa.language import paraphrases

KINDS = {
    "Can zorbitis be passed from one person to another?": [
        "is zorbitis contagious",
        "Is zorbitis catching?",
        "can you catch zorbitis from someone?",
        "can i pass zorbitis on to my kids",
        "can zorbitis spread to other people?",
    ],
    "is zorbitis inherited?": [
        "is zorbitis hereditary",
        "does zorbitis run in families?",
        "can i inherit zorbitis from my dad",
    ],
    "can zorbitis be fatal?": ["can zorbitis kill you", "do people die of zorbitis", "is zorbitis deadly?"],
    "is there a cure for zorbitis?": ["can zorbitis be cured?", "does zorbitis go away"],
    "how can zorbitis be prevented?": ["how do i avoid getting zorbitis", "what stops you getting zorbitis?"],
    "how is zorbitis treated?": [
        "what can i take for zorbitis",
        "what helps with zorbitis",
        "how do i get rid of zorbitis",
    ],
    "what are the symptoms of zorbitis?": ["how do i know if i have zorbitis", "what does zorbitis feel like?"],
    "what causes zorbitis?": ["why do people get zorbitis", "what brings on zorbitis"],
    "how is zorbitis diagnosed?": ["how do doctors check for zorbitis", "how do they know if you have zorbitis?"],
}
FORMS = [(asked, meant) for meant, forms in KINDS.items() for asked in forms]


@pytest.mark.parametrize(("asked", "meant"), FORMS)
def test_a_lay_question_has_a_wording_of_medical_texts(asked: str, meant: str) -> None:
    assert paraphrases(asked)[0] == meant.lower()


@pytest.mark.parametrize(
    "question",
    [
        "is it contagious?",
        "What is the dose of zorbine?",
        "can zorbine kill the worm in zorbitis",
        "does zorbine help",
        "can i give my 10 year old zorbine",
        "can i give zorbine to my kids",
        "how do i keep from getting it again",
        "how do i know if zorbine works",
        "",
    ],
)
def test_other_questions_have_none(question: str) -> None:
    assert paraphrases(question) == ()


@given(st.sampled_from(FORMS), st.sampled_from(["gout", "kidney stones", "Lyme disease"]))
def test_what_is_asked_about_stays(form: tuple[str, str], thing: str) -> None:
    assert all(thing in each for each in paraphrases(form[0].replace("zorbitis", thing)))


def test_openers_and_courtesy_make_no_difference() -> None:
    assert paraphrases("and is zorbitis catching, thanks?") == paraphrases("is zorbitis catching")


@given(st.text())
def test_any_text_is_taken(text: str) -> None:
    assert all(paraphrases(text))
