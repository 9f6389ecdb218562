"""Years, countries and ways of giving a drug: questions and texts of our own."""

import pytest

from qa.slots import Inherited, Stand, agreement, slots_of, slots_of_sentence

AGREES, CONTRADICTS, UNASKED = Stand.AGREES, Stand.CONTRADICTS, Stand.UNASKED


@pytest.mark.parametrize(
    ("question", "sentence", "stand"),
    [
        ("How many cases were there in 1995?", "In 2020 there were 80 million cases.", CONTRADICTS),
        ("How many cases were there in 1995?", "There were 80 million cases.", CONTRADICTS),
        ("How many cases were there in 2020?", "In 2020 there were 80 million cases.", AGREES),
        ("How common is gout in Ghana?", "In Nigeria one in a thousand has gout.", CONTRADICTS),
        ("How common is gout in Ghana?", "Of Ghanaian men one in a thousand has gout.", AGREES),
        ("Is turkey meat allowed?", "Meat is allowed.", UNASKED),
        ("What is the rectal dose of paracetamol?", "Paracetamol 500 mg orally.", CONTRADICTS),
        ("What is the rectal dose of paracetamol?", "Paracetamol suppositories of 500 mg.", AGREES),
        ("What helps in oral thrush?", "Miconazole cream.", UNASKED),
        ("How common is gout?", "In Nigeria one in a thousand has gout.", UNASKED),
    ],
)
def test_details(question: str, sentence: str, stand: Stand) -> None:
    assert agreement(slots_of(question), slots_of_sentence(sentence, Inherited())).detail.stand is stand


def test_who_published_a_document_and_when_counts() -> None:
    asked = slots_of("How was gout treated in Ghana in 2019?")
    issued = slots_of_sentence("Rest was advised.", Inherited(issue="Ministry of Health, Ghana 2019"))
    assert agreement(asked, issued).detail.stand is AGREES


def test_what_contradicts_is_said_in_words() -> None:
    asked = slots_of("How common is gout in Ghana?")
    other = agreement(asked, slots_of_sentence("In Nigeria it is rare.", Inherited()))
    assert other.why == "about Nigeria; the question asks about Ghana"
    assert agreement(asked, slots_of_sentence("It is rare.", Inherited())).why == "silent about Ghana"
