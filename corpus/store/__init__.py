"""The document store: keeps every version of every document in SQLite."""

from corpus.store.database import Database, DatabaseError
from corpus.store.store import Change, Counts, Store, StoreError, UnknownDocument, UnknownVersion

__all__ = [
    "Change",
    "Counts",
    "Database",
    "DatabaseError",
    "Store",
    "StoreError",
    "UnknownDocument",
    "UnknownVersion",
]
