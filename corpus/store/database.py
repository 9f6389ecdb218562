"""An SQLite file: its migrations, one connection a thread, and its transactions."""

import sqlite3
import threading
import time
import weakref
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Self

BUSY_SECONDS = 30.0
Migration = tuple[str, ...]

_WHOLE = ("BEGIN IMMEDIATE", "COMMIT", ("ROLLBACK",))
_PART = ("SAVEPOINT part", "RELEASE part", ("ROLLBACK TO part", "RELEASE part"))


class DatabaseError(Exception):
    """A database that cannot be used as it is; the message names the remedy."""


class Database:
    """A migrated SQLite file in WAL mode, for many readers and one writer, over threads and processes.

    `migrations[n]` brings a file from `user_version` n to n + 1; `application_id` tells this kind of file
    from others. Opening raises DatabaseError for a file that is newer, foreign, damaged or out of reach.
    """

    def __init__(self, path: Path, migrations: Sequence[Migration], application_id: int) -> None:
        self.path = path
        self._local = threading.local()
        self._opened: weakref.WeakSet[_Connection] = weakref.WeakSet()
        self._lock = threading.Lock()
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            self._migrate(migrations, application_id)
        except (OSError, sqlite3.Error) as error:
            self.close()
            raise DatabaseError(
                f"cannot use {path} ({error}): check its permissions and the room on its disk, and move it away"
                " if it is damaged"
            ) from error
        except DatabaseError:
            self.close()
            raise

    def close(self) -> None:
        """Close the connections of all threads; using the database again opens new ones."""
        with self._lock:
            for connection in list(self._opened):
                connection.close()
            self._local = threading.local()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    @property
    def connection(self) -> sqlite3.Connection:
        """The connection of this thread, in autocommit mode."""
        mine: _Connection | None = getattr(self._local, "mine", None)
        if mine is None:
            mine = _Connection(self.path)
            with self._lock:
                self._opened.add(mine)
            self._local.mine = mine
        return mine.raw

    @contextmanager
    def transaction(self) -> Iterator[sqlite3.Connection]:
        """All or nothing, on disk at the end; inside another it is a part that can fail alone."""
        connection = self.connection
        joins = connection.in_transaction
        begin, commit, rollback = _PART if joins else _WHOLE
        connection.execute(begin)
        try:
            yield connection
            connection.execute(commit)
        except BaseException:
            for statement in rollback if connection.in_transaction else ():
                connection.execute(statement)
            raise

    @contextmanager
    def reading(self) -> Iterator[sqlite3.Connection]:
        """Several reads that see one state; inside a transaction, that one's."""
        connection = self.connection
        joins = connection.in_transaction
        if not joins:
            connection.execute("BEGIN")
        try:
            yield connection
        finally:
            if not joins:
                connection.execute("ROLLBACK")

    @contextmanager
    def snapshot(self) -> Iterator[sqlite3.Connection]:
        """A connection of its own that goes on seeing the database as it is now."""
        mine = _Connection(self.path)
        with self._lock:
            self._opened.add(mine)
        try:
            mine.raw.execute("BEGIN")
            yield mine.raw
        finally:
            mine.close()

    def _migrate(self, migrations: Sequence[Migration], application_id: int) -> None:
        if self._schema(len(migrations), application_id) == len(migrations):
            return
        self._use_wal()
        with self.transaction() as connection:
            at = self._schema(len(migrations), application_id)
            for statement in (statement for migration in migrations[at:] for statement in migration):
                connection.execute(statement)
            connection.execute(f"PRAGMA application_id = {application_id:d}")
            connection.execute(f"PRAGMA user_version = {len(migrations):d}")

    def _use_wal(self) -> None:
        # SQLite does not wait by itself when two processes create a file at once and both switch its mode.
        patience = time.monotonic() + BUSY_SECONDS
        while True:
            try:
                self.connection.execute("PRAGMA journal_mode = WAL")
            except sqlite3.OperationalError as error:
                if error.sqlite_errorcode != sqlite3.SQLITE_BUSY or time.monotonic() > patience:
                    raise
                time.sleep(0.01)
            else:
                return

    def _schema(self, known: int, application_id: int) -> int:
        """The `user_version` of a file that is ours; an error for another program's and for a newer one."""
        empty = not self.connection.execute("SELECT 1 FROM sqlite_schema LIMIT 1").fetchone()
        if not empty and self._pragma("application_id") != application_id:
            raise DatabaseError(f"{self.path} is a database of another program: name another folder")
        at = self._pragma("user_version")
        if at > known:
            raise DatabaseError(
                f"{self.path} has schema {at}, this Pincite knows {known}: use the one that wrote it"
            )
        return at

    def _pragma(self, name: str) -> int:
        value: int = self.connection.execute(f"PRAGMA {name}").fetchone()[0]
        return value


class _Connection:
    """A connection that closes with the thread that owns it."""

    def __init__(self, path: Path) -> None:
        self.raw = sqlite3.connect(path, timeout=BUSY_SECONDS, isolation_level=None, check_same_thread=False)
        self.raw.execute("PRAGMA foreign_keys = ON")
        self.raw.execute("PRAGMA synchronous = FULL")

    def close(self) -> None:
        self.raw.close()

    def __del__(self) -> None:
        if hasattr(self, "raw"):
            self.raw.close()
