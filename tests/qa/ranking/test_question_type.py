"""The forms of questions."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa.ranking.question_type import agent_of, is_claim, is_open, kinds_asked

CLAIM, OPEN, CLOSED = (True, False), (False, True), (False, False)


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("Zinc shortens colds in adults.", CLAIM),
        ("Aspirin inhibits platelet aggregation", CLAIM),
        ("The risk of colds is lower with zinc", CLAIM),
        ("Treatment with zinc shortens colds.", CLAIM),
        ("Does zinc shorten colds", CLOSED),
        ("Zinc and colds?", CLOSED),
        ("In which patients is zinc of use", OPEN),
        ("How are colds treated?", OPEN),
        ("symptoms of a cold", OPEN),
        ("Side effects of zinc", OPEN),
        ("zinc dose", OPEN),
        ("gout", OPEN),
        ("zinc side effects", OPEN),
        ("zinc vs copper", OPEN),
        ("Zinc side effects differ from those of copper and of iron", CLAIM),
        ("zinc tablets make me sick", CLOSED),
        ("I take zinc every day and still catch colds", CLOSED),
        ("Type I interferons clear colds", CLAIM),
    ],
)
def test_statements_and_open_questions_are_told_from_others(text: str, form: tuple[bool, bool]) -> None:
    assert (is_claim(text), is_open(text)) == form


def test_what_an_answer_names() -> None:
    assert list(kinds_asked("When is it given?")) == ["time"]
    assert list(kinds_asked("What is the rate of relapse?")) == ["number", "share"]
    assert list(kinds_asked("Is it safe?")) == []


@given(st.text(max_size=80))
def test_no_text_is_both_a_claim_and_an_open_question(text: str) -> None:
    assert not (is_claim(text) and is_open(text))


@pytest.mark.parametrize(
    ("question", "agent"),
    [
        ("Does smoking cause kidney stones?", "smoking"),
        ("Can heavy periods cause anemia?", "periods"),
        ("Is stress a cause of celiac disease?", "stress"),
        ("Is asthma linked to vaping?", "vaping"),
        ("Can it cause stroke?", ""),
        ("What causes stroke?", ""),
        ("Can my child get measles?", ""),
    ],
)
def test_an_agent_is_what_a_question_asks_whether_it_has_an_effect(question: str, agent: str) -> None:
    assert agent_of(question) == agent
