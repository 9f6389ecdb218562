"""The state that matters for a turn is in the turn: replayed, exported and sent back, it gives the same."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qa.assembly import open_engine
from qa.conversation.turn import past_turn
from qa.engine import Engine
from qa.schema import Abstention, Answer, Question
from qa.settings import Settings
from serving import ingest_into

QUESTIONS = (
    "How long do people with bulbar onset ALS live?",
    "What about limb onset?",
    "And in children?",
    "Which drugs slow it?",
    "Why?",
    "Is it safe with warfarin?",
    "What about migraine?",
    "Which of these is given first?",
    "Back to the first one: how is it diagnosed?",
    "thanks!",
    "Which pizza oven bakes quickest?",
)
ARTICLES = (None, "als-overview", "migraine")
turns = st.lists(st.tuples(st.sampled_from(QUESTIONS), st.sampled_from(ARTICLES)), min_size=1, max_size=6)


def an_engine(home: Path, samples_dir: Path) -> Engine:
    ingest_into(Settings(home=home, model="hash"), samples_dir)
    return open_engine(Settings(home=home, model="hash", max_turns=4))


@pytest.fixture(scope="module", name="engine")
def _engine(tmp_path_factory: pytest.TempPathFactory, samples_dir: Path) -> Iterator[Engine]:
    engine = an_engine(tmp_path_factory.mktemp("home"), samples_dir)
    with engine.store:
        yield engine


@given(asked=turns)
@settings(max_examples=25)
def test_an_exported_thread_gives_what_the_kept_one_gives(
    engine: Engine, asked: list[tuple[str, str | None]]
) -> None:
    follow(engine, asked)


def follow(engine: Engine, asked: list[tuple[str, str | None]]) -> None:
    """Ask in a kept conversation, and at each turn ask the same with its export as the history."""
    thread: str | None = None
    for text, article in asked:
        history = sent_back(engine, thread) if thread else []
        alone = {"question": text, "document_id": article, "history": history, "store": False}
        stateless = engine.answer(Question.model_validate(alone))
        kept = engine.answer(Question(question=text, document_id=article, conversation_id=thread))
        assert stateless.conversation_id is None
        assert without_id(stateless) == without_id(kept)
        again = engine.answer(Question.model_validate(alone))
        assert again.model_dump_json() == stateless.model_dump_json()
        thread = kept.conversation_id


@given(asked=turns, again=turns, data=st.data())
@settings(max_examples=25)
def test_a_replaced_turn_is_what_the_turns_before_it_make_it(
    engine: Engine, asked: list[tuple[str, str | None]], again: list[tuple[str, str | None]], data: st.DataObject
) -> None:
    """The thread then is as if it had been asked so at first, but for the turns after it, which stay."""
    thread = ask_all(engine, None, asked)
    for text, article in again:
        before = engine.conversations.export(thread).turns
        numbers = [turn.number or 0 for turn in before]
        number = data.draw(st.sampled_from(numbers))
        place = numbers.index(number)
        history = json.loads(json.dumps([turn.model_dump(mode="json") for turn in before[:place]]))
        body = {"question": text, "document_id": article}
        alone = engine.answer(Question.model_validate({**body, "history": history, "store": False}))
        asks = Question.model_validate({**body, "conversation_id": thread, "replaces": number})
        replaced = engine.answer(asks)
        assert without_id(replaced) == without_id(alone.model_copy(update={"turn": number}))
        assert engine.answer(asks).model_dump_json() == replaced.model_dump_json()
        after = engine.conversations.export(thread).turns
        assert after[place] == past_turn(asks, replaced).model_copy(update={"number": number})
        assert (*after[:place], *after[place + 1 :]) == (*before[:place], *before[place + 1 :])
    last = engine.answer(Question(question="Why?", conversation_id=thread))
    assert last.turn == (engine.conversations.export(thread).turns[-1].number)


def ask_all(engine: Engine, thread: str | None, asked: list[tuple[str, str | None]]) -> str:
    """The conversation in which all of it was asked."""
    for number, (text, article) in enumerate(asked, 1):
        outcome = engine.answer(Question(question=text, document_id=article, conversation_id=thread))
        assert outcome.turn == number
        thread = outcome.conversation_id
    assert thread is not None
    return thread


def sent_back(engine: Engine, thread: str) -> object:
    """The turns of the export as JSON gives them."""
    return json.loads(engine.conversations.export(thread).model_dump_json())["turns"]


def without_id(outcome: Answer | Abstention) -> str:
    return outcome.model_dump_json(exclude={"conversation_id"})


@pytest.mark.parametrize(
    "fields", [{"store": False}, {"history": [{"question": "How long do people with ALS live?"}]}]
)
def test_what_is_not_to_be_kept_changes_no_byte_of_the_file(
    tmp_path: Path, fields: dict[str, object], samples_dir: Path
) -> None:
    engine = an_engine(tmp_path, samples_dir)
    with engine.store:
        thread = engine.answer(Question(question="What is ALS?")).conversation_id
        assert thread is not None
        before = files(tmp_path)
        followed = [{}, {"conversation_id": thread}] if "store" in fields else [{}]
        for more in followed:
            outcome = engine.answer(Question.model_validate({"question": "zebrafish4711?", **fields, **more}))
            assert outcome.conversation_id == more.get("conversation_id")
        assert files(tmp_path) == before
        assert len(engine.conversations.turns(thread)) == 1


def files(home: Path) -> dict[str, bytes]:
    return {
        path.name: path.read_bytes() for path in home.glob("conversations.db*") if not path.name.endswith("-shm")
    }


def test_the_longest_question_can_be_followed_up(engine: Engine) -> None:
    first = engine.answer(Question(question="What is ALS?"))
    long = "it is " * 333
    second = engine.answer(Question(question=long, conversation_id=first.conversation_id))
    assert len(second.interpreted_question) >= len(long) - 1
    history = [turn.model_dump() for turn in engine.conversations.export(str(first.conversation_id)).turns]
    Question.model_validate({"question": "Why?", "history": history})
