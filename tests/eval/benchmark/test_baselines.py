"""The plain systems: three sentences each, always an answer, the article alone, the thread joined."""

from collections.abc import Iterator
from pathlib import Path
from typing import get_args

import pytest

from engines import engine_of
from eval.benchmark import Plain, PlainAsker
from factories import make_document
from qa.engine import Engine
from qa.schema import Answer, Question

METHODS = get_args(Plain)
ZORBITIS = make_document(
    "zorbitis",
    "Zorbitis",
    {
        "Treatment": [
            "Zorbine cures zorbitis in a week.",
            "Rest is of no use.",
            "Ice harms.",
            "Zorbine tastes bitter.",
        ]
    },
)
QUIXOSIS = make_document(
    "quixosis", "Quixosis", {"Treatment": ["Rest cures quixosis.", "Zorbine harms patients."]}
)


@pytest.fixture(name="engine", scope="module")
def _engine(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    home: Path = tmp_path_factory.mktemp("home")
    with engine_of(home, ZORBITIS, QUIXOSIS) as engine:
        yield engine


def answered(asker: PlainAsker, text: str, **fields: str | None) -> Answer:
    outcome = asker.answer(Question(question=text, **fields))  # type: ignore[arg-type]
    assert isinstance(outcome, Answer)
    return outcome


@pytest.mark.parametrize("method", METHODS)
def test_the_best_three_sentences_are_quoted_with_receipts(engine: Engine, method: Plain) -> None:
    asker = PlainAsker(engine, method)
    outcome = answered(asker, "What cures zorbitis?")
    assert outcome.quotes[0].text == "Zorbine cures zorbitis in a week."
    assert len(outcome.quotes) <= 3
    assert asker.verify(outcome.quotes).valid
    assert 0 < outcome.confidence.score <= 1
    assert outcome.confidence.threshold < 1e-3
    assert outcome.caution is None


@pytest.mark.parametrize("method", METHODS)
def test_only_the_article_is_searched(engine: Engine, method: Plain) -> None:
    outcome = answered(PlainAsker(engine, method), "What cures zorbitis?", document_id="quixosis")
    assert {quote.document_id for quote in outcome.quotes} == {"quixosis"}


@pytest.mark.parametrize("method", METHODS)
def test_a_follow_up_is_searched_for_with_the_questions_before_it(engine: Engine, method: Plain) -> None:
    asker = PlainAsker(engine, method)
    first = answered(asker, "What cures quixosis?")
    second = answered(asker, "and zorbitis?", conversation_id=first.conversation_id)
    assert second.interpreted_question == "What cures quixosis? and zorbitis?"
    assert answered(asker, "and zorbitis?").interpreted_question == "and zorbitis?"


def test_a_question_without_a_known_word_finds_nothing_by_words(engine: Engine) -> None:
    assert PlainAsker(engine, "bm25").answer(Question(question="Flibbertigibbet?")).outcome == "abstention"
