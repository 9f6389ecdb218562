"""Originals: the bytes that documents were read from, each once, by their SHA-256."""

import hashlib
import sqlite3

from corpus.stored_version import StoreError

HAS_ORIGINAL = (
    "SELECT 1 FROM version JOIN original ON original.sha256 = version.raw_sha256"
    " WHERE document_id = ? AND version.sha256 = ?"
)


def write_original(connection: sqlite3.Connection, digest: str, original: bytes) -> None:
    """Keeps an original, unless it is kept already."""
    connection.execute("INSERT INTO original VALUES (?, ?) ON CONFLICT DO NOTHING", (digest, original))


def read_original(connection: sqlite3.Connection, key: int) -> bytes | None:
    """The original of the version with this key, or None; StoreError if it does not match its digest."""
    row = connection.execute(
        "SELECT original.sha256, bytes FROM version JOIN original ON original.sha256 = version.raw_sha256"
        " WHERE version.key = ?",
        (key,),
    ).fetchone()
    if row is None:
        return None
    if hashlib.sha256(row[1]).hexdigest() != row[0]:
        raise StoreError("a stored original does not match its digest: ingest its file again")
    return bytes(row[1])


def purge_originals(connection: sqlite3.Connection) -> None:
    """Deletes the originals that no version was read from."""
    connection.execute("DELETE FROM original WHERE sha256 NOT IN (SELECT raw_sha256 FROM version)")
