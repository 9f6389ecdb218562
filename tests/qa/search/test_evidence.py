"""Candidates and excerpts: list stems that repeat the question, and doses of the drug that it names."""

from collections.abc import Iterator

import pytest

from corpus.store import Store
from factories import make_document
from index.hybrid import HybridIndex
from indexes import index_over
from qa.answering import Stages
from qa.audience import ANYONE
from qa.schema import Question
from qa.search import Evidence, QuestionSearch, Tuning

CRISIS = make_document(
    "zorbitis",
    "Zorbitis",
    {
        "Emergencies": ["When a zorbitis crisis is suspected, do not:"],
        "Outlook": ["A zorbitis crisis is suspected.", "Zorbitis heals within two weeks in most patients."],
        "Acute treatment": ["Zorbine acts within minutes.", "Adults with zorbitis take a dose of 50 mg at once."],
        "Prevention": [
            "Quixil in zorbitis is a single dose of 5 mg each day.",
            "The dose of zolbate in zorbitis varies.",
            "Nebramol 40 mg by mouth every 8-12 hours is one drug on that list, which many centres keep.",
        ],
        "Findings": ["The dose of zolbate in zorbitis follows a glucose below 2.2 mmol/L."],
    },
    lists={"Emergencies": ["give zorbine by mouth", "drive to the hospital"]},
)


@pytest.fixture(name="found", scope="module")
def _found(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Stages, HybridIndex]]:
    home = tmp_path_factory.mktemp("home")
    with Store(home / "store.db") as store:
        index = index_over(home, store, CRISIS)
        yield Stages(store, Tuning()), index


def searched(found: tuple[Stages, HybridIndex], question: str) -> tuple[QuestionSearch, Evidence]:
    stages, index = found
    search = stages.search(index, Question(question=question))
    return search, search.evidence(question)


def candidates(found: tuple[Stages, HybridIndex], question: str) -> list[str]:
    search, evidence = searched(found, question)
    return [CRISIS.sentence_text(key.ordinal) for key in search.index.locate(evidence.candidates.rows)]


def quotes(found: tuple[Stages, HybridIndex], question: str) -> list[str]:
    chosen = found[0].excerpts(*searched(found, question), ANYONE, 5)
    return [text for each in chosen for text in each.texts]


def test_a_list_stem_that_repeats_an_open_question_is_a_candidate(
    found: tuple[Stages, HybridIndex],
) -> None:
    asked = "What should I not do when a zorbitis crisis is suspected?"
    assert "When a zorbitis crisis is suspected, do not:" in candidates(found, asked)
    assert "A zorbitis crisis is suspected." not in candidates(found, asked)
    assert any("drive to the hospital" in text for text in quotes(found, asked))


def test_a_yes_no_question_may_be_answered_by_a_sentence_that_repeats_it(
    found: tuple[Stages, HybridIndex],
) -> None:
    assert "A zorbitis crisis is suspected." in candidates(found, "Is a zorbitis crisis suspected?")


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("What is the dose of zorbine in zorbitis?", ["dose of 50 mg"]),
        ("zorbine dose in zorbitis", ["dose of 50 mg"]),
        ("What is the dose of quixil in zorbitis?", ["dose of 5 mg"]),
        ("What is the dose of zolbate in zorbitis?", []),
        ("What is the dose of nimbral in zorbitis?", []),
        ("What is the dose of nebramol in zorbitis?", ["Nebramol 40 mg"]),
        ("What is the dose at once in zorbitis?", ["dose of 50 mg", "dose of 5 mg"]),
    ],
)
def test_a_quoted_dose_is_that_of_the_drug_in_the_question(
    found: tuple[Stages, HybridIndex], question: str, expected: list[str]
) -> None:
    shown = quotes(found, question)
    doses = ("dose of 50 mg", "dose of 5 mg", "Nebramol 40 mg")
    assert [dose for dose in doses if any(dose in text for text in shown)] == expected
    assert bool(shown) is bool(expected)
