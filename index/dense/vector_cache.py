"""The vector cache, which saves a build from embedding the same text twice."""

import hashlib
import io
import sqlite3
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import NamedTuple, Self

import numpy as np

from index.analysis import content_words_fingerprint
from index.dense.embedder import Embedder, Progress
from index.dense.word_basis import WordBasis, basis_of, words_recipe
from index.storage import StoredWordsWriter
from index.types import HalfVectors, WordVectors

CHUNK = 2048
# The table `vectors` of earlier versions had no words: its texts are embedded again.
SCHEMA = """
    DROP TABLE IF EXISTS vectors;
    CREATE TABLE IF NOT EXISTS encodings (
        recipe TEXT NOT NULL, text BLOB NOT NULL, vector BLOB NOT NULL, words BLOB NOT NULL,
        PRIMARY KEY (recipe, text)
    );
    CREATE TABLE IF NOT EXISTS word_bases (recipe TEXT PRIMARY KEY, basis BLOB NOT NULL);
"""


class Cached(NamedTuple):
    """The vector of a text, (d,), and the vectors of its w words, (w, k)."""

    vector: HalfVectors
    words: WordVectors


def digest(text: str) -> bytes:
    """The SHA-256 of the text's UTF-8 bytes."""
    return hashlib.sha256(text.encode()).digest()


class VectorCache:
    """An SQLite file of what embedders gave for texts, by text digest and recipe; one writer at a time.

    A recipe identifies the model, the basis of word vectors, and which words have a vector.
    """

    def __init__(self, path: Path) -> None:
        self._connection = sqlite3.connect(path)
        self._connection.execute("PRAGMA journal_mode = WAL")
        self._connection.execute("PRAGMA synchronous = NORMAL")
        self._connection.executescript(SCHEMA)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._connection.close()

    def get_many(self, recipe: str, digests: Sequence[bytes], width: int) -> dict[bytes, Cached]:
        """What is cached of these texts, by digest; `width` is the length k of a word's vector."""
        marks = ",".join("?" * len(digests))
        rows = self._connection.execute(
            f"SELECT text, vector, words FROM encodings WHERE recipe = ? AND text IN ({marks})",  # noqa: S608 - only marks
            (recipe, *digests),
        )
        return {
            text: Cached(np.frombuffer(vector, np.float16), np.frombuffer(words, np.int8).reshape(-1, width))
            for text, vector, words in rows
        }

    def put_many(self, recipe: str, encodings: Iterable[tuple[bytes, Cached]]) -> None:
        """Stores encodings by digest, in one transaction."""
        rows = ((recipe, text, each.vector.tobytes(), each.words.tobytes()) for text, each in encodings)
        with self._connection:
            self._connection.executemany("INSERT OR REPLACE INTO encodings VALUES (?, ?, ?, ?)", rows)

    def basis(self, embedder: Embedder) -> WordBasis:
        """The basis for an embedder's words; one that has to be fitted is fitted once."""
        if embedder.word_basis != "fitted":
            return basis_of(embedder)
        recipe = f"{embedder.fingerprint} {words_recipe(embedder.word_basis)}"
        found = self._connection.execute("SELECT basis FROM word_bases WHERE recipe = ?", (recipe,)).fetchone()
        if found:
            return WordBasis(np.load(io.BytesIO(found[0]), allow_pickle=False))
        basis = basis_of(embedder)
        stream = io.BytesIO()
        np.save(stream, np.asarray(basis.matrix))
        with self._connection:
            self._connection.execute("INSERT INTO word_bases VALUES (?, ?)", (recipe, stream.getvalue()))
        return basis

    def encode(
        self,
        texts: Sequence[str],
        embedder: Embedder,
        out: HalfVectors,
        words: StoredWordsWriter,
        progress: Progress | None = None,
    ) -> None:
        """Writes the vectors of the texts to the rows of `out`, (n, d) in half precision, and appends their words.

        Texts that are not cached are embedded and committed in chunks, so that a build that was killed resumes
        where it stopped. `progress(done, total)` counts texts.
        """
        basis = self.basis(embedder)
        recipe = f"{embedder.fingerprint} {basis.digest} {content_words_fingerprint()}"
        width = basis.width(embedder.dimension)
        for start in range(0, len(texts), CHUNK):
            chunk = texts[start : start + CHUNK]
            digests = [digest(text) for text in chunk]
            known = self.get_many(recipe, digests, width)
            missing = {key: text for key, text in zip(digests, chunk, strict=True) if key not in known}
            if missing:
                before = start + len(chunk) - len(missing)
                told = _shifted(progress, before, len(texts))
                known.update(zip(missing, _encoded(list(missing.values()), embedder, basis, told), strict=True))
                self.put_many(recipe, ((key, known[key]) for key in missing))
            elif progress:
                progress(start + len(chunk), len(texts))
            found = [known[key] for key in digests]
            out[start : start + len(chunk)] = [each.vector for each in found]
            words.append(np.concatenate([each.words for each in found]), [len(each.words) for each in found])


def _encoded(
    texts: Sequence[str], embedder: Embedder, basis: WordBasis, progress: Progress | None
) -> Iterable[Cached]:
    encoded = embedder.encode(texts, progress=progress)
    words = np.split(basis.quantise(encoded.words), encoded.offsets[1:-1])
    return map(Cached, encoded.vectors.astype(np.float16), words)


def _shifted(progress: Progress | None, before: int, total: int) -> Progress | None:
    """Converts a chunk's progress to progress of the whole."""
    return progress and (lambda done, _: progress(before + done, total))
