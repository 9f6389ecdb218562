"""Storage of index generations: writes, publishes and opens them."""

from index.storage.arrays import Ints, Ragged, concatenate_ranges, memory_map
from index.storage.files import forget_cached, reserve_array, save_array, sync, write_bytes, writing
from index.storage.filters import Mask
from index.storage.generation import MANIFEST, Generation, Manifest, Recipe, record_files
from index.storage.generations import VECTORS, BuildLock, Generations
from index.storage.passages import Packing
from index.storage.table_builder import TableBuilder
from index.storage.tables import Tables
from index.storage.word_vectors import StoredWords, StoredWordsWriter

__all__ = [
    "MANIFEST",
    "VECTORS",
    "BuildLock",
    "Generation",
    "Generations",
    "Ints",
    "Manifest",
    "Mask",
    "Packing",
    "Ragged",
    "Recipe",
    "StoredWords",
    "StoredWordsWriter",
    "TableBuilder",
    "Tables",
    "concatenate_ranges",
    "forget_cached",
    "memory_map",
    "record_files",
    "reserve_array",
    "save_array",
    "sync",
    "write_bytes",
    "writing",
]
