"""A reader in answers: it reads the best passages whole, and its corrections reorder the candidates."""

from collections.abc import Iterator

import numpy as np
import pytest

from corpus.store import Store
from engines import engine_over
from factories import make_document
from qa.engine import Engine
from qa.schema import Answer, Question
from qa.search import Tuning, read_candidates
from readers import KeywordReader

QUESTION = "What is the treatment of gout attacks in adults?"
GOUT = make_document(
    "gout",
    "Gout",
    {
        "Symptoms": ["The symptoms of gout are a hot and swollen toe."],
        "Treatment": [
            "Colchicine is the treatment of gout attacks in adults.",
            "Naproxen is another treatment of gout attacks in adults.",
        ],
    },
)


@pytest.fixture(name="reader")
def _reader() -> KeywordReader:
    return KeywordReader("Naproxen")


@pytest.fixture(name="engine")
def _engine(tmp_path_factory: pytest.TempPathFactory, reader: KeywordReader) -> Iterator[Engine]:
    home = tmp_path_factory.mktemp("home")
    with Store(home / "store.db") as store:
        yield engine_over(home, store, GOUT, tuning=Tuning(reader=reader))


def first_quote(engine: Engine, question: str = QUESTION) -> str:
    outcome = engine.answer(Question(question=question, max_quotes=1, store=False))
    assert isinstance(outcome, Answer)
    return outcome.quotes[0].text


def test_what_the_reader_prefers_is_quoted_first(engine: Engine, reader: KeywordReader) -> None:
    assert "Naproxen" in first_quote(engine)
    reader.word = "Colchicine"
    assert first_quote(engine).startswith("Colchicine")


def test_a_weight_of_nothing_leaves_the_order(engine: Engine, reader: KeywordReader) -> None:
    reader.weight = 0.0
    assert first_quote(engine).startswith("Colchicine")


def test_passages_are_read_whole_with_title_and_headings(engine: Engine, reader: KeywordReader) -> None:
    first_quote(engine)
    _, passages = reader.asked[0]
    treatment = next(each for each in passages if each.context == "Gout. Treatment")
    assert [sentence.split()[0] for sentence in treatment.sentences] == ["Colchicine", "Naproxen"]


def test_a_claim_is_not_read(engine: Engine, reader: KeywordReader) -> None:
    claim = "Colchicine is the treatment of gout attacks in adults."
    engine.answer(Question(question=claim, store=False))
    assert claim not in dict(reader.asked)


def test_confidence_does_not_depend_on_the_reader(engine: Engine, reader: KeywordReader) -> None:
    found = engine.answer(Question(question=QUESTION, store=False))
    reader.weight = 0.0
    assert found.confidence == pytest.approx(engine.answer(Question(question=QUESTION, store=False)).confidence)


def test_relevance_stays_between_0_and_1_and_falls(engine: Engine, reader: KeywordReader) -> None:
    search = engine.answering.stages.search(engine.live.current(), Question(question=QUESTION))
    given = search.evidence(QUESTION).candidates
    candidates = read_candidates(search.index, QUESTION, given, search.document, reader)
    assert sorted(candidates.rows.tolist()) == sorted(given.rows.tolist())
    assert (np.diff(candidates.relevance) <= 0).all()
    assert ((candidates.relevance >= 0) & (candidates.relevance <= 1)).all()
