"""The words that stand for something named elsewhere."""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa.followup.detect.mentions import Mention, mentions_in
from qa.followup.entities import names_in_question
from qa.language import EntityType
from threads import VOCABULARY


def found(question: str) -> tuple[Mention, ...]:
    return mentions_in(question, names_in_question(question, VOCABULARY))


@pytest.mark.parametrize(
    ("question", "mentions"),
    [
        ("Is it safe?", ["it"]),
        ("What are its symptoms and how is it treated?", ["its", "it"]),
        ("How long do they live?", ["they"]),
        ("Do they lose their hair?", ["they"]),
        ("Does it lose its effect?", ["it"]),
        ("Do they know its name?", ["they", "its"]),
        ("Who takes this drug?", ["this drug"]),
        ("Who gets the disease?", ["the disease"]),
        ("survival in these patients", ["these patients"]),
        ("Is the second option better?", ["the second option"]),
        ("what causes the latter?", ["the latter"]),
        ("and for the first one?", ["the first one"]),
        ("the other one?", ["the other one"]),
        ("that one?", ["that one"]),
        ("which of these cause fever?", ["these"]),
        ("what causes that?", ["that"]),
        ("how many months does that give him", ["that", "him"]),
        ("Does warfarin interact with it?", ["it"]),
        ("Is it safe with warfarin?", ["it"]),
        ("In kidney failure, is it safe?", ["it"]),
        ("Is it safe to take with food?", ["it"]),
        ("both together?", ["both"]),
        ("which one is better", ["which one"]),
        ("a cure for either?", ["either"]),
        ("what do they give for it", ["it"]),
        ("Gout is bad. Should he rest?", ["he"]),
        ("That drug, is it safe?", ["That drug", "it"]),
        ("can I take that medicine", ["that medicine"]),
    ],
)
def test_mentions_are_found(question: str, mentions: list[str]) -> None:
    assert [mention.text for mention in found(question)] == mentions


@pytest.mark.parametrize(
    "question",
    [
        "Is it safe to fly with ALS?",
        "Is it possible to prevent strokes?",
        "How long does it take to heal?",
        "Does it hurt when you have ALS?",
        "What is the drug of choice for severe malaria?",
        "What does this guideline say about gout?",
        "Is this study recent?",
        "Why is it that gout hurts?",
        "Does riluzole work if it is taken late?",
        "Is Kennedy's disease fatal and can it be cured?",
        "I have gout. Is it curable?",
        "Is the syndrome of inappropriate thirst rare?",
        "What is the disease in children called?",
        "I heard that zorbine hurts",
        "foods that trigger pain",
        "I know that, thanks",
        "My son has gout. Should he rest?",
        "If a stone does not pass, when is it removed?",
        "Is there a vaccine against malaria, and does it work?",
        "What is the disease with the longest name?",
        "the drugs that help those who have gout",
        "these with gout",
        "how often in this year",
        "its just red",
        "Which kidney failure grade, and why is that failure graded?",
        "What is the second drug for gout?",
        "Does that mean I need a scan?",
    ],
)
def test_what_only_seems_to_be_a_mention_is_none(question: str) -> None:
    assert found(question) == ()


@pytest.mark.parametrize(
    ("question", "sort"),
    [
        ("What is the dose of it?", EntityType.DRUG),
        ("How is it dosed?", EntityType.DRUG),
        ("When did they approve it?", EntityType.DRUG),
        ("How is it diagnosed?", EntityType.CONDITION),
        ("What are the symptoms of it?", EntityType.CONDITION),
        ("its side effects?", EntityType.DRUG),
        ("What are its symptoms?", EntityType.CONDITION),
        ("this medicine?", EntityType.DRUG),
        ("how long do they live?", EntityType.POPULATION),
        ("does she need it", EntityType.POPULATION),
        ("Is it blue?", None),
    ],
)
def test_a_mention_asks_for_a_sort(question: str, sort: EntityType | None) -> None:
    assert found(question)[0].sort is sort


@given(st.text(max_size=200))
def test_mentions_slice_the_question_in_order(question: str) -> None:
    mentions = found(question)
    assert all(question[mention.start : mention.end] == mention.text for mention in mentions)
    assert all(one.end <= other.start for one, other in itertools.pairwise(mentions))


@pytest.mark.parametrize(
    "question", ["Can I eat this food?", "How long does this attack last?", "after that meal?"]
)
def test_a_common_noun_may_be_that_of_a_mention(question: str) -> None:
    assert [mention.role for mention in found(question)] == ["noun"]


@pytest.mark.parametrize(
    "question", ["Is this article recent?", "What does this guideline say?", "in that study?"]
)
def test_a_document_that_is_spoken_of_is_no_mention(question: str) -> None:
    assert found(question) == ()
