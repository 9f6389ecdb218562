"""The reference embedder: hashed words."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np

from index.analysis import Analyser, words_of
from index.dense.embedder import BasisKind, Encoded, EncodedQuery, Progress
from index.types import Vector


@dataclass(frozen=True)
class HashEmbedder:
    """The reference embedder for tests and for machines without torch: a hashed bag of analysed terms.

    Vectors have no negative components, and texts with the same terms have equal vectors; a text without terms is
    hashed as a whole. A word's vector is that of the word as a text. It captures words, not meaning, so do not use
    it in production.
    """

    analyser: Analyser = field(default_factory=Analyser)
    dimension: int = 64

    @property
    def fingerprint(self) -> str:
        """The dimension and the analyser's fingerprint."""
        return f"hash-{self.dimension}-{self.analyser.fingerprint}"

    @property
    def word_basis(self) -> BasisKind:
        """None: the components are hashes already."""
        return "none"

    def encode(self, texts: Sequence[str], *, progress: Progress | None = None) -> Encoded:
        """Hashes the texts and their words."""
        encoded = [self._encoded(text) for text in texts]
        if progress:
            progress(len(texts), len(texts))
        nothing = np.empty((0, self.dimension), dtype=np.float32)
        return Encoded(
            vectors=np.concatenate([nothing, *(one.vector[None] for one in encoded)]),
            words=np.concatenate([nothing, *(one.words for one in encoded)]),
            offsets=np.cumsum([0, *(len(one.spans) for one in encoded)], dtype=np.int64),
        )

    def encode_query(self, text: str) -> EncodedQuery:
        """The same as `encode` for a single text."""
        return self._encoded(text)

    def _encoded(self, text: str) -> EncodedQuery:
        words = words_of(text, self.analyser)
        terms = [self.analyser.terms(text[word.start : word.end]) or [word.term] for word in words]
        return EncodedQuery(
            vector=self._hashed([self.analyser.terms(text) or [text]])[0],
            spans=tuple((word.start, word.end) for word in words),
            words=self._hashed(terms),
        )

    def _hashed(self, bags: Sequence[Sequence[str]]) -> Vector:
        """Counts each term in the component that its hash selects, then normalises the vectors."""
        vectors = np.zeros((len(bags), self.dimension), dtype=np.float32)
        for row, terms in enumerate(bags):
            for term in terms:
                vectors[row, self._component(term)] += 1
        vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
        return vectors

    def _component(self, term: str) -> int:
        return int.from_bytes(hashlib.blake2b(term.encode(), digest_size=8).digest()) % self.dimension
