"""A sentence that names its drug late and only by a pronoun is quoted with the sentence that names the drug."""

import pytest

from factories import make_document
from qa.selection.context import companions

REFERRING = [
    "In renal failure, avoid it.",
    "Adults over 60 years should not be given it.",
    "In severe gout it should be stopped.",
    "In children, give half the usual dose, 5 mg.",
    "Women who are pregnant must not have this medicine.",
    "For a second attack within a week of the first one in adults, repeat the dose of 5 mg.",
    "When the fever lasts, double the dose to 10 mg.",
    "Below 50 kg its dose is 5 mg.",
]
ALONE = [
    "Ibuprofen relieves pain, but avoid it in renal failure.",
    "In children, halve the dose of ibuprofen.",
    "Rest the knee and raise it for 2 hours.",
    "In adults it is recommended that ibuprofen be stopped.",
    "In children, the usual dose is 5 mg of morphine.",
    "People who use it often feel better.",
]


@pytest.mark.parametrize("sentence", REFERRING)
def test_it_brings_the_sentence_with_the_drug(sentence: str) -> None:
    assert "Ibuprofen relieves pain." in _quoted(sentence)


@pytest.mark.parametrize("sentence", ALONE)
def test_a_sentence_that_names_the_drug_or_no_dose_stands_alone(sentence: str) -> None:
    assert _quoted(sentence) == [sentence]


@pytest.mark.parametrize("sentence", REFERRING)
def test_a_drug_that_no_list_has_is_named_by_the_sentence_that_needs_none_before_it(sentence: str) -> None:
    text = ["Zolamide relieves pain.", "It helps within days.", sentence]
    document = make_document("pain", "Pain", {"Use": text})
    last = len(document.sentences) - 1
    assert [document.sentence_text(n) for n in sorted(companions(document, last))][-3:] == text


def test_it_brings_the_sentences_in_between() -> None:
    between = ["Tablets are large.", "Water helps."]
    assert _quoted(REFERRING[0], *between)[-4:] == ["Ibuprofen relieves pain.", *between, REFERRING[0]]


def _quoted(sentence: str, *between: str) -> list[str]:
    document = make_document("pain", "Pain", {"Use": ["Ibuprofen relieves pain.", *between, sentence]})
    last = len(document.sentences) - 1
    return [document.sentence_text(n) for n in sorted(companions(document, last))]
