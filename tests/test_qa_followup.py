"""Follow-ups in their thread: bindings are shown, and what cannot be bound is named."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa.followup import interpret, topic_of
from qa.topics import Topics
from qa.turn import Turn

TOPICS = Topics(["Amyotrophic Lateral Sclerosis (ALS)", "Kennedy's disease", "Pain"])
ARTICLE = "Amyotrophic Lateral Sclerosis (ALS)"
THREAD = (Turn(1, "What are the treatments for ALS?", "What are the treatments for ALS?", "ALS"),)


@pytest.mark.parametrize(
    ("asked", "understood", "topic"),
    [
        ("Is it associated with pain?", "Is ALS associated with pain?", "ALS"),
        ("What are its symptoms?", "What are ALS's symptoms?", "ALS"),
        ("Who gets the disease?", "Who gets ALS?", "ALS"),
        ("What about Kennedy's disease?", "What are the treatments for Kennedy's disease?", "Kennedy's disease"),
        ("and in children?", "What are the treatments for ALS in children?", "ALS"),
        ("How about prognosis?", "prognosis of ALS?", "ALS"),
        ("Treatment?", "Treatment of ALS?", "ALS"),
        ("What about gene therapy trials?", "What are the treatments for ALS: gene therapy trials?", "ALS"),
    ],
)
def test_a_follow_up_is_understood_from_the_turn_before(asked: str, understood: str, topic: str) -> None:
    reading = interpret(asked, THREAD, None, TOPICS)
    assert (reading.question, reading.topic) == (understood, topic)
    assert [binding.turn for binding in reading.bindings] == [1]
    assert reading.unresolved is None


def test_after_a_question_on_a_drug_it_means_the_drug() -> None:
    turns = (
        Turn(1, "What does riluzole do?", "What does riluzole do?", topic_of("What does riluzole do?", TOPICS)),
    )
    reading = interpret("How much does it lengthen survival?", turns, ARTICLE, TOPICS)
    assert reading.question == "How much does riluzole lengthen survival?"


def test_a_binding_names_the_mention_and_what_it_was_taken_for() -> None:
    (binding,) = interpret("How is it diagnosed?", THREAD, None, TOPICS).bindings
    assert (binding.mention, binding.resolved_to, binding.turn) == ("it", "ALS", 1)


def test_under_an_article_the_first_mention_means_its_topic() -> None:
    reading = interpret("How is it diagnosed?", (), ARTICLE, TOPICS)
    assert reading.question == f"How is {ARTICLE} diagnosed?"
    assert reading.bindings[0].turn == 0


def test_the_thread_goes_before_the_article() -> None:
    turns = (*THREAD, Turn(2, "What about Kennedy's disease?", "…", "Kennedy's disease"))
    assert interpret("Is it rare?", turns, ARTICLE, TOPICS).question == "Is Kennedy's disease rare?"


def test_without_any_thread_a_mention_is_unresolved() -> None:
    assert interpret("How is it diagnosed?", (), None, TOPICS).unresolved == "it"
    assert interpret("What about the elderly?", (), None, TOPICS).unresolved == "What about the elderly?"


@pytest.mark.parametrize(
    "standalone",
    [
        "What are the treatments for Kennedy's disease?",
        "Is it safe to fly with ALS?",
        "Is it possible to prevent strokes?",
        "Does it hurt when you have ALS?",
        "What is the most common cause of death?",
        "What is the drug of choice for severe malaria?",
        "What is the treatment for gout?",
        "Is the syndrome of inappropriate thirst rare?",
    ],
)
def test_a_question_that_stands_alone_stays_as_it_is(standalone: str) -> None:
    reading = interpret(standalone, (), None, TOPICS)
    assert (reading.question, reading.bindings, reading.unresolved) == (standalone, (), None)


def test_a_mention_of_what_the_question_itself_names_is_not_bound_elsewhere() -> None:
    reading = interpret("Is Kennedy's disease fatal and can it be cured?", THREAD, None, TOPICS)
    assert reading.bindings == ()
    assert reading.topic == "Kennedy's disease"


@pytest.mark.parametrize(
    ("question", "topic"),
    [
        ("What are the side effects of riluzole?", "riluzole"),
        ("What is riluzole?", "riluzole"),
        ("What does riluzole do?", "riluzole"),
        ("Does riluzole help people with ALS?", "riluzole"),
        ("When was edaravone approved?", "edaravone"),
        ("Does ALS improve with rest?", "ALS"),
        ("Do patients with ALS improve?", "ALS"),
        ("Does it help people with ALS?", "ALS"),
        ("What is the most common cause of death?", None),
        ("How is it dosed?", None),
    ],
)
def test_the_object_of_a_question_is_its_topic_where_titles_name_none(question: str, topic: str | None) -> None:
    assert topic_of(question, TOPICS) == topic


@given(st.text(min_size=1, max_size=80), st.booleans())
def test_any_text_is_read_without_error_and_bindings_stand_in_it(question: str, threaded: bool) -> None:
    reading = interpret(question, THREAD if threaded else (), None, TOPICS)
    assert all(binding.mention in question for binding in reading.bindings)
    if not reading.bindings:
        assert reading.question == question
