"""The store: all versions of all documents in one SQLite file, from which indexes are built."""

import hashlib
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Self

from corpus.document import Document, Metadata, Page, Standing
from corpus.reference_lint import Finding
from corpus.store.codec import digest, metadata_from_json, metadata_to_json
from corpus.store.database import Database, DatabaseError
from corpus.store.document_rows import (
    delete_parts,
    read_document,
    read_findings,
    read_pages,
    write_findings,
    write_parts,
)
from corpus.store.integrity import altered
from corpus.store.originals import HAS_ORIGINAL, purge_originals, read_original, write_original
from corpus.store.schema import APPLICATION_ID, MIGRATIONS
from corpus.store.standing import with_effective_standing
from corpus.stored_version import (
    Change,
    Counts,
    Fingerprint,
    StoredVersion,
    StoreError,
    UnknownDocument,
    UnknownVersion,
)

__all__ = [
    "Change",
    "Counts",
    "Fingerprint",
    "Store",
    "StoreError",
    "StoredVersion",
    "UnknownDocument",
    "UnknownVersion",
]


class Store:
    """The document store; safe for many reading threads and processes and one writer at a time.

    An unknown id raises UnknownDocument, an unknown version UnknownVersion. A removed document can still be read
    by its id until it is purged, because the live index may still quote it. The standing of a document, and of
    the works that it cites, is the worst that it declares or that a notice in a current document gives it,
    regardless of which was stored first, and only while that notice is stored.
    """

    def __init__(self, path: Path) -> None:
        try:
            self._database = Database(path, MIGRATIONS, APPLICATION_ID)
        except DatabaseError as error:
            raise StoreError(str(error)) from error

    def close(self) -> None:
        """Closes the connections of all threads."""
        self._database.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """Groups changes: all are made or none; for many documents this is faster than single changes."""
        with self._database.transaction():
            yield

    def add(
        self,
        document: Document,
        *,
        raw_sha256: str,
        reader: str,
        origin: str,
        findings: Sequence[Finding] = (),
        original: bytes | None = None,
    ) -> Change:
        """Stores a document, completely or not at all, as the current version of its id.

        `original` are the bytes that it was read from, with the digest `raw_sha256`, if they are to be kept.
        Returns UPDATED if the text differs from the current version's, and REVISED if only metadata, spans or
        references differ. Raises StoreError for values that SQLite cannot hold (lone surrogates, integers of
        more than 64 bits).
        """
        try:
            with self._database.transaction() as connection:
                if original is not None:
                    write_original(connection, raw_sha256, original)
                return _add(connection, document, (raw_sha256, reader, origin), findings)
        except (UnicodeEncodeError, OverflowError, sqlite3.IntegrityError) as error:
            raise StoreError(f"document {document.id!r} cannot be stored ({error}): correct its source") from error

    def fingerprint(self, document_id: str) -> Fingerprint | None:
        """The fingerprint of the current version, or None if there is no such document or it was removed."""
        row = self._row("SELECT raw_sha256, reader FROM current_version WHERE document_id = ?", document_id)
        return Fingerprint(*row) if row else None

    def fingerprints(self) -> dict[str, Fingerprint]:
        """The fingerprint of each current document, by id."""
        rows = self._database.connection.execute("SELECT document_id, raw_sha256, reader FROM current_version")
        return {document_id: Fingerprint(raw_sha256, reader) for document_id, raw_sha256, reader in rows}

    def ids(self) -> list[str]:
        """The ids of the current documents, sorted."""
        rows = self._database.connection.execute("SELECT id FROM document WHERE NOT removed ORDER BY id")
        return [row[0] for row in rows]

    def metadata(self, document_id: str) -> Metadata:
        """The metadata of the current version, with its effective standing."""
        with self._database.reading() as connection:
            row = connection.execute(
                "SELECT metadata FROM version WHERE document_id = ? AND current", (document_id,)
            ).fetchone()
            if row is None:
                raise UnknownDocument(document_id)
            return with_effective_standing(connection, metadata_from_json(row[0]))

    def standings(self, document_ids: Iterable[str]) -> dict[str, Standing]:
        """The effective standing of each of these documents, without those that the store does not hold."""
        standings: dict[str, Standing] = {}
        with self._database.reading() as connection:
            for document_id in document_ids:
                row = connection.execute(
                    "SELECT metadata FROM version WHERE document_id = ? AND current", (document_id,)
                ).fetchone()
                if row is not None:
                    metadata = with_effective_standing(connection, metadata_from_json(row[0]))
                    standings[document_id] = metadata.standing
        return standings

    def topics(self) -> list[tuple[str | None, str | None]]:
        """The distinct pairs of topic and topic synonyms in the metadata of the current documents."""
        rows = self._database.connection.execute(
            "SELECT DISTINCT json_extract(metadata, '$.topic') AS topic,"
            " json_extract(metadata, '$.extra.synonyms') AS synonyms FROM current_version ORDER BY topic, synonyms"
        )
        return [(topic, synonyms) for topic, synonyms in rows]

    def openings(self, characters: int) -> Iterator[str]:
        """The first `characters` characters of each current document's text, with its title, sorted by id."""
        rows = self._database.connection.execute(
            "SELECT substr(text, 1, ?) FROM current_version ORDER BY document_id", (characters,)
        )
        return (opening for (opening,) in rows)

    def document(self, document_id: str, version: str | None = None) -> Document:
        """A document, by default its current version; StoreError if its text no longer matches its hash."""
        with self._database.reading() as connection:
            return _document(connection, _key(connection, document_id, version))

    def documents(self) -> Iterator[Document]:
        """The current documents, sorted by id, as of when the first is read; later changes are not seen."""
        with self._database.snapshot() as connection:
            for (key,) in connection.execute("SELECT key FROM current_version ORDER BY document_id"):
                yield _document(connection, key)

    def text(self, document_id: str, version: str) -> str:
        """The stored canonical text of a version; its hash is not checked."""
        row = self._row("SELECT text FROM version WHERE document_id = ? AND sha256 = ?", document_id, version)
        if row:
            return row[0]
        if self._row("SELECT 1 FROM document WHERE id = ?", document_id):
            raise UnknownVersion(document_id, version)
        raise UnknownDocument(document_id)

    def sentence_text(self, document_id: str, version: str, ordinal: int) -> str | None:
        """The text of one sentence, read without the rest of its document; None if there is no such sentence."""
        row = self._database.connection.execute(
            "SELECT substr(text, start_char + 1, end_char - start_char) FROM version"
            " JOIN sentence ON sentence.version = version.key"
            " WHERE document_id = ? AND sha256 = ? AND ordinal = ?",
            (document_id, version, ordinal),
        ).fetchone()
        return row[0] if row else None

    def original(self, document_id: str, version: str) -> bytes | None:
        """The bytes that a version was read from, None if they are not kept; StoreError if they were altered."""
        with self._database.reading() as connection:
            return read_original(connection, _key(connection, document_id, version))

    def has_original(self, document_id: str, version: str) -> bool:
        """Whether the bytes that a version was read from are kept."""
        return self._row(HAS_ORIGINAL, document_id, version) is not None

    def originals(self) -> frozenset[str]:
        """The digests of the originals that are kept."""
        return frozenset(row[0] for row in self._database.connection.execute("SELECT sha256 FROM original"))

    def pages(self, document_id: str, version: str) -> tuple[Page, ...]:
        """The pages of a version, in order; empty for a source without pages."""
        with self._database.reading() as connection:
            return read_pages(connection, _key(connection, document_id, version))

    def versions(self, document_id: str) -> list[StoredVersion]:
        """The versions of a document, oldest first."""
        rows = self._database.connection.execute(
            "SELECT sha256, current, raw_sha256, reader, origin, stored FROM version"
            " WHERE document_id = ? ORDER BY key",
            (document_id,),
        )
        found = [
            StoredVersion(version, bool(current), Fingerprint(raw, reader), origin, datetime.fromisoformat(stored))
            for version, current, raw, reader, origin, stored in rows
        ]
        if not found:
            raise UnknownDocument(document_id)
        return found

    def findings(self, document_id: str) -> tuple[Finding, ...]:
        """The findings of the reference lint for the current version."""
        with self._database.reading() as connection:
            return read_findings(connection, _key(connection, document_id, None))

    def remove(self, document_id: str) -> None:
        """Removes a document from all lists immediately; its texts are kept until `purge`."""
        with self._database.transaction() as connection:
            marked = connection.execute(
                "UPDATE document SET removed = 1 WHERE id = ? AND NOT removed", (document_id,)
            )
            if not marked.rowcount:
                raise UnknownDocument(document_id)

    def purge(self) -> int:
        """Deletes the removed documents with all versions; call it when no live index refers to them any more."""
        with self._database.transaction() as connection:
            purged = connection.execute("DELETE FROM document WHERE removed").rowcount
            purge_originals(connection)
            return purged

    def root(self) -> str:
        """The corpus root: the SHA-256 over id, version and digest of each current document, sorted by id."""
        sha256 = hashlib.sha256()
        rows = self._database.connection.execute(
            "SELECT document_id, sha256, digest FROM current_version ORDER BY document_id"
        )
        for document_id, version, parts in rows:
            sha256.update(f"{len(document_id.encode())}:{document_id}{version}{parts}".encode())
        return sha256.hexdigest()

    def problems(self) -> list[str]:
        """Messages about damage and alterations of the stored contents, after reading all; empty if none."""
        with self._database.reading() as connection:
            return list(altered(connection))

    def counts(self) -> Counts:
        """The sizes of the store."""
        row = self._database.connection.execute(
            "SELECT (SELECT count(*) FROM current_version),"
            " (SELECT count(*) FROM sentence WHERE version IN (SELECT key FROM current_version)),"
            " (SELECT count(*) FROM reference WHERE version IN (SELECT key FROM current_version)),"
            " (SELECT count(*) FROM version), (SELECT count(*) FROM document WHERE removed),"
            " (SELECT count(*) FROM original), (SELECT coalesce(sum(length(bytes)), 0) FROM original)"
        ).fetchone()
        return Counts(*row)

    def _row(self, sql: str, *values: str) -> tuple[str, ...] | None:
        row: tuple[str, ...] | None = self._database.connection.execute(sql, values).fetchone()
        return row


def _key(connection: sqlite3.Connection, document_id: str, version: str | None) -> int:
    rows = connection.execute("SELECT sha256, current, key FROM version WHERE document_id = ?", (document_id,))
    keys: dict[str | None, int] = {}
    for sha256, current, key in rows:
        keys |= {sha256: key, None: key} if current else {sha256: key}
    if not keys:
        raise UnknownDocument(document_id)
    if version not in keys:
        raise UnknownVersion(document_id, str(version))
    return keys[version]


def _document(connection: sqlite3.Connection, key: int) -> Document:
    sha256, metadata, text = connection.execute(
        "SELECT sha256, metadata, text FROM version WHERE key = ?", (key,)
    ).fetchone()
    document = read_document(connection, key, metadata, text)
    if document.version != sha256:
        raise StoreError(
            f"the stored text of {document.id!r} does not match its hash: restore the database from a backup"
        )
    return document


def _add(
    connection: sqlite3.Connection, document: Document, made_of: tuple[str, str, str], findings: Sequence[Finding]
) -> Change:
    parts = digest(document)
    change = _change(connection, document, parts)
    connection.execute(
        "INSERT INTO document (id) VALUES (?) ON CONFLICT DO UPDATE SET removed = 0", (document.id,)
    )
    connection.execute("UPDATE version SET current = 0 WHERE document_id = ? AND current", (document.id,))
    ((key,),) = connection.execute(
        "INSERT INTO version (document_id, sha256, current, digest, metadata, text, raw_sha256, reader, origin)"
        " VALUES (?, ?, 1, ?, ?, ?, ?, ?, ?) ON CONFLICT DO UPDATE SET current = 1, digest = excluded.digest,"
        " metadata = excluded.metadata, raw_sha256 = excluded.raw_sha256, reader = excluded.reader,"
        " origin = excluded.origin RETURNING key",
        (document.id, document.version, parts, metadata_to_json(document.metadata), document.text, *made_of),
    ).fetchall()
    if change is not Change.UNCHANGED:
        delete_parts(connection, key)
        write_parts(connection, key, document)
    write_findings(connection, key, findings)
    return change


def _change(connection: sqlite3.Connection, document: Document, parts: str) -> Change:
    row = connection.execute(
        "SELECT sha256, digest FROM current_version WHERE document_id = ?", (document.id,)
    ).fetchone()
    if row is None:
        return Change.ADDED
    if row[0] != document.version:
        return Change.UPDATED
    return Change.UNCHANGED if row[1] == parts else Change.REVISED
