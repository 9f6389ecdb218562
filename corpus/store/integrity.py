"""The check of a store's contents against the digests that it keeps of them."""

import hashlib
import sqlite3
from collections.abc import Iterator
from dataclasses import replace

from corpus.store.codec import digest, metadata_from_json
from corpus.store.document_rows import read_document


def altered(connection: sqlite3.Connection) -> Iterator[str]:
    """One message for each damage of the file, and for each version whose text or parts have been altered.

    The parts are metadata, spans, references, pages, notices and dropped texts. They are checked for current
    versions only, because a version of long ago may have a digest of fewer parts.
    """
    for (message,) in connection.execute("PRAGMA quick_check"):
        if message != "ok":
            yield f"the file is damaged: {message}"
    rows = connection.execute(
        "SELECT key, document_id, sha256, current, digest, metadata, text FROM version ORDER BY document_id, key"
    )
    for key, document_id, sha256, current, parts, metadata, text in rows:
        if hashlib.sha256(text.encode()).hexdigest() != sha256:
            yield f"{document_id}: the text of version {sha256[:12]} has been altered"
        elif current and _digest(connection, key, metadata, text) != parts:
            yield f"{document_id}: its metadata, spans or references have been altered"


def _digest(connection: sqlite3.Connection, key: int, metadata: str, text: str) -> str | None:
    """The digest of the parts as they are stored, or None if they cannot be read."""
    try:
        document = read_document(connection, key, metadata, text)
        return digest(replace(document, metadata=metadata_from_json(metadata)))
    except (ValueError, KeyError, TypeError, AttributeError):
        return None
