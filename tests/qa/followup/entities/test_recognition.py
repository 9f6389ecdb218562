"""The names in questions and quotes, and what their surroundings tell."""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa.followup.entities.context_types import type_of_aspect, type_of_owner
from qa.followup.entities.recognition import focus_of, names_in_question, names_in_quote, paired
from qa.language import EntityType
from threads import VOCABULARY


@pytest.mark.parametrize(
    ("question", "focus", "sort"),
    [
        ("What are the treatments for ALS?", "ALS", EntityType.CONDITION),
        ("Does riluzole help people with ALS?", "riluzole", EntityType.DRUG),
        ("What are the side effects of edaravone?", "edaravone", EntityType.DRUG),
        ("aspirin dose for gout adults", "aspirin", EntityType.DRUG),
        ("When was edaravone approved?", "edaravone", EntityType.DRUG),
        ("What is levodopa for in ALS?", "levodopa", EntityType.DRUG),
        ("What is zorbine for in ALS?", "zorbine", EntityType.DRUG),
        ("What is latent ALS disease?", "latent ALS disease", EntityType.CONDITION),
        ("Is bilharzia contagious?", "bilharzia", EntityType.CONDITION),
        ("How long do people with bulbar palsy live?", "bulbar palsy", EntityType.CONDITION),
        ("What does the HLA gene test show?", "HLA gene test", EntityType.TEST),
        ("How is it treated?", None, None),
    ],
)
def test_what_a_question_is_about(question: str, focus: str | None, sort: EntityType | None) -> None:
    found = focus_of(names_in_question(question, VOCABULARY))
    assert (found.text if found else None, found.sort if found else None) == (focus, sort)


@pytest.mark.parametrize(
    ("question", "names"),
    [
        ("Is riluzole or edaravone better?", ["riluzole", "edaravone"]),
        ("ALS, gout and malaria", ["ALS", "gout", "malaria"]),
        ("depression in ALS and in gout, how common", ["ALS", "gout"]),
        ("depression in ALS", []),
        ("ALS and gout, but is malaria worse", ["ALS", "gout"]),
    ],
)
def test_names_side_by_side_are_a_list(question: str, names: list[str]) -> None:
    assert [name.text for name in paired(names_in_question(question, VOCABULARY), question)] == names


def test_a_question_is_about_all_that_it_compares() -> None:
    names = names_in_question("Can gout and malaria happen together?", VOCABULARY)
    assert [name.text for name in names if name.focus] == ["gout", "malaria"]


def test_a_quote_tells_what_its_names_are() -> None:
    quote = "Zorbine is the only drug for gout. The drug of choice is mirabiline. It harms snarks."
    told = {name.text: name.sort for name in names_in_quote(quote, VOCABULARY)}
    assert told == {"Zorbine": EntityType.DRUG, "gout": EntityType.CONDITION, "mirabiline": EntityType.DRUG}


@pytest.mark.parametrize(
    "quote",
    [
        "First come zorbine, mirabiline (mirabilol) and snarkine.",
        "The drugs are:\n\n- zorbine. [1]\n- mirabiline. [1]\n- snarkine.",
    ],
)
def test_what_a_quote_enumerates_is_a_list(quote: str) -> None:
    listed = [name.text for name in names_in_quote(quote, VOCABULARY) if name.focus]
    assert listed == ["zorbine", "mirabiline", "snarkine"]


def test_one_list_is_of_one_sort() -> None:
    told = {n.text: n.sort for n in names_in_quote("The drugs are zorprazole, mirabil and snark.", VOCABULARY)}
    assert told == dict.fromkeys(("zorprazole", "mirabil", "snark"), EntityType.DRUG)


def test_a_noun_completes_what_only_describes() -> None:
    assert [n.text for n in names_in_question("Is palliative care or an iron tablet or IV ok", VOCABULARY)] == [
        "palliative care",
        "iron tablet",
    ]
    assert [n.text for n in names_in_question("is an unborn child safe", VOCABULARY)] == ["unborn child"]


def test_the_head_of_a_phrase_is_what_it_is_about() -> None:
    assert [n.text for n in names_in_question("What does the aura of gout look like?", VOCABULARY) if n.focus] == [
        "aura"
    ]


def test_owners_and_aspects_tell_sorts() -> None:
    assert type_of_owner(" dose?") is EntityType.DRUG
    assert type_of_owner("side effects") is EntityType.DRUG
    assert type_of_owner("symptoms in children") is EntityType.CONDITION
    assert type_of_owner(" colour") is None
    assert type_of_aspect("dose per kg") is EntityType.DRUG
    assert type_of_aspect("symptoms") is EntityType.CONDITION
    assert type_of_aspect("history") is None


@given(st.text(max_size=120))
def test_names_slice_the_text_in_order(text: str) -> None:
    for names in names_in_question(text, VOCABULARY), names_in_quote(text, VOCABULARY):
        assert all(text[name.start : name.end] == name.text for name in names)
        assert all(one.end <= other.start for one, other in itertools.pairwise(names))
