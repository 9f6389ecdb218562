"""The vector cache, which saves a build from embedding the same text twice."""

import hashlib
import sqlite3
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Self

import numpy as np

from index.dense.embedding import Embedder, Progress
from index.types import HalfVectors

CHUNK = 2048
SCHEMA = """
    CREATE TABLE IF NOT EXISTS vectors (
        model TEXT NOT NULL, text BLOB NOT NULL, vector BLOB NOT NULL, PRIMARY KEY (model, text)
    ) WITHOUT ROWID
"""


def digest(text: str) -> bytes:
    """The SHA-256 of the text's UTF-8 bytes."""
    return hashlib.sha256(text.encode()).digest()


class VectorCache:
    """An SQLite file of half-precision vectors by model fingerprint and text digest; one writer at a time."""

    def __init__(self, path: Path) -> None:
        self._connection = sqlite3.connect(path)
        self._connection.execute("PRAGMA journal_mode = WAL")
        self._connection.execute("PRAGMA synchronous = NORMAL")
        self._connection.execute(SCHEMA)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._connection.close()

    def get_many(self, model: str, digests: Sequence[bytes]) -> dict[bytes, HalfVectors]:
        """The cached vectors among these, by digest."""
        marks = ",".join("?" * len(digests))
        rows = self._connection.execute(
            f"SELECT text, vector FROM vectors WHERE model = ? AND text IN ({marks})",  # noqa: S608 - only marks
            (model, *digests),
        )
        return {text: np.frombuffer(vector, dtype=np.float16) for text, vector in rows}

    def put_many(self, model: str, vectors: Iterable[tuple[bytes, HalfVectors]]) -> None:
        """Stores the vectors, in one transaction."""
        rows = ((model, text, vector.tobytes()) for text, vector in vectors)
        with self._connection:
            self._connection.executemany("INSERT OR REPLACE INTO vectors VALUES (?, ?, ?)", rows)

    def embed(
        self, texts: Sequence[str], embedder: Embedder, out: HalfVectors, progress: Progress | None = None
    ) -> None:
        """Writes the vectors of the texts to the rows of `out`, (n, d) in half precision.

        Texts that are not cached are embedded and committed in chunks, so that a build that was killed resumes
        where it stopped. `progress(done, total)` counts texts.
        """
        for start in range(0, len(texts), CHUNK):
            chunk = texts[start : start + CHUNK]
            digests = [digest(text) for text in chunk]
            known = self.get_many(embedder.fingerprint, digests)
            missing = {key: text for key, text in zip(digests, chunk, strict=True) if key not in known}
            if missing:
                before = start + len(chunk) - len(missing)
                fresh = embedder.embed(list(missing.values()), progress=_shifted(progress, before, len(texts)))
                known.update(zip(missing, fresh.astype(np.float16), strict=True))
                self.put_many(embedder.fingerprint, ((key, known[key]) for key in missing))
            elif progress:
                progress(start + len(chunk), len(texts))
            out[start : start + len(chunk)] = [known[key] for key in digests]


def _shifted(progress: Progress | None, before: int, total: int) -> Progress | None:
    """Converts a chunk's progress to progress of the whole."""
    return progress and (lambda done, _: progress(before + done, total))
