"""The records that describe stored documents, and the errors of the store."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class StoreError(Exception):
    """The store cannot carry out a request; the message names the remedy."""


class UnknownDocument(StoreError):
    """No document with this id is stored."""

    def __init__(self, document_id: str) -> None:
        super().__init__(f"there is no document {document_id!r}: run `pincite documents` to list all ids")


class UnknownVersion(StoreError):
    """The document is stored, but not in this version."""

    def __init__(self, document_id: str, version: str) -> None:
        super().__init__(
            f"document {document_id!r} has no version {version!r}: omit the version to get the current one"
        )


class Change(StrEnum):
    """The effect of adding a document to the store."""

    ADDED = "added"
    UPDATED = "updated"
    REVISED = "revised"
    UNCHANGED = "unchanged"


@dataclass(frozen=True, slots=True)
class Fingerprint:
    """The origin of a document's content: the SHA-256 of the raw bytes, and the reader's name and version."""

    raw_sha256: str
    reader: str


@dataclass(frozen=True, slots=True)
class StoredVersion:
    """One stored version: the SHA-256 of its text, its fingerprint, the file it came from, and the time (UTC)."""

    version: str
    current: bool
    fingerprint: Fingerprint
    origin: str
    stored: datetime


@dataclass(frozen=True, slots=True)
class Counts:
    """Sizes of the store.

    `documents`, `sentences` and `references` count current documents and their contents; `versions` counts all
    versions; `removed` counts documents that are removed but not yet purged. `originals` counts the files whose
    bytes are kept, which are `original_bytes` in all.
    """

    documents: int
    sentences: int
    references: int
    versions: int
    removed: int
    originals: int = 0
    original_bytes: int = 0
