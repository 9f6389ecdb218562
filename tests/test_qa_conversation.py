"""Conversations: kept under unguessable ids, expiring, bounded, private."""

import stat
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from qa.conversation import Conversations, ExpiredConversation
from qa.question import PastTurn


class Clock:
    """A clock that is set by hand."""

    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def conversations(tmp_path: Path, clock: Clock) -> Conversations:
    return Conversations(tmp_path / "conversations.db", hours=1, max_turns=3, clock=clock)


def test_turns_come_back_in_order_with_their_numbers(conversations: Conversations) -> None:
    thread = conversations.append(None, PastTurn(question="one?", interpreted_question="One?", topic="A"))
    assert (
        conversations.append(thread, PastTurn(question="two?", interpreted_question="Two?", topic=None)) == thread
    )
    turns = conversations.turns(thread)
    assert [(turn.number, turn.question, turn.interpreted, turn.topic) for turn in turns] == [
        (1, "one?", "One?", "A"),
        (2, "two?", "Two?", None),
    ]


def test_ids_are_long_and_differ(conversations: Conversations) -> None:
    ids = {
        conversations.append(None, PastTurn(question="q", interpreted_question="q", topic=None)) for _ in range(20)
    }
    assert len(ids) == 20
    assert min(map(len, ids)) >= 32


def test_a_conversation_expires_after_its_last_turn_and_is_deleted(
    conversations: Conversations, clock: Clock, tmp_path: Path
) -> None:
    thread = conversations.append(
        None, PastTurn(question="a private question", interpreted_question="q", topic=None)
    )
    clock.now += 3599
    conversations.append(thread, PastTurn(question="again", interpreted_question="q", topic=None))
    clock.now += 3599
    assert len(conversations.turns(thread)) == 2
    clock.now += 2
    with pytest.raises(ExpiredConversation, match="without conversation_id"):
        conversations.turns(thread)
    conversations.append(None, PastTurn(question="another", interpreted_question="q", topic=None))
    clock.now -= 7000
    with pytest.raises(ExpiredConversation):
        conversations.turns(thread)


def test_an_unknown_id_is_told_as_expired(conversations: Conversations) -> None:
    with pytest.raises(ExpiredConversation):
        conversations.turns("never-was")


def test_only_the_newest_turns_of_a_long_conversation_are_kept(conversations: Conversations) -> None:
    thread = conversations.append(None, PastTurn(question="1", interpreted_question="1", topic=None))
    for number in range(2, 6):
        conversations.append(thread, PastTurn(question=str(number), interpreted_question=str(number), topic=None))
    assert [(turn.number, turn.question) for turn in conversations.turns(thread)] == [(3, "3"), (4, "4"), (5, "5")]


def test_parallel_turns_of_one_conversation_are_all_kept_and_numbered(tmp_path: Path) -> None:
    conversations = Conversations(tmp_path / "c.db", max_turns=100)
    thread = conversations.append(None, PastTurn(question="0", interpreted_question="0", topic=None))
    with ThreadPoolExecutor(4) as pool:
        list(
            pool.map(
                lambda n: conversations.append(
                    thread, PastTurn(question=str(n), interpreted_question=str(n), topic=None)
                ),
                range(20),
            )
        )
    assert [turn.number for turn in conversations.turns(thread)] == list(range(1, 22))


def test_the_file_is_readable_by_its_owner_only(conversations: Conversations, tmp_path: Path) -> None:
    assert stat.S_IMODE((tmp_path / "conversations.db").stat().st_mode) == 0o600
    conversations.close()
