"""Soft coverage: how well the words of a text cover those of a query, by the vectors of both words.

Each word of the query is covered as well as the most similar word of the text is similar to it. Weighted by the
words' importance this is the sum of maximum similarities of ColBERT (Khattab and Zaharia, SIGIR 2020), with whole
words for pieces of words.
"""

from dataclasses import dataclass
from typing import Self

import numpy as np

from index.features.neighbours import Neighbours
from index.storage import StoredWords
from index.types import QueryWords, Vector

# A word of the query whose best cosine is smaller is missing from the text.
COVERED = 0.55
# The square of the factor by which unit vectors are stored.
_UNIT = np.float32(127**2)


def best_cosines(words: StoredWords, query: QueryWords) -> Vector:
    """The cosine of each query word's most similar word in each of n texts, (n, m), from 0 to 1; 0 without words.

    Vectors are integers, and by Cauchy and Schwarz no sum of their products exceeds the product of their lengths,
    about 127 squared. Single precision holds such sums exactly, so the result of BLAS does not depend on the
    order of summation, and thereby not on the number of rows or threads.
    """
    best = np.zeros((len(words), len(query.weights)), dtype=np.float32)
    if not len(query.weights) or not len(words.values):
        return best
    products = words.values.astype(np.float32) @ query.vectors.T.astype(np.float32)
    filled = np.diff(words.offsets) > 0
    best[filled] = np.maximum.reduceat(products, words.offsets[:-1][filled])
    cosines: Vector = np.clip(best / _UNIT, 0, 1)
    return cosines


def best_of_query(words: StoredWords, query: QueryWords) -> Vector:
    """The cosine of each of w words with its most similar word of the query, (w,), from 0 to 1; 0 without any."""
    if not len(query.weights):
        return np.zeros(len(words.values), dtype=np.float32)
    products = words.values.astype(np.float32) @ query.vectors.T.astype(np.float32)
    cosines: Vector = np.clip(products.max(axis=1) / _UNIT, 0, 1)
    return cosines


def weighted_mean(values: Vector, query: QueryWords) -> Vector:
    """The mean over the query's words, (n,), of values, (n, m); 0 if the query has none."""
    total = query.weights.sum()
    if not total:
        return np.zeros(len(values), dtype=np.float32)
    means: Vector = np.minimum(np.einsum("nm,m->n", values, query.weights) / total, 1).astype(np.float32)
    return means


@dataclass(frozen=True)
class SoftCoverage:
    """Soft coverage of n sentences, each (n,) float32 from 0 to 1; defined in `index.types.SentenceScores`."""

    soft_coverage: Vector
    soft_own: Vector
    soft_near: Vector
    soft_least: Vector
    soft_missing: Vector

    @classmethod
    def of(cls, query: QueryWords, own: Vector, in_contexts: Vector, neighbours: Neighbours) -> Self:
        """Computes the features from the best cosines in the sentences and in their contexts, both (n, m)."""
        covered = np.maximum(own, in_contexts)
        near = np.maximum.reduce([covered, *(neighbours.shifted(own, step) for step in (-2, -1, 1))])
        return cls(
            soft_coverage=weighted_mean(covered, query),
            soft_own=weighted_mean(own, query),
            soft_near=weighted_mean(near, query),
            soft_least=covered.min(axis=1) if len(query.weights) else np.zeros(len(own), dtype=np.float32),
            soft_missing=weighted_mean((covered < COVERED).astype(np.float32), query),
        )
