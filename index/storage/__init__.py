"""Writes, publishes and opens index generations."""

from index.storage.arrays import Ints, Ragged, mapped, spread
from index.storage.filters import Mask
from index.storage.generation import MANIFEST, Generation, Manifest, Recipe, record, sync
from index.storage.generations import VECTORS, BuildLock, Shelf
from index.storage.passages import Packing
from index.storage.table_builder import Assembly
from index.storage.tables import Tables

__all__ = [
    "MANIFEST",
    "VECTORS",
    "Assembly",
    "BuildLock",
    "Generation",
    "Ints",
    "Manifest",
    "Mask",
    "Packing",
    "Ragged",
    "Recipe",
    "Shelf",
    "Tables",
    "mapped",
    "record",
    "spread",
    "sync",
]
