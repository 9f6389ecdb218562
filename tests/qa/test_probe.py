"""What evaluation asks of an engine beside its four calls."""

from collections.abc import Iterator

import pytest

from corpus.store import Store, UnknownDocument
from engines import engine_over
from factories import make_document
from qa.engine import Engine
from qa.probe import Probe
from qa.schema import Question

ZORBITIS = make_document(
    "zorbitis",
    "Zorbitis",
    {
        "Treatment": ["Zorbine is the treatment of choice for zorbitis in adults.", "It is avoided in pregnancy."],
        "Outlook": ["Zorbitis heals within two weeks in most patients."],
    },
)
QUIXOSIS = make_document("quixosis", "Quixosis", {"": ["Rest is the treatment of choice for quixosis."]})


@pytest.fixture(name="engine", scope="module")
def _engine(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    home = tmp_path_factory.mktemp("home")
    with Store(home / "store.db") as store:
        yield engine_over(home, store, ZORBITIS, QUIXOSIS)


def test_the_sentences_of_a_document_are_ranked_whatever_the_confidence(engine: Engine) -> None:
    probe = Probe(engine)
    ranked = probe.rank_sentences("What is the treatment of choice for zorbitis in adults?", "zorbitis", 2)
    assert ranked[0].text == "Zorbine is the treatment of choice for zorbitis in adults."
    assert [sentence.relevance for sentence in ranked] == sorted((s.relevance for s in ranked), reverse=True)
    for sentence in ranked:
        assert sentence.span.of(engine.store.text("zorbitis", sentence.version)) == sentence.text
    whole = probe.rank_sentences("What is the best pizza in Naples?", "zorbitis", 100)
    assert len(whole) == 3
    assert not any(sentence.text == "Treatment" for sentence in whole)
    with pytest.raises(UnknownDocument):
        probe.rank_sentences("What?", "nowhere", 3)


def test_the_features_are_those_that_an_answer_is_judged_by(engine: Engine) -> None:
    probe, question = Probe(engine), "What is the treatment of choice for zorbitis?"
    outcome = engine.answer(Question(question=question, store=False))
    assert probe.calibration.confidence(probe.features(question)) == outcome.confidence.score


def test_a_question_is_interpreted_as_the_engine_does_and_nothing_is_kept(engine: Engine) -> None:
    probe = Probe(engine)
    first = engine.answer(Question(question="What is the treatment of choice for zorbitis?"))
    asked = Question(question="and quixosis?", conversation_id=first.conversation_id)
    turns = engine.conversations.turns(first.conversation_id or "")
    assert probe.interpret(asked).question == "What is the treatment of choice for quixosis?"
    assert engine.conversations.turns(first.conversation_id or "") == turns
