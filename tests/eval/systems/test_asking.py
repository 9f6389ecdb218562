from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.store import UnknownDocument
from eval.data import Ranked
from eval.errors import AskingError
from eval.systems.asking import Asker, EngineAsker, Held, best_of_each, question_of
from eval.systems.remote import RemoteAsker
from qa.assembly import open_engine
from qa.schema import Answer, Receipt
from qa.settings import Settings
from serving import ingest_into, served
from tiny import QUESTIONS, SENTENCES, UNANSWERABLE, write_collection


@pytest.fixture(scope="module")
def engine_asker(tmp_path_factory: pytest.TempPathFactory) -> Iterator[EngineAsker]:
    folder = tmp_path_factory.mktemp("asking")
    config = Settings(home=folder / "home", model="hash")
    ingest_into(config, write_collection(folder / "tiny") / "corpus.jsonl")
    engine = open_engine(config)
    with engine.store:
        yield EngineAsker(engine)


@pytest.fixture(scope="module")
def remote_asker(engine_asker: EngineAsker, tmp_path_factory: pytest.TempPathFactory) -> Iterator[RemoteAsker]:
    config = Settings(home=tmp_path_factory.mktemp("serving"), model="hash")
    with served(config, engine_asker.engine) as base:
        yield RemoteAsker(base + "/")


@pytest.fixture(params=["engine", "remote"])
def asker(request: pytest.FixtureRequest) -> Asker:
    found: Asker = request.getfixturevalue(f"{request.param}_asker")
    return found


def receipts_of(answer: Answer) -> list[Receipt]:
    return [Receipt(**quote.model_dump(include=set(Receipt.model_fields))) for quote in answer.quotes]


def test_both_give_the_same(engine_asker: EngineAsker, remote_asker: RemoteAsker) -> None:
    question = question_of(QUESTIONS["q1"][0])
    ours, theirs = engine_asker.answer(question), remote_asker.answer(question)
    assert ours.model_dump(exclude={"conversation_id"}) == theirs.model_dump(exclude={"conversation_id"})
    assert engine_asker.documents("zorbine", 3) == remote_asker.documents("zorbine", 3)


def test_an_asker_answers_verifies_and_gives_texts(asker: Asker) -> None:
    answer = asker.answer(question_of(QUESTIONS["q1"][0]))
    assert isinstance(answer, Answer)
    quote = answer.quotes[0]
    assert asker.text(quote.document_id, quote.version)[quote.byte_start : quote.byte_end].decode() == quote.text
    many = receipts_of(answer) * 201
    assert len(many) > 200
    verdicts = asker.verify(many)
    assert verdicts.valid
    assert len(verdicts.verdicts) == len(many)
    assert asker.answer(question_of(UNANSWERABLE["u1"])).outcome == "abstention"


def test_every_document_that_is_held_is_listed_and_has_its_current_text(asker: Asker) -> None:
    assert asker.held() == [Held(id_, id_.title()) for id_ in sorted(SENTENCES)]
    for document in asker.held():
        assert SENTENCES[document.id][-1] in asker.text(document.id).decode()


def test_a_service_is_asked_for_all_pages_of_its_list(
    remote_asker: RemoteAsker, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = remote_asker.held()
    monkeypatch.setattr("eval.systems.remote.PAGE", 1)
    assert remote_asker.held() == whole


def test_each_document_is_found_once_the_best_first(asker: Asker) -> None:
    for question, document in QUESTIONS.values():
        found = asker.documents(question, 10)
        assert found[0].document == document
        assert len({item.document for item in found}) == len(found)
    assert len(asker.documents("an invented disease", 2)) == 2


def test_the_sentences_of_a_document_are_ranked_in_each_way(engine_asker: EngineAsker) -> None:
    rankers = engine_asker.rankers()
    assert set(rankers) == {"relevance", "embedding alone", "BM25 alone"}
    for ranker in rankers.values():
        best, second = ranker("Zorbine cures adults", "zorbitis", 2)
        assert best.text == SENTENCES["zorbitis"][1]
        assert best.relevance >= second.relevance
        assert best.span.of(engine_asker.text("zorbitis", best.version).decode()) == best.text
        with pytest.raises(UnknownDocument):
            ranker("What?", "nowhere", 2)


def test_a_question_that_may_not_be_asked_is_an_error() -> None:
    with pytest.raises(AskingError, match="at most 2000 characters"):
        question_of("why " * 600)


# Scores are told apart in single precision, as trec_eval does.
RANKED = st.lists(st.tuples(st.sampled_from("abcdefgh"), st.floats(0, 1, width=32)), max_size=60)


@given(RANKED, st.integers(1, 12))
@settings(max_examples=60)
def test_a_document_has_the_score_of_its_best_passage(passages: list[tuple[str, float]], depth: int) -> None:
    ranked = sorted((Ranked(*passage) for passage in passages), key=lambda item: -item.score)
    found = best_of_each(lambda limit: ranked[:limit], depth)
    assert len(found) == min(depth, len({item.document for item in ranked}))
    for item in found:
        assert item.score == max(other.score for other in ranked if other.document == item.document)
    assert [item.score for item in found] == sorted((item.score for item in found), reverse=True)


def test_no_more_passages_are_asked_for_than_needed() -> None:
    asked: list[int] = []

    def passages(limit: int) -> list[Ranked]:
        asked.append(limit)
        return [Ranked(f"d{number // 3}", 1 / (1 + number)) for number in range(limit)]

    assert len(best_of_each(passages, 10)) == 10
    assert asked == [10, 20, 40]
    asked.clear()
    assert len(best_of_each(passages, 900)) == 334
    assert asked == [900, 1000]
