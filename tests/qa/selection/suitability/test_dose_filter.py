"""The drug whose dose a question asks for, and the sentences that state its dose."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.document import Document
from factories import make_document
from qa.selection.suitability.dose_filter import dose_target, states_dose


@pytest.mark.parametrize(
    ("question", "drug"),
    [
        ("gorbine dose", ("gorbine",)),
        ("What is the dose of gorbine in caveosis?", ("gorbine",)),
        ("maximum daily dosage of oral gorbine", ("gorbine",)),
        ("gorbine caveate maximum daily dose for adults", ("gorbine", "caveate")),
        ("In caveosis, what gorbine dose is given?", ("gorbine",)),
        ("What dose should gorbine be given in?", ("gorbine",)),
        ("How much gorbine should I take?", ("gorbine",)),
        ("how many mg of the gorbine", ("gorbine",)),
        ("What is the first dose?", ()),
        ("the dose of the drug in children", ()),
        ("adult dose?", ()),
        ("dose", ()),
    ],
)
def test_the_drug_is_found_beside_the_word_dose(question: str, drug: tuple[str, ...]) -> None:
    assert dose_target(question) == drug


@settings(max_examples=50)
@given(st.text(max_size=80))
def test_the_drug_consists_of_words_of_the_question(question: str) -> None:
    assert all(word in question for word in dose_target(question))


def states(document: Document, sentence: str, *drug: str) -> bool:
    ordinal = next(n for n in range(len(document.sentences)) if document.sentence_text(n) == sentence)
    return states_dose(document, ordinal, drug)


DRUGS = make_document(
    "caveosis",
    "Caveosis",
    {
        "Acute treatment": ["Gorbine acts fast.", "Adults take 50 mg at once.", "The makers won in 2017."],
        "Prevention": ["Zolbate 5 mg each day is enough.", "Riblatane needs care."],
        "Riblatane": ["The label of 2020 gives 10 mg."],
        "Tissue solvents": ["Arbin plasminogen solvent (APS) opens vessels."],
        "In hospital": ["An APS bolus is 9 mg."],
        "Children": ["Vexilate is given so:"],
    },
    lists={"Children": ["2 mg a day up to five years", "4 mg later"]},
)


@pytest.mark.parametrize(
    ("sentence", "drug", "expected"),
    [
        ("Adults take 50 mg at once.", ["gorbine"], True),
        ("Adults take 50 mg at once.", ["Gorbines"], True),
        ("Adults take 50 mg at once.", ["zolbate"], False),
        ("Adults take 50 mg at once.", ["caveosis"], True),
        ("Adults take 50 mg at once.", [], True),
        ("The makers won in 2017.", ["gorbine"], False),
        ("Gorbine acts fast.", ["gorbine"], False),
        ("The label of 2020 gives 10 mg.", ["riblatane"], True),
        ("The label of 2020 gives 10 mg.", ["ryblatane"], True),
        ("The label of 2020 gives 10 mg.", ["gorbine"], False),
        ("An APS bolus is 9 mg.", ["plasminogen"], True),
        ("4 mg later", ["vexilate"], True),
        ("4 mg later", ["gorbine"], False),
    ],
)
def test_an_amount_counts_if_its_context_names_the_drug(sentence: str, drug: list[str], expected: bool) -> None:
    assert states(DRUGS, sentence, *drug) is expected
