"""The basis of word vectors: a few dimensions that keep the cosines of words, stored as small integers.

An index and the questions to it must share the basis, so each generation keeps its own copy. That of the default
model is packaged (`scripts/fit_word_basis` writes it); for another model one is fitted at its first build.
"""

import hashlib
from dataclasses import dataclass
from pathlib import Path
from typing import Self

import numpy as np
from numpy.typing import NDArray

from index.analysis import content_words_fingerprint
from index.dense.embedder import BasisKind, Embedder
from index.dense.sample_texts import sample_texts
from index.storage import save_array
from index.types import Vector, WordVectors

FILE = "word_basis.npy"
PACKAGED = Path(__file__).with_name(FILE)
WIDTH = 64
SCALE = 127
FIT_VERSION = 1


@dataclass(frozen=True)
class WordBasis:
    """An orthonormal basis, (e, k) float32; None keeps word vectors as they are."""

    matrix: Vector | None

    @classmethod
    def fit(cls, words: Vector, width: int = WIDTH) -> Self:
        """The `width` principal axes, or e if that is less, of word vectors, (t, e), without centring.

        The largest component of each axis is positive, so that equal words give an equal basis.
        """
        doubled = words.astype(np.float64)
        _, axes = np.linalg.eigh(doubled.T @ doubled)
        axes = axes[:, ::-1][:, :width]
        largest = np.abs(axes).argmax(axis=0)
        signs = np.sign(axes[largest, np.arange(axes.shape[1])])
        return cls(np.ascontiguousarray(axes * signs, dtype=np.float32))

    @classmethod
    def open(cls, folder: Path) -> Self:
        """The basis that `save` wrote to a folder."""
        path = folder / FILE
        return cls(np.load(path, allow_pickle=False) if path.exists() else None)

    def save(self, folder: Path) -> None:
        """Writes `word_basis.npy`, or nothing if word vectors are kept as they are."""
        if self.matrix is not None:
            save_array(folder / FILE, self.matrix)

    @property
    def digest(self) -> str:
        """Identifies the basis: the start of the SHA-256 of its numbers."""
        numbers = b"" if self.matrix is None else self.matrix.tobytes()
        return hashlib.sha256(numbers).hexdigest()[:16]

    def width(self, dimension: int) -> int:
        """The length k of stored vectors, for an embedder of this dimension."""
        return dimension if self.matrix is None else self.matrix.shape[1]

    def quantise(self, words: Vector) -> WordVectors:
        """The vectors to store, (t, k): 127 times the projected and normalised vectors, (t, e), rounded.

        Projected in double precision, so that rounding to integers hides the order in which BLAS adds up.
        """
        if self.matrix is None:
            projected: NDArray[np.floating] = words
        elif not len(words):
            projected = np.empty((0, self.matrix.shape[1]))
        else:
            projected = words.astype(np.float64) @ self.matrix.astype(np.float64)
        lengths = np.sqrt(np.einsum("tk,tk->t", projected, projected))[:, None]
        unit = projected / np.maximum(lengths, np.finfo(np.float32).tiny)
        stored: WordVectors = np.rint(SCALE * unit).astype(np.int8)
        return stored


def basis_of(embedder: Embedder) -> WordBasis:
    """The basis for an embedder's words; for a model without a packaged one, this embeds the sample articles."""
    if embedder.word_basis == "none":
        return WordBasis(None)
    if embedder.word_basis == "packaged":
        return WordBasis.open(PACKAGED.parent)
    return WordBasis.fit(embedder.encode(sample_texts()).words)


def words_recipe(kind: BasisKind) -> str:
    """Identifies which words of a text have a vector, and how their basis is made; loads no model."""
    if kind == "packaged":
        return f"{content_words_fingerprint()}-{WordBasis.open(PACKAGED.parent).digest}"
    return f"{content_words_fingerprint()}-{kind}-{FIT_VERSION}"
