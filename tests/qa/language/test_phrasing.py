"""The standard form of a question: openers, courtesy, requests, word order and apostrophes."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa.language import as_question, plain_question

QUESTIONS = (
    "how is gout treated?",
    "Which foods should people with gout avoid?",
    "is zorbitis contagious?",
    "what about children?",
    "gout in pregnancy",
    "right heart failure: which signs does it have?",
)
OPENERS = (
    "and ", "but ", "so ", "So, ", "ok ", "OK, ", "okay - ", "Hi, ", "hello doctor, ", "hi there! ",
    "Dear doctor, ", "please ", "right, ", "Thanks. ", "thank you, ", "well, ", "sorry, ", "quick question: ",
    "Good morning. ", "one more thing, ", "um, ",
)  # fmt: skip
COURTESIES = (
    " please",
    ", please",
    " thanks",
    ". Thanks!",
    " thank you so much",
    ", thx",
    " Cheers.",
    " just curious",
)
REQUESTS = (
    "could you please tell me ", "can you explain to me ", "tell me ", "Please tell me: ", "i'd like to know ",
    "I was just wondering ", "do you know ", "does anyone know ", "my question is, ", "any idea ", "can I ask ",
    "I want to understand ", "i would really like to know ", "help me understand ",
)  # fmt: skip


@pytest.mark.parametrize(
    ("asked", "plain"),
    [
        ("hi, could you please tell me how gout is treated", "how is gout treated"),
        ("I'd like to know what the signs of gout are, please", "what are the signs of gout"),
        ("do you know how long gout will last?", "how long will gout last?"),
        ("i wonder if zorbitis is contagious??", "is zorbitis contagious?"),
        ("tell me whether people with gout can drink beer", "can people with gout drink beer"),
        ("can you tell me which drugs are used for gout?", "which drugs are used for gout?"),
        ("i want to know how to treat gout", "how to treat gout"),
        ("tell me how people who were ill can recover", "how people who were ill can recover"),
        ("can you tell me the dose of zorbine for gout", "the dose of zorbine for gout"),
        ("could you please say how gout is treated", "how is gout treated"),
        ("tell me about gout", "gout"),
        ("tell me about how gout is treated", "how is gout treated"),
        ("I'd like to know about the signs of gout", "the signs of gout"),
        ("please list the side effects of zorbine", "the side effects of zorbine"),
        ("can you give me some information about gout in women?", "gout in women?"),
        ("i want to know whether zorbine helps in gout", "does zorbine help in gout"),
        ("tell me if tight shoes cause gout", "do tight shoes cause gout"),
        ("i wonder whether stress can cause gout", "can stress cause gout"),
        ("foods i cant eat with gout", "foods i can't eat with gout"),
        ("whats the dose, and why shouldnt I stop", "what's the dose, and why shouldn't I stop"),
        ("is parkinsons painful", "is parkinson's painful"),
        ("Does it hurt ?!", "Does it hurt?"),
        ("  how \n is gout  treated ", "how is gout treated"),
    ],
)
def test_a_question_gets_its_standard_form(asked: str, plain: str) -> None:
    assert plain_question(asked) == plain


@pytest.mark.parametrize(
    "text",
    [
        "right heart failure treatment",
        "No, gout",
        "so-called pseudogout",
        "So far, which drugs work?",
        "OK-432 injections",
        "What is a TIA?",
        "can you tell if a mole is cancerous?",
        "well child visits",
        "i want to lose weight",
        "ok",
        "Thanks!",
        "hi",
        "?",
        "",
        "IM or IV?",
        "Who helps?",
        "tell me about it",
        "can you give a child zorbine",
        "can you list gout as an illness",
        "i need to see the doctor",
        "give me zorbine",
        "if zorbine helps",
    ],
)
def test_what_belongs_to_a_question_stays(text: str) -> None:
    assert plain_question(text) == text


@given(
    st.sampled_from(QUESTIONS),
    st.lists(st.sampled_from(OPENERS), max_size=3),
    st.lists(st.sampled_from(COURTESIES), max_size=2),
)
def test_openers_and_courtesy_leave_the_question(question: str, openers: list[str], courtesies: list[str]) -> None:
    asked = "".join(openers) + question.rstrip("?") + "".join(courtesies)
    assert as_question(plain_question(asked)) == as_question(question)


@given(st.sampled_from(REQUESTS), st.sampled_from(["how is gout treated", "how gout is treated"]))
def test_a_request_leaves_the_question_in_either_order_of_words(request: str, question: str) -> None:
    assert plain_question(request + question) == "how is gout treated"


@given(st.sampled_from(REQUESTS), st.sampled_from(["about ", ""]))
def test_a_request_leaves_what_is_to_be_told(request: str, about: str) -> None:
    assert plain_question(f"{request}{about}the dose of zorbine?") == "the dose of zorbine?"


@given(st.text() | st.lists(st.sampled_from((*QUESTIONS, *OPENERS, *COURTESIES, *REQUESTS))).map("".join))
def test_the_standard_form_is_its_own_and_is_never_empty(text: str) -> None:
    plain = plain_question(text)
    assert plain_question(plain) == plain
    assert bool(plain.strip()) is bool(text.strip())
    assert any(map(str.isalnum, plain)) is any(map(str.isalnum, text))


@given(st.text())
def test_a_question_ends_in_one_mark(text: str) -> None:
    asked = as_question(text)
    assert asked.endswith("?")
    assert not asked[:-1].endswith(("?", " ", ".", "!"))
    assert as_question(asked) == asked
