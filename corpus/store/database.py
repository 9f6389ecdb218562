"""An SQLite file: its migrations, one connection per thread, and its transactions."""

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
    """The database cannot be used; the message names the remedy."""


class Database:
    """A migrated SQLite file in WAL mode, for many readers and one writer across threads and processes.

    `migrations[n]` upgrades a file from `user_version` n to n + 1; `application_id` identifies files of this
    application. Raises DatabaseError for a file that is newer, damaged, inaccessible or of another program.
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
                f"cannot use {path} ({error}): check its permissions and free disk space; if the file is damaged,"
                " move it away and ingest again"
            ) from error
        except DatabaseError:
            self.close()
            raise

    def close(self) -> None:
        """Closes the connections of all threads; later use opens new ones."""
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
        """The calling thread's connection, in autocommit mode."""
        mine: _Connection | None = getattr(self._local, "mine", None)
        if mine is None:
            mine = _Connection(self.path)
            with self._lock:
                self._opened.add(mine)
            self._local.mine = mine
        return mine.raw

    @contextmanager
    def transaction(self) -> Iterator[sqlite3.Connection]:
        """A transaction: all changes or none, durable on exit; nested, a savepoint that can fail on its own."""
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
        """A read transaction: all reads see the same state; inside a transaction they see its state."""
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
        """A separate connection that keeps seeing the database as it is now."""
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
        # SQLite does not wait by itself if two processes create a file at the same time and both switch its mode.
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
        """The file's `user_version`; DatabaseError if the file is another program's or newer than `known`."""
        empty = not self.connection.execute("SELECT 1 FROM sqlite_schema LIMIT 1").fetchone()
        if not empty and self._pragma("application_id") != application_id:
            raise DatabaseError(f"{self.path} is a database of another program: choose another folder")
        at = self._pragma("user_version")
        if at > known:
            raise DatabaseError(
                f"{self.path} has schema version {at}, but this Pincite supports only {known}:"
                " use the Pincite version that wrote it"
            )
        return at

    def _pragma(self, name: str) -> int:
        value: int = self.connection.execute(f"PRAGMA {name}").fetchone()[0]
        return value


class _Connection:
    """A connection that is closed when the thread that owns it ends."""

    def __init__(self, path: Path) -> None:
        self.raw = sqlite3.connect(path, timeout=BUSY_SECONDS, isolation_level=None, check_same_thread=False)
        self.raw.execute("PRAGMA foreign_keys = ON")
        self.raw.execute("PRAGMA synchronous = FULL")

    def close(self) -> None:
        self.raw.close()

    def __del__(self) -> None:
        if hasattr(self, "raw"):
            self.raw.close()
