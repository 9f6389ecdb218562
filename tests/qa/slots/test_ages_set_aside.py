"""Ages that a question names without asking about them."""

import pytest

from qa.slots import Inherited, Stand, agreement, slots_of, slots_of_sentence

GROWN = "Adults: 1 g every 6 hours."
UNSTATED = "Give 1 g every 6 hours."
SET_ASIDE = [
    "What is the dose of paracetamol in kids, not adults?",
    "don't give me the adult dose, my son is 4, what is the dose of paracetamol?",
    "paracetamol dose for my 4 year old instead of an adult",
    "paracetamol dose for children rather than for adults",
    "what dose of paracetamol do kids need, i dont want the one for adults",
    "i'm an adult, what is the dose of paracetamol for my kid?",
    "never tell the dose for adults; what is the dose of paracetamol for a toddler?",
    "paracetamol dose, my daughter is 3 and I am a grown-up",
]
JOINED = [
    "What is the dose of paracetamol in adults and children?",
    "paracetamol dose in children compared with adults",
    "adult or child dose of paracetamol",
]


@pytest.mark.parametrize("sentence", [GROWN, UNSTATED])
@pytest.mark.parametrize("question", SET_ASIDE)
def test_a_question_for_a_childs_dose_is_not_answered_with_that_of_adults(question: str, sentence: str) -> None:
    found = slots_of_sentence(sentence, Inherited("Fever"))
    assert agreement(slots_of(question), found).population.stand is Stand.CONTRADICTS


@pytest.mark.parametrize("question", SET_ASIDE)
def test_the_dose_of_children_still_answers_it(question: str) -> None:
    found = slots_of_sentence("Children aged 1 to 12 years: 15 mg/kg.", Inherited("Fever"))
    assert agreement(slots_of(question), found).population.stand is Stand.AGREES


@pytest.mark.parametrize("question", JOINED)
def test_ages_that_are_asked_about_together_are_both_answered(question: str) -> None:
    found = slots_of_sentence(GROWN, Inherited("Fever"))
    assert agreement(slots_of(question), found).population.stand is Stand.AGREES


def test_an_adult_dose_in_a_question_about_a_child_is_set_aside_whatever_is_asked() -> None:
    found = slots_of_sentence("Adults take it safely.", Inherited("Fever"))
    question = slots_of("Is the adult dose safe for my 6 year old?")
    assert agreement(question, found).population.stand is Stand.CONTRADICTS


@pytest.mark.parametrize("question", ["Why don't children get it?", "dose not for adults?"])
def test_an_age_that_is_the_only_one_is_asked_about(question: str) -> None:
    assert slots_of(question).ages
    assert slots_of(question).ages_aside == ()
