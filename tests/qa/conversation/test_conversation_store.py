"""Conversations: kept under unguessable ids, expiring, bounded, private."""

import os
import stat
import sys
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.store import Database, DatabaseError
from qa.conversation.sealing import KeyProblem, Seal
from qa.conversation.store import (
    _APPLICATION_ID,
    _MIGRATIONS,
    BusyConversation,
    Conversations,
    ExpiredConversation,
)
from qa.conversation.turn import Turn, UnknownTurn, turns_of
from qa.schema import Abstention, Confidence, Disclaimer, PastTurn, Question


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


def test_the_log_beside_the_file_is_private_too_whatever_the_folder_and_the_umask(tmp_path: Path) -> None:
    tmp_path.chmod(0o755)
    before = os.umask(0)
    try:
        conversations = Conversations(tmp_path / "conversations.db")
        conversations.append(None, past("a private question"))
        modes = {path.name: stat.S_IMODE(path.stat().st_mode) for path in tmp_path.iterdir()}
    finally:
        os.umask(before)
    assert set(modes) == {"conversations.db", "conversations.db-wal", "conversations.db-shm"}
    assert set(modes.values()) == {0o600}


def test_files_that_others_could_read_become_private(tmp_path: Path) -> None:
    conversations = Conversations(tmp_path / "conversations.db")
    conversations.append(None, past("a private question"))
    for path in tmp_path.iterdir():
        path.chmod(0o644)
    Conversations(tmp_path / "conversations.db")
    assert {stat.S_IMODE(path.stat().st_mode) for path in tmp_path.iterdir()} == {0o600}


def test_keys_without_the_package_that_uses_them_are_told_with_its_name(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "cryptography.fernet", None)
    with pytest.raises(KeyProblem, match=r"pip install 'pincite\[encryption\]'"):
        Seal(["A" * 43 + "="])


def test_a_folder_that_cannot_be_used_is_told_in_one_line(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x", encoding="utf-8")
    with pytest.raises(DatabaseError, match="check its permissions"):
        Conversations(tmp_path / "file" / "conversations.db")


def test_a_dropped_replaced_or_expired_turn_leaves_the_files_with_the_next_turn(
    conversations: Conversations, clock: Clock, tmp_path: Path
) -> None:
    thread = conversations.append(None, past("zebrafish1"))
    for number in range(2, 5):
        conversations.append(thread, past(f"turn {number}"))
    assert b"zebrafish1" not in bytes_under(tmp_path)
    old = conversations.append(None, past("zebrafish2"))
    again = Question(question="other", conversation_id=old, replaces=1)
    conversations.continued(again, lambda _: an_abstention("other"))
    assert b"zebrafish2" not in bytes_under(tmp_path)
    conversations.append(None, past("zebrafish3"))
    clock.now += 3601
    conversations.append(None, past("much later"))
    assert b"zebrafish3" not in bytes_under(tmp_path)


def test_a_conversation_is_exported_with_its_times_and_its_turns_as_a_history_takes_them(
    conversations: Conversations, clock: Clock
) -> None:
    thread = conversations.append(None, past("one?", topic="A"))
    clock.now += 60
    conversations.append(thread, past("two?"))
    clock.now += 60
    exported = conversations.export(thread)
    assert [moment.timestamp() for moment in (exported.created, exported.last_used, exported.expires)] == [
        1000,
        1060,
        1060 + 3600,
    ]
    assert [(turn.number, turn.question) for turn in exported.turns] == [(1, "one?"), (2, "two?")]
    assert turns_of(exported.turns) == conversations.turns(thread)
    clock.now += 3541
    with pytest.raises(ExpiredConversation):
        conversations.export(thread)


def test_what_is_deleted_is_gone_at_once_and_does_not_come_back(conversations: Conversations) -> None:
    thread, other = (conversations.append(None, past("q")) for _ in range(2))
    conversations.delete(thread)
    for gone in (
        lambda: conversations.turns(thread),
        lambda: conversations.export(thread),
        lambda: conversations.delete(thread),
        lambda: conversations.append(thread, past("again")),
    ):
        with pytest.raises(ExpiredConversation):
            gone()
    assert len(conversations.turns(other)) == 1
    assert conversations.delete_all() == 1
    with pytest.raises(ExpiredConversation):
        conversations.turns(other)


def test_nothing_of_a_deleted_question_stays_in_the_files(conversations: Conversations, tmp_path: Path) -> None:
    secret = "zebrafish4711"
    thread = conversations.append(None, past(secret))
    conversations.append(None, past("another"))
    assert secret.encode() in bytes_under(tmp_path)
    conversations.delete(thread)
    assert secret.encode() not in bytes_under(tmp_path)


def test_expired_conversations_are_deleted_without_a_question(
    conversations: Conversations, clock: Clock, tmp_path: Path
) -> None:
    conversations.append(None, past("zebrafish4711"))
    clock.now += 1800
    younger = conversations.append(None, past("q"))
    assert conversations.delete_expired() == 0
    clock.now += 1801
    assert conversations.delete_expired() == 1
    assert b"zebrafish4711" not in bytes_under(tmp_path)
    assert len(conversations.turns(younger)) == 1


def test_the_newest_turn_stays_however_large_it_is(tmp_path: Path) -> None:
    conversations = Conversations(tmp_path / "c.db", max_bytes=300)
    thread = conversations.append(None, past("small"))
    conversations.append(thread, past("large " * 200))
    assert [turn.number for turn in conversations.turns(thread)] == [2]


@given(
    questions=st.lists(st.text(min_size=1, max_size=40).filter(str.strip), min_size=1, max_size=12),
    max_turns=st.integers(1, 8),
    max_bytes=st.integers(1, 2000),
)
@settings(max_examples=15)
def test_what_is_kept_are_the_newest_turns_that_fit_with_their_numbers(
    questions: list[str], max_turns: int, max_bytes: int
) -> None:
    with TemporaryDirectory() as folder:
        conversations = Conversations(Path(folder) / "c.db", max_turns=max_turns, max_bytes=max_bytes)
        thread = None
        for question in questions:
            thread = conversations.append(thread, past(question))
        assert thread is not None
        kept = conversations.export(thread).turns
        conversations.close()
    numbers = list(range(len(questions) - len(kept) + 1, len(questions) + 1))
    assert [(turn.number, turn.question) for turn in kept] == [(n, questions[n - 1]) for n in numbers]
    sizes = [len(past(question).model_dump_json().encode()) for question in questions]
    assert len(kept) == 1 or (len(kept) <= max_turns and sum(sizes[-len(kept) :]) <= max_bytes)
    assert len(kept) in (len(questions), max_turns) or sum(sizes[-len(kept) - 1 :]) > max_bytes


def test_a_file_of_the_version_before_keeps_its_turns(tmp_path: Path) -> None:
    before = Database(tmp_path / "c.db", _MIGRATIONS[:2], _APPLICATION_ID)
    before.connection.execute("INSERT INTO conversation VALUES ('old', 900)")
    before.connection.execute("INSERT INTO turn VALUES ('old', 1, ?)", (past("one?").model_dump_json(),))
    before.close()
    clock = Clock()
    exported = Conversations(tmp_path / "c.db", clock=clock).export("old")
    assert exported.created == exported.last_used
    assert [turn.question for turn in exported.turns] == ["one?"]


def test_parallel_questions_in_one_conversation_each_see_the_turn_before(tmp_path: Path) -> None:
    conversations = Conversations(tmp_path / "c.db", max_turns=100)
    thread = conversations.append(None, past("0"))
    seen: list[tuple[int, ...]] = []

    def ask(n: int) -> None:
        def answer(turns: Sequence[Turn]) -> Abstention:
            seen.append(tuple(turn.number for turn in turns))
            return an_abstention(str(n))

        asked = Question(question=str(n), conversation_id=thread)
        assert conversations.continued(asked, answer).conversation_id == thread

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(ask, range(12)))
    assert seen == [tuple(range(1, last + 1)) for last in range(1, 13)]
    assert not len(conversations._locks)


def test_a_question_that_another_process_came_before_is_answered_anew_after_it(tmp_path: Path) -> None:
    here, elsewhere = (Conversations(tmp_path / "c.db") for _ in range(2))
    thread = here.append(None, past("first"))
    seen: list[list[str]] = []

    def answer(turns: Sequence[Turn]) -> Abstention:
        seen.append([turn.question for turn in turns])
        if len(seen) == 1:
            elsewhere.append(thread, past("quicker"))
        return an_abstention("slower")

    here.continued(Question(question="slower", conversation_id=thread), answer)
    assert seen == [["first"], ["first", "quicker"]]
    assert [(turn.number, turn.question) for turn in here.turns(thread)] == [
        (1, "first"),
        (2, "quicker"),
        (3, "slower"),
    ]


def test_a_conversation_in_which_others_never_stop_asking_is_busy(tmp_path: Path) -> None:
    here, elsewhere = (Conversations(tmp_path / "c.db") for _ in range(2))
    thread = here.append(None, past("first"))

    def answer(turns: Sequence[Turn]) -> Abstention:
        elsewhere.append(thread, past(f"quicker {len(turns)}"))
        return an_abstention("never")

    with pytest.raises(BusyConversation):
        here.continued(Question(question="never", conversation_id=thread), answer)
    assert "never" not in [turn.question for turn in here.turns(thread)]


def replacing(thread: str, number: int, question: str) -> Question:
    return Question(question=question, conversation_id=thread, replaces=number)


def test_a_turn_that_another_process_replaces_meanwhile_is_seen(tmp_path: Path) -> None:
    here, elsewhere = (Conversations(tmp_path / "c.db") for _ in range(2))
    thread = here.append(None, past("first"))
    here.append(thread, past("second"))
    seen: list[list[str]] = []

    def answer(turns: Sequence[Turn]) -> Abstention:
        seen.append([turn.question for turn in turns])
        if len(seen) == 1:
            elsewhere.continued(replacing(thread, 1, "first again"), lambda _: an_abstention("first again"))
        return an_abstention("second again")

    outcome = here.continued(replacing(thread, 2, "second again"), answer)
    assert outcome.turn == 2
    assert seen == [["first"], ["first again"]]
    assert [turn.question for turn in here.turns(thread)] == ["first again", "second again"]


def test_a_turn_that_is_not_there_or_no_longer_is_not_replaced(conversations: Conversations) -> None:
    thread = conversations.append(None, past("1"))
    for number in range(2, 6):
        conversations.append(thread, past(str(number)))
    for number in (1, 2, 6):
        with pytest.raises(UnknownTurn):
            conversations.continued(replacing(thread, number, "again"), lambda _: an_abstention("again"))
    assert [turn.question for turn in conversations.turns(thread)] == ["3", "4", "5"]


def test_a_replaced_turn_counts_by_its_new_size_and_prolongs_the_conversation(
    tmp_path: Path, clock: Clock
) -> None:
    conversations = Conversations(tmp_path / "c.db", hours=1, max_bytes=700, clock=clock)
    thread = conversations.append(None, past("1"))
    for number in (2, 3):
        conversations.append(thread, past(str(number)))
    clock.now += 3000
    long = "x" * 300
    conversations.continued(replacing(thread, 2, long), lambda _: an_abstention(long))
    clock.now += 3000
    assert [turn.number for turn in conversations.turns(thread)] == [3]
    assert long.encode() not in b"".join(
        row[0].encode() for row in conversations._database.connection.execute("SELECT past FROM turn").fetchall()
    )


def test_a_conversation_deleted_while_it_answers_is_not_brought_back(conversations: Conversations) -> None:
    thread = conversations.append(None, past("first"))

    def answer(turns: Sequence[Turn]) -> Abstention:
        conversations.delete(thread)
        return an_abstention(f"after {len(turns)}")

    with pytest.raises(ExpiredConversation):
        conversations.continued(Question(question="x", conversation_id=thread), answer)
    with pytest.raises(ExpiredConversation):
        conversations.turns(thread)


def past(question: str, topic: str | None = None) -> PastTurn:
    return PastTurn(question=question, topic=topic)


def an_abstention(question: str) -> Abstention:
    return Abstention(
        answer_id="1",
        question=question,
        interpreted_question=question,
        confidence=Confidence(score=0, threshold=0.5, sure=0.9, calibration="packaged"),
        generation="g",
        disclaimer=Disclaimer(id="d", version="1", text="t"),
        reason="no_evidence",
        message="none",
    )


def bytes_under(folder: Path) -> bytes:
    return b"".join(path.read_bytes() for path in folder.iterdir())
