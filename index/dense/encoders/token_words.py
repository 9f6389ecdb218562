"""Word vectors from the token vectors of a transformer."""

from collections.abc import Mapping
from typing import Any, NamedTuple, Self

import numpy as np
from numpy.typing import NDArray

from index.analysis import content_words
from index.types import Vector


class Words(NamedTuple):
    """The content words of a text that have a vector: their spans, (w, 2), and vectors, (w, e), L2-normalised."""

    spans: NDArray[np.int64]
    vectors: Vector


class Tokens(NamedTuple):
    """The l tokens of each of n texts: their vectors, (n, l, e), and the spans of characters, (n, l, 2).

    Tokens that stand for no characters, such as padding, have an empty span.
    """

    vectors: Vector
    spans: NDArray[np.int64]

    @classmethod
    def of(cls, encodings: object, features: Mapping[str, Any], prompt: str | None) -> Self | None:
        """The tokens in the output of sentence-transformers; None if the model gives none, or no spans of them.

        `encodings` are the fast tokenizer's; `prompt` was put before each text, and spans do not count it.
        """
        vectors = features.get("token_embeddings")
        if vectors is None or not encodings or features.get("modality", "text") != "text":
            return None
        spans = [each.offsets for each in encodings]  # type: ignore[attr-defined]  # the tokenizer's own class
        if {len(each) for each in spans} != {vectors.shape[1]}:
            return None
        return cls(vectors.float().cpu().numpy(), np.array(spans, dtype=np.int64) - len(prompt or ""))

    def words(self, texts: list[str]) -> list[Words]:
        """The content words of the texts; a word's vector is the mean of those of its tokens, normalised."""
        return [_pooled(*each) for each in zip(texts, self.vectors, self.spans, strict=True)]


def spans_of(text: str) -> NDArray[np.int64]:
    """The spans of the content words of a text, (w, 2)."""
    return np.array(content_words(text), dtype=np.int64).reshape(-1, 2)


def _pooled(text: str, vectors: Vector, spans: NDArray[np.int64]) -> Words:
    """A token that overlaps two words counts for both; a word without tokens, as after truncation, is left out."""
    words = spans_of(text)
    starts, ends = spans.T
    overlaps = (starts < ends) & (starts < words[:, 1:]) & (ends > words[:, :1])
    word, token = np.nonzero(overlaps)
    if not len(word):
        return Words(words[:0], vectors[:0])
    sums = np.add.reduceat(vectors[token], np.flatnonzero(np.diff(word, prepend=-1)))
    lengths = np.sqrt(np.einsum("we,we->w", sums, sums))[:, None]
    return Words(words[np.unique(word)], sums / np.maximum(lengths, np.finfo(np.float32).tiny))
