"""Conversations: the turns of a thread, kept under an unguessable id until they expire."""

import secrets
import time
from collections.abc import Callable
from pathlib import Path

from corpus.database import Database
from qa.question import PastTurn
from qa.turn import Turn, turn_of

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
)
_ID_BYTES = 24


class ExpiredConversation(Exception):
    """The conversation is gone, or never was."""


class Conversations:
    """The turns of all live conversations, in a SQLite file of their own.

    They are kept apart from the documents because they are the one thing here that may be private:
    deleting the file forgets every question, and a long ingest never makes a question wait.
    """

    def __init__(
        self, path: Path, *, hours: float = 24, max_turns: int = 50, clock: Callable[[], float] = time.time
    ) -> None:
        self._database = Database(path, _MIGRATIONS, _APPLICATION_ID)
        path.chmod(0o600)
        self._seconds = hours * 3600
        self._max_turns = max_turns
        self._clock = clock

    def close(self) -> None:
        """Close all connections."""
        self._database.close()

    def turns(self, conversation_id: str) -> tuple[Turn, ...]:
        """The turns of a conversation, oldest first; raises ExpiredConversation where there are none."""
        rows = self._database.connection.execute(
            "SELECT number, past FROM turn JOIN conversation ON id = conversation_id "
            "WHERE id = ? AND touched >= ? ORDER BY number",
            (conversation_id, self._clock() - self._seconds),
        ).fetchall()
        if not rows:
            raise ExpiredConversation("this conversation has expired: ask again without conversation_id")
        return tuple(turn_of(number, PastTurn.model_validate_json(past)) for number, past in rows)

    def append(self, conversation_id: str | None, past: PastTurn) -> str:
        """Add a turn and return the conversation's id, a new one for None.

        Expired conversations are deleted on the way, and the oldest turns of an overlong one.
        """
        now = self._clock()
        conversation_id = conversation_id or secrets.token_urlsafe(_ID_BYTES)
        with self._database.transaction() as connection:
            connection.execute("DELETE FROM conversation WHERE touched < ?", (now - self._seconds,))
            connection.execute(
                "INSERT INTO conversation VALUES (?, ?) ON CONFLICT (id) DO UPDATE SET touched = excluded.touched",
                (conversation_id, now),
            )
            (number,) = connection.execute(
                "SELECT coalesce(max(number), 0) + 1 FROM turn WHERE conversation_id = ?", (conversation_id,)
            ).fetchone()
            connection.execute(
                "INSERT INTO turn VALUES (?, ?, ?)", (conversation_id, number, past.model_dump_json())
            )
            connection.execute(
                "DELETE FROM turn WHERE conversation_id = ? AND number <= ?",
                (conversation_id, number - self._max_turns),
            )
        return conversation_id
