"""Questions made of headings: grammatical, about the topic, or none."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa.language import spelled
from qa.suggestion.question_templates import TEMPLATES, askable, name_of, question_about, question_of


@pytest.mark.parametrize(
    ("heading", "question"),
    [
        ("Prognosis", "What is the prognosis of ALS?"),
        ("4.2 Prognosis:", "What is the prognosis of ALS?"),
        ("DIAGNOSIS", "How is ALS diagnosed?"),
        ("Treatment", "How is ALS treated?"),
        ("Management", "How is ALS managed?"),
        ("Prevention", "How can ALS be prevented?"),
        ("Monitoring", "How is ALS monitored?"),
        ("Drug treatment", "Which drugs are used for ALS?"),
        ("Clinical presentation", "What is the clinical presentation of ALS?"),
        ("Risk Factors", "What are the risk factors of ALS?"),
        ("Causes and risk factors", "What are the causes and risk factors of ALS?"),
        ("Cause and transmission", "What are the cause and transmission of ALS?"),
        ("Types of motor neuron", "What are the types of motor neuron?"),
        ("Bulbar-onset ALS", "What does the source say about bulbar-onset ALS?"),
        ("Pitfalls", "What does the source say about pitfalls in ALS?"),
        ("CLINICAL COMPLICATIONS OF ALS", "What are the clinical complications of ALS?"),
        ("TDP-43 pathology", "What does the source say about TDP-43 pathology in ALS?"),
        ("Care at home, sleep and rest", "What does the source say about care at home, sleep and rest in ALS?"),
        ("How long do people live?", "How long do people live?"),
    ],
)
def test_a_heading_becomes_the_question_that_its_section_answers(heading: str, question: str) -> None:
    assert question_of(heading, "ALS") == question


@pytest.mark.parametrize(
    "heading",
    [
        "References",
        "See also",
        "Summary",
        "About this article",
        "Conflicts of interest",
        "Table 3. Doses",
        "Appendix A",
        "When to see a doctor",
        "Age, sex",
        "Is it safe",
        "3",
        "…",
        "",
        "  ",
        "A heading that goes on and on for many words",
        "Doses: adults",
    ],
)
def test_a_heading_without_a_matter_of_its_own_is_no_question(heading: str) -> None:
    assert question_of(heading, "ALS") is None


@pytest.mark.parametrize(
    ("name", "question"),
    [
        ("gout", "What is gout?"),
        ("kidney stones", "What are kidney stones?"),
        ("Carcinoid Tumors", "What are Carcinoid Tumors?"),
        ("measles", "What is measles?"),
        ("multiple sclerosis", "What is multiple sclerosis?"),
        ("AIDS", "What is AIDS?"),
        ("Crohn's", "What is Crohn's?"),
        ("celiac disease and dermatitis herpetiformis", "What are celiac disease and dermatitis herpetiformis?"),
    ],
)
def test_one_thing_is_and_several_are(name: str, question: str) -> None:
    assert question_about(name) == question
    is_or_are = question.split()[1]
    assert question_of("Treatment", name) == f"How {is_or_are} {name} treated?"


@pytest.mark.parametrize(
    ("topic", "name"),
    [
        ("Amyotrophic Lateral Sclerosis (ALS)", "ALS"),
        ("Gout (podagra)", "Gout"),
        ("(HIV)", "HIV"),
        ("Stroke", "Stroke"),
        (" Asthma ", "Asthma"),
    ],
)
def test_a_topic_is_called_by_its_abbreviation_or_by_its_first_name(topic: str, name: str) -> None:
    assert name_of(topic) == name


def test_a_name_is_spelled_as_the_text_spells_it() -> None:
    text = (
        "Parkinson's Disease\nMany have Parkinson's disease, and few know Parkinson's disease. Kidney stones hurt."
    )
    assert spelled("Parkinson's Disease", text) == "Parkinson's disease"
    assert spelled("Kidney Stones", text) == "Kidney Stones"
    assert spelled("Kidney Stones", f"{text} He has kidney stones.") == "kidney stones"
    assert spelled("Gout and Kidney Stones", "with gout or kidney stones") == "gout and kidney stones"


@pytest.mark.parametrize(
    "name", ["", "Salivary gland cancer, adult", "A: B", "one two three four five six seven eight"]
)
def test_a_name_that_does_not_fit_into_a_question_is_told(name: str) -> None:
    assert not askable(name)
    assert askable("Breast Cancer")


def test_no_template_lacks_its_end() -> None:
    for template in TEMPLATES.values():
        assert re.fullmatch(r"(How|What|Which)\b[^?]*\?", template)


@given(st.text(max_size=60), st.sampled_from(["ALS", "kidney stones", "gout"]))
def test_every_question_is_one_line_that_ends_as_a_question(heading: str, name: str) -> None:
    question = question_of(heading, name)
    if question is not None:
        assert question.endswith("?")
        assert question == question.strip()
        assert question_of(heading, name) == question
        assert "{" not in question or "{" in heading


@given(st.from_regex(r"[A-Za-z]{3,9}( [A-Za-z-]{3,9}){0,4}", fullmatch=True))
def test_any_noun_phrase_keeps_its_words(heading: str) -> None:
    question = question_of(heading, "ALS")
    if question is not None and question.startswith("What does the source say about "):
        assert heading.casefold() in question.casefold()
