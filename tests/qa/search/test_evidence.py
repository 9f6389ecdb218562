"""What is found and chosen: stems that repeat the question, and doses of what was asked about."""

from collections.abc import Iterator

import pytest

from corpus.store import Store
from factories import make_document
from index.build import build
from index.dense import HashEmbedder
from index.hybrid import HybridIndex
from index.lexical import Analyser
from index.live import LiveIndex
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
    home, analyser = tmp_path_factory.mktemp("home"), Analyser()
    embedder = HashEmbedder(analyser, dimension=1024)
    with Store(home / "store.db") as store:
        store.add(CRISIS, raw_sha256=CRISIS.version, reader="test 1", origin="test")
        build(store.documents(), store.root(), embedder=embedder, analyser=analyser, home=home)
        yield Stages(store, Tuning()), LiveIndex(home, embedder, analyser).current()


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


def test_a_stem_that_repeats_the_question_answers_it_by_its_items(
    found: tuple[Stages, HybridIndex],
) -> None:
    asked = "What should I not do when a zorbitis crisis is suspected?"
    assert "When a zorbitis crisis is suspected, do not:" in candidates(found, asked)
    assert "A zorbitis crisis is suspected." not in candidates(found, asked)
    assert any("drive to the hospital" in text for text in quotes(found, asked))


def test_whether_something_is_so_may_be_answered_by_what_was_asked(
    found: tuple[Stages, HybridIndex],
) -> None:
    assert "A zorbitis crisis is suspected." in candidates(found, "Is a zorbitis crisis suspected?")


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("What is the dose of zorbine in zorbitis?", ["dose of 50 mg"]),
        ("zorbine dose in zorbitis", ["dose of 50 mg"]),
        ("What is the dose of quixil in zorbitis?", ["dose of 5 mg"]),
        ("What is the dose of zolbate in zorbitis?", []),
        ("What is the dose of nimbral in zorbitis?", []),
        ("What is the dose of nebramol in zorbitis?", ["Nebramol 40 mg"]),
        ("What is the dose at once in zorbitis?", ["dose of 50 mg"]),
    ],
)
def test_a_dose_is_that_of_what_was_asked_about(
    found: tuple[Stages, HybridIndex], question: str, told: list[str]
) -> None:
    shown = quotes(found, question)
    doses = ("dose of 50 mg", "dose of 5 mg", "Nebramol 40 mg")
    assert [dose for dose in doses if any(dose in text for text in shown)] == told
    assert bool(shown) is bool(told)
