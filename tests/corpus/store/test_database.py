import sqlite3
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from corpus.store.database import Database, DatabaseError
from repository import ROOT

ONE = (("CREATE TABLE noun (word TEXT)",),)
TWO = (*ONE, ("ALTER TABLE noun ADD COLUMN plural TEXT", "CREATE INDEX nouns ON noun (word)"))
MARK = 77


def put_and_fail(database: Database, word: str) -> None:
    with database.transaction() as connection:
        connection.execute("INSERT INTO noun VALUES (?)", (word,))
        raise ZeroDivisionError


def test_a_file_is_made_and_migrated_step_by_step(tmp_path: Path) -> None:
    path = tmp_path / "deep" / "words.db"
    with Database(path, ONE, MARK) as database:
        database.connection.execute("INSERT INTO noun VALUES ('rib')")
    with Database(path, TWO, MARK) as database:
        assert database.connection.execute("SELECT * FROM noun").fetchall() == [("rib", None)]
        assert database.connection.execute("PRAGMA user_version").fetchone() == (2,)
        assert database.connection.execute("PRAGMA journal_mode").fetchone() == ("wal",)
        assert database.connection.execute("PRAGMA foreign_keys").fetchone() == (1,)


def test_a_newer_file_is_refused_and_unchanged(tmp_path: Path) -> None:
    path = tmp_path / "words.db"
    Database(path, TWO, MARK).close()
    with pytest.raises(DatabaseError, match="has schema version 2, but this Pincite supports only 1"):
        Database(path, ONE, MARK)
    Database(path, TWO, MARK).close()


def test_another_programs_database_is_refused_and_unchanged(tmp_path: Path) -> None:
    path = tmp_path / "words.db"
    with sqlite3.connect(path) as other:
        other.execute("CREATE TABLE theirs (x)")
    other.close()
    before = path.read_bytes()
    with pytest.raises(DatabaseError, match="of another program"):
        Database(path, ONE, MARK)
    assert path.read_bytes() == before


@pytest.mark.parametrize("content", [b"not a database, whatever its name says" * 200, None])
def test_a_file_that_is_not_a_database_is_refused_with_a_remedy(tmp_path: Path, content: bytes | None) -> None:
    path = tmp_path / "words.db"
    if content is None:
        path.mkdir()
    else:
        path.write_bytes(content)
    with pytest.raises(DatabaseError, match="check its permissions"):
        Database(path, ONE, MARK)


def test_a_failed_migration_leaves_the_file_as_it_was(tmp_path: Path) -> None:
    path = tmp_path / "words.db"
    Database(path, ONE, MARK).close()
    with pytest.raises(DatabaseError):
        Database(path, (*ONE, ("CREATE TABLE verb (word)", "CREATE TABLE noun (again)")), MARK)
    with Database(path, ONE, MARK) as database:
        assert database.connection.execute("SELECT name FROM sqlite_schema").fetchall() == [("noun",)]


def test_a_transaction_is_atomic_and_a_savepoint_can_fail_alone(tmp_path: Path) -> None:
    with Database(tmp_path / "words.db", ONE, MARK) as database:
        with database.transaction() as connection:
            connection.execute("INSERT INTO noun VALUES ('rib')")
            with pytest.raises(ZeroDivisionError):
                put_and_fail(database, "hip")
            with database.reading() as same:
                assert same.execute("SELECT word FROM noun").fetchall() == [("rib",)]
        with pytest.raises(ZeroDivisionError):
            put_and_fail(database, "toe")
        assert database.connection.execute("SELECT word FROM noun").fetchall() == [("rib",)]


def test_a_failed_savepoint_undoes_its_nested_savepoints_too(tmp_path: Path) -> None:
    with Database(tmp_path / "words.db", ONE, MARK) as database:

        def part() -> None:
            with database.transaction() as connection:
                connection.execute("INSERT INTO noun VALUES ('hip')")
                with pytest.raises(ZeroDivisionError):
                    put_and_fail(database, "toe")
                raise ZeroDivisionError

        with database.transaction() as connection:
            connection.execute("INSERT INTO noun VALUES ('rib')")
            with pytest.raises(ZeroDivisionError):
                part()
        assert database.connection.execute("SELECT word FROM noun").fetchall() == [("rib",)]


def test_each_thread_has_its_connection_and_closing_closes_all(tmp_path: Path) -> None:
    database = Database(tmp_path / "words.db", ONE, MARK)
    seen: list[sqlite3.Connection] = [database.connection]
    done, closed = threading.Event(), threading.Event()

    def use() -> None:
        seen.append(database.connection)
        done.set()
        closed.wait(10)

    thread = threading.Thread(target=use)
    thread.start()
    done.wait(10)
    database.close()
    closed.set()
    thread.join()
    assert seen[0] is not seen[1]
    for connection in seen:
        with pytest.raises(sqlite3.ProgrammingError, match="closed"):
            connection.execute("SELECT 1")


def test_a_snapshot_does_not_see_later_changes(tmp_path: Path) -> None:
    with Database(tmp_path / "words.db", ONE, MARK) as database:
        database.connection.execute("INSERT INTO noun VALUES ('rib')")
        with database.snapshot() as then:
            count = "SELECT count(*) FROM noun"
            assert then.execute(count).fetchone() == (1,)
            database.connection.execute("INSERT INTO noun VALUES ('hip')")
            assert then.execute(count).fetchone() == (1,)
            assert database.connection.execute(count).fetchone() == (2,)


def test_processes_that_create_one_file_at_once_wait_for_each_other(tmp_path: Path) -> None:
    script = f"""
from pathlib import Path
from corpus.store.database import Database
input()
Database(Path({str(tmp_path / "words.db")!r}), {TWO!r}, {MARK}).close()
"""
    processes = [
        subprocess.Popen([sys.executable, "-c", script], stdin=subprocess.PIPE, cwd=ROOT) for _ in range(4)
    ]
    for process in processes:
        assert process.stdin is not None
        process.stdin.write(b"\n")
        process.stdin.close()
    assert [process.wait(60) for process in processes] == [0] * 4
