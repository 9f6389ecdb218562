"""The span that answers: what is marked, what is not, and what holds for every sentence."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.document import Span
from index.analysis import Analyser, words_of
from qa.answer_span import RuleSpans, SentenceWords
from qa.answer_span.negation import with_negations
from qa.answer_span.phrases import has_whole_brackets
from qa.answer_span.quantities import with_whole_amounts

ANALYSER = Analyser()


def sentence_for(question: str, text: str) -> SentenceWords:
    """The sentence, with the words that the question says too as the covered ones."""
    return SentenceWords.of(text, words_of(text, ANALYSER), [], set(ANALYSER.terms(question)))


def marked(question: str, text: str) -> str | None:
    found = RuleSpans().span(question, sentence_for(question, text))
    return None if found is None else found.of(text)


@pytest.mark.parametrize(
    ("question", "text", "span"),
    [
        (
            "How long do people with bulbar onset live?",
            "Survival in bulbar onset is usually 2-3 years, which is shorter than the 3-5 years of limb onset.",
            "2-3 years",
        ),
        (
            "What is the dose of zolamide for gout?",
            "For gout, give zolamide 5 mg twice daily for 3 days, and rest the joint.",
            "5 mg twice daily for 3 days",
        ),
        ("What is the dose of zolamide?", "Do not give zolamide 5 mg to children.", "Do not give zolamide 5 mg"),
        ("How many people have gout?", "Around 1 in 40 people have gout in their life.", "Around 1 in 40"),
        (
            "Why does zolamide lower potassium?",
            "Zolamide lowers potassium because it is lost in urine, but it recovers.",
            "it is lost in urine",
        ),
        ("What causes gout?", "Gout is caused by urate crystals in a joint.", "urate crystals in a joint"),
        ("What is gout?", "Gout is a form of arthritis, and it affects men.", "a form of arthritis"),
        ("Which drug is preferred for gout?", "Zolamide is the preferred drug for gout.", "Zolamide"),
        ("Where does the virus replicate?", "The virus replicates in the upper airways.", "in the upper airways"),
        ("When was zolamide approved?", "Zolamide was approved in May 2019 for adults.", "in May 2019"),
        ("Is zolamide safe?", "Zolamide should not be used after 20 weeks.", "should not be used"),
        ("Does zolamide prevent gout?", "Zolamide does not prevent gout attacks.", "does not prevent"),
    ],
)
def test_the_words_that_answer_are_marked(question: str, text: str, span: str) -> None:
    assert marked(question, text) == span


@pytest.mark.parametrize(
    ("question", "text"),
    [
        ("How long do people live?", "People with gout live well."),
        ("How long do people live?", "The trial lasted 3 years."),
        ("How is gout treated?", "Gout is treated with rest for 3 days."),
        ("Does zolamide prevent gout?", "Zolamide does not reduce pain."),
        ("Which drug is preferred?", "The study found that it helps."),
        ("Where does it occur?", "It occurs in Utopia and in Erewhon."),
        ("How long?", "3 days."),
        ("How long is zolamide given?", "Zolamide for 3 days is not recommended in adults with gout."),
        ("What dose of zolamide is given?", "Zolamide 5 mg is given to all people except those with gout."),
        ("How long is zolamide given?", "Zolamide is given for 3 days excluding those with a fever or gout."),
        ("Should zolamide be avoided in gout?", "Beer should be avoided in gout but not zolamide."),
        ("Is rest recommended in a flare?", "Exercise is recommended, unlike rest, in a flare of gout."),
        ("Can zolamide be given in gout?", "In contrast to zolamide, rest can be given to people with gout."),
        ("Must zolamide be stopped?", "All drugs except zolamide must be stopped before people travel."),
        ("Is zolamide contraindicated?", "Pelamide is contraindicated in gout; zolamide can be given to them."),
        ("What dose of zolamide is given?", "Gout and fever in adults | Zolamide is given | 5 mg | 10 mg"),
        ("How long do people live?", "Some, who are not cured, live 5 years, and people rest."),
        (
            "How long is it given?",
            "Those who do not respond to the first course of zolamide or of rest get it for 5 days.",
        ),
    ],
)
def test_where_nothing_is_clearly_the_answer_nothing_is_marked(question: str, text: str) -> None:
    assert marked(question, text) is None


def test_of_two_amounts_that_are_as_near_neither_is_marked() -> None:
    assert marked("How long does gout last?", "It is 3 years, gout, 5 years.") is None
    nearer = "It is 3 years in gout, and in worse cases of arthritis 5 years."
    assert marked("How long does gout last?", nearer) == "3 years"


def test_words_in_another_clause_count_less() -> None:
    assert marked("How long does zolamide work?", "Rest takes 3 years, but zolamide 5 years.") == "5 years"
    assert marked("How long does zolamide work?", "Rest takes 3 years, zolamide 5 years.") is None


def test_a_text_that_is_too_long_for_a_sentence_is_not_marked() -> None:
    text = "Gout lasts 3 years "
    assert marked("How long does gout last?", text + "and so on " * 20) == "3 years"
    assert marked("How long does gout last?", text + "and so on " * 80) is None


QUESTIONS = st.sampled_from(
    [
        "How long do people with gout live?",
        "What dose of zolamide is given?",
        "How many people have gout?",
        "Why is zolamide given?",
        "Where does gout occur?",
        "What is gout?",
        "Which drug prevents gout?",
        "When is zolamide given?",
        "Is zolamide safe in gout?",
    ]
)
WORDS = """
gout zolamide people is are not never avoid without contraindicated 5 mg 2-3 years 10 % 1 in 20 because of due to
in Utopia May 2019 should be given safe , ; but ( ) — 😀 Crohn’s n't don't include the a 3–5 µg/kg twice daily
to or and except [ ] give recommended 1,200 prevents caused by no
"""
PIECES = st.sampled_from(WORDS.split())
SENTENCES = st.lists(PIECES, min_size=1, max_size=30).map(" ".join)


@given(question=QUESTIONS, text=SENTENCES | st.text(max_size=80))
def test_a_span_is_a_part_that_cuts_no_amount_and_leaves_no_negation_out(question: str, text: str) -> None:
    span = RuleSpans().span(question, sentence_for(question, text))
    if span is None:
        return
    assert 0 < span.end - span.start < len(text.strip())
    assert span.of(text).strip()
    assert with_negations(text, span) == span
    assert with_whole_amounts(text, span) == span
    assert has_whole_brackets(span.of(text))


@given(question=QUESTIONS, text=SENTENCES)
def test_what_is_prohibited_is_not_marked_without_its_prohibition(question: str, text: str) -> None:
    prohibited = "Do not " + text.replace(";", ",").replace("but", "or")
    found = marked(question, prohibited)
    assert found is None or found.startswith("Do not")


@given(question=st.text(max_size=60), text=st.text(max_size=60))
def test_every_question_and_sentence_can_be_compared(question: str, text: str) -> None:
    span = RuleSpans().span(question, sentence_for(question, text))
    assert span is None or isinstance(span, Span)


@pytest.mark.parametrize(
    ("question", "text"),
    [
        ("Can zorbine be used in children?", "Can zorbine be used in children?"),
        ("What is the dose of zorbine?", "Is the dose of zorbine 5 mg daily?"),
    ],
)
def test_a_question_of_a_document_has_no_span(question: str, text: str) -> None:
    assert marked(question, text) is None
