"""Stores conversations: the turns of a thread, under an unguessable id, until they expire or are deleted."""

import secrets
import sqlite3
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from corpus.store import Database, DatabaseError
from qa.conversation.locks import Locks
from qa.conversation.private_file import make_private
from qa.conversation.sealing import ID_LENGTH, PLAIN, KeyProblem, Seal, missing_key
from qa.conversation.turn import Turn, past_turn, place_of, turn_of
from qa.schema import Abstention, Answer, Body, PastTurn, Question

_APPLICATION_ID = 0x50694E63
_MIGRATIONS = (
    (
        "CREATE TABLE conversation (id TEXT PRIMARY KEY, touched REAL NOT NULL) WITHOUT ROWID",
        "CREATE INDEX conversation_touched ON conversation (touched)",
        """
        CREATE TABLE turn (
            conversation_id TEXT NOT NULL REFERENCES conversation (id) ON DELETE CASCADE,
            number INTEGER NOT NULL,
            question TEXT NOT NULL,
            interpreted TEXT NOT NULL,
            topic TEXT,
            PRIMARY KEY (conversation_id, number)
        ) WITHOUT ROWID
        """,
    ),
    (
        "DELETE FROM conversation",
        "DROP TABLE turn",
        """
        CREATE TABLE turn (
            conversation_id TEXT NOT NULL REFERENCES conversation (id) ON DELETE CASCADE,
            number INTEGER NOT NULL,
            past TEXT NOT NULL,
            PRIMARY KEY (conversation_id, number)
        ) WITHOUT ROWID
        """,
    ),
    (
        "ALTER TABLE conversation ADD COLUMN created REAL NOT NULL DEFAULT 0",
        "UPDATE conversation SET created = touched",
    ),
    (
        "ALTER TABLE turn ADD COLUMN size INTEGER NOT NULL DEFAULT 0",
        "UPDATE turn SET size = length(CAST(past AS BLOB))",
    ),
)
# The oldest turns are dropped first; the newest one is kept, however large it is.
_DROP_OVER_LIMITS = """
    DELETE FROM turn WHERE conversation_id = :id AND number IN (
        SELECT number FROM (
            SELECT number,
                row_number() OVER newest AS place,
                sum(size) OVER newest AS size
            FROM turn WHERE conversation_id = :id WINDOW newest AS (ORDER BY number DESC)
        ) WHERE place > 1 AND (place > :turns OR size > :bytes)
    )
"""
_KEYS = "SELECT DISTINCT CASE WHEN substr(past, 1, 1) <> :plain THEN substr(past, 1, :length) END FROM turn"
_ID_BYTES = 24
_ATTEMPTS = 3


class ExpiredConversation(Exception):
    """The conversation has expired, was deleted or never existed; these cases cannot be distinguished."""


class BusyConversation(Exception):
    """Other processes kept adding turns to the conversation while this question was being answered."""


class _ConcurrentTurn(Exception):
    """Another turn was stored while this question was being answered."""


class Conversation(Body):
    """Everything stored about a conversation. Its turns, oldest first, can be sent as `history`."""

    created: datetime
    last_used: datetime
    expires: datetime
    turns: tuple[PastTurn, ...]


class Conversations:
    """The turns of all live conversations, in their own SQLite file.

    They are not in the documents' database because they are the only stored data that may be private: deleting the
    file deletes every question, and a long ingestion never blocks a question. Deleted data is overwritten in the
    file. A conversation keeps its newest turns, at most `max_turns` of them and `max_bytes` of JSON. With a `seal`
    that has keys, turns are encrypted.
    """

    def __init__(
        self,
        path: Path,
        *,
        hours: float = 24,
        max_turns: int = 50,
        max_bytes: int = 128 * 1024,
        seal: Seal | None = None,
        clock: Callable[[], float] = time.time,
    ) -> None:
        self._database = _open(path)
        self._seal = seal or Seal()
        self._seconds = hours * 3600
        self._limits = {"turns": max_turns, "bytes": max_bytes}
        self._clock = clock
        self._locks = Locks()

    def close(self) -> None:
        """Close all connections."""
        self._database.close()

    def use_keys(self) -> int:
        """Encrypt again, with the first key, what is stored otherwise, and return the number of these turns.

        Raises KeyProblem if the key of a stored turn is missing.
        """
        keys = {row[0] for row in self._database.connection.execute(_KEYS, {"length": ID_LENGTH, "plain": PLAIN})}
        if not all(key in self._seal for key in keys - {None}):
            raise KeyProblem(missing_key(has_keys=self._seal.first is not None))
        if self._seal.first is None or keys <= {self._seal.first}:
            return 0
        with self._writing() as connection:
            rows = connection.execute("SELECT past, conversation_id, number FROM turn").fetchall()
            resealed = [(self._seal.seal(self._seal.open(past)), *turn) for past, *turn in rows]
            connection.executemany("UPDATE turn SET past = ? WHERE (conversation_id, number) = (?, ?)", resealed)
        self._truncate_log()
        return len(resealed)

    def continued(
        self, question: Question, answer: Callable[[Sequence[Turn]], Answer | Abstention]
    ) -> Answer | Abstention:
        """Answer a question in its conversation, or in a new one if it has no id, and store it as the next turn.

        A question that replaces a turn is stored in its place; later turns do not change. `answer` gets the turns
        before the question. Questions in one conversation wait for each other. If another process stored a turn in
        the meantime, the question is answered again. Raises ExpiredConversation, UnknownTurn, and BusyConversation
        after three such attempts.
        """
        if question.conversation_id is None:
            outcome = answer(())
            return _named(outcome, self.append(None, past_turn(question, outcome)), 1)
        with self._locks.held(question.conversation_id):
            for _ in range(_ATTEMPTS):
                turns = self.turns(question.conversation_id)
                number, before = place_of(question, turns)
                outcome = answer(before)
                try:
                    self._place(question.conversation_id, number, past_turn(question, outcome), seen=turns)
                except _ConcurrentTurn:
                    continue
                return _named(outcome, question.conversation_id, number)
        raise BusyConversation("other questions in this conversation are being answered: ask again")

    def turns(self, conversation_id: str) -> tuple[Turn, ...]:
        """The turns of a conversation, oldest first; raises ExpiredConversation if there are none."""
        return tuple(turn_of(number, past) for number, past in self._kept(conversation_id))

    def export(self, conversation_id: str) -> Conversation:
        """Everything stored about a conversation, without extending its lifetime; raises ExpiredConversation."""
        with self._database.reading() as connection:
            turns = tuple(past.model_copy(update={"number": n}) for n, past in self._kept(conversation_id))
            created, touched = connection.execute(
                "SELECT created, touched FROM conversation WHERE id = ?", (conversation_id,)
            ).fetchone()
        return Conversation(
            created=_moment(created),
            last_used=_moment(touched),
            expires=_moment(touched + self._seconds),
            turns=turns,
        )

    def append(self, conversation_id: str | None, past: PastTurn) -> str:
        """Add a turn and return the conversation's id; None starts a new conversation.

        This also deletes expired conversations and the oldest turns of a conversation over its limits. Raises
        ExpiredConversation if the conversation does not exist, so that a deleted one is not restored.
        """
        with self._writing() as connection:
            last = 0
            if conversation_id is None:
                conversation_id, now = secrets.token_hex(_ID_BYTES), self._clock()
                connection.execute(
                    "INSERT INTO conversation (id, touched, created) VALUES (?, ?, ?)", (conversation_id, now, now)
                )
            else:
                last = _last_number(connection, conversation_id)
            dropped = self._put(connection, conversation_id, last + 1, past)
        if dropped:
            self._truncate_log()
        return conversation_id

    def delete(self, conversation_id: str) -> None:
        """Delete a conversation; raises ExpiredConversation if it does not exist."""
        with self._writing() as connection:
            found = connection.execute("DELETE FROM conversation WHERE id = ?", (conversation_id,)).rowcount
        if not found:
            raise ExpiredConversation("no such conversation: it has expired, was deleted or never existed")
        self._truncate_log()

    def delete_expired(self) -> int:
        """Delete the expired conversations and return their number; empties the log also if there were none."""
        with self._writing() as connection:
            found = connection.execute(
                "DELETE FROM conversation WHERE touched < ?", (self._clock() - self._seconds,)
            ).rowcount
        self._truncate_log()
        return found

    def delete_all(self) -> int:
        """Delete all conversations and return their number."""
        with self._writing() as connection:
            found = connection.execute("DELETE FROM conversation").rowcount
        self._truncate_log()
        return found

    def _place(self, conversation_id: str, number: int, past: PastTurn, *, seen: Sequence[Turn]) -> None:
        """Store a turn under `number`, unless the stored turns are no longer those in `seen`."""
        with self._writing() as connection:
            if self.turns(conversation_id) != seen:
                raise _ConcurrentTurn
            dropped = self._put(connection, conversation_id, number, past)
        if dropped:
            self._truncate_log()

    def _put(self, connection: sqlite3.Connection, conversation_id: str, number: int, past: PastTurn) -> int:
        """Store a turn, and return how many others were replaced, dropped or expired."""
        now, turn = self._clock(), (conversation_id, number)
        connection.execute("UPDATE conversation SET touched = ? WHERE id = ?", (now, conversation_id))
        cursors = [connection.execute("DELETE FROM turn WHERE (conversation_id, number) = (?, ?)", turn)]
        text = past.model_dump_json()
        connection.execute(
            "INSERT INTO turn VALUES (?, ?, ?, ?)", (*turn, self._seal.seal(text), len(text.encode()))
        )
        cursors.append(connection.execute(_DROP_OVER_LIMITS, {"id": conversation_id, **self._limits}))
        cursors.append(connection.execute("DELETE FROM conversation WHERE touched < ?", (now - self._seconds,)))
        return sum(cursor.rowcount for cursor in cursors)

    def _kept(self, conversation_id: str) -> list[tuple[int, PastTurn]]:
        rows = self._database.connection.execute(
            "SELECT number, past FROM turn JOIN conversation ON id = conversation_id "
            "WHERE id = ? AND touched >= ? ORDER BY number",
            (conversation_id, self._clock() - self._seconds),
        ).fetchall()
        if not rows:
            raise ExpiredConversation("this conversation has expired: ask again without conversation_id")
        return [(number, PastTurn.model_validate_json(self._seal.open(past))) for number, past in rows]

    @contextmanager
    def _writing(self) -> Iterator[sqlite3.Connection]:
        """A transaction in which deleted data is overwritten."""
        self._database.connection.execute("PRAGMA secure_delete = ON")
        with self._database.transaction() as connection:
            yield connection

    def _truncate_log(self) -> None:
        """Empty the write-ahead log, which may still contain deleted turns; active readers can delay this."""
        self._database.connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()


def _open(path: Path) -> Database:
    try:
        make_private(path)
    except OSError as error:
        raise DatabaseError(f"cannot use {path} ({error}): check its permissions and free disk space") from error
    return Database(path, _MIGRATIONS, _APPLICATION_ID)


def _named(outcome: Answer | Abstention, conversation_id: str, number: int) -> Answer | Abstention:
    return outcome.model_copy(update={"conversation_id": conversation_id, "turn": number})


def _last_number(connection: sqlite3.Connection, conversation_id: str) -> int:
    row = connection.execute(
        "SELECT max(number) FROM turn WHERE conversation_id = ?", (conversation_id,)
    ).fetchone()
    if row[0] is None:
        raise ExpiredConversation("this conversation was deleted: ask again without conversation_id")
    last: int = row[0]
    return last


def _moment(seconds: float) -> datetime:
    return datetime.fromtimestamp(int(seconds), UTC)
