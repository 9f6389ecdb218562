"""What the store says of its documents, and how it refuses."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class StoreError(Exception):
    """The store cannot do what was asked; the message names the remedy."""


class UnknownDocument(StoreError):
    """No document of that id is stored."""

    def __init__(self, document_id: str) -> None:
        super().__init__(f"there is no document {document_id!r}: `pincite documents` lists those there are")


class UnknownVersion(StoreError):
    """The document is stored, that version of it is not."""

    def __init__(self, document_id: str, version: str) -> None:
        super().__init__(f"document {document_id!r} has no version {version!r}: leave it out for the current one")


class Change(StrEnum):
    """What adding a document changed."""

    ADDED = "added"
    UPDATED = "updated"
    REVISED = "revised"
    UNCHANGED = "unchanged"


@dataclass(frozen=True, slots=True)
class Fingerprint:
    """What a document was made of: the SHA-256 of the raw bytes, and the reader with its version."""

    raw_sha256: str
    reader: str


@dataclass(frozen=True, slots=True)
class StoredVersion:
    """One version: the SHA-256 of its text, what it was made of and from where, and when (UTC)."""

    version: str
    current: bool
    fingerprint: Fingerprint
    origin: str
    stored: datetime


@dataclass(frozen=True, slots=True)
class Counts:
    """Current documents, their sentences and references; all versions; documents removed and not yet purged."""

    documents: int
    sentences: int
    references: int
    versions: int
    removed: int
