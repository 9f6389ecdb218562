"""The evidence that sentence rows give for a query: vectors and terms of sentences, titles and headings."""

from dataclasses import dataclass
from pathlib import Path
from typing import Self

import numpy as np
from numpy.typing import NDArray

from index.arrays import Ragged, mapped, spread
from index.hit import Query, Rows, SentenceScores, Vector
from index.lexical import LexicalIndex
from index.reference import LuceneBM25
from index.tables import Tables

Half = NDArray[np.float16]
Flags = NDArray[np.bool_]

SENTENCE_VECTORS = "sentence_vectors.npy"
CONTEXT_VECTORS = "context_vectors.npy"
SENTENCE_TERMS = "sentence_terms"
CONTEXT_TERMS = "context_terms"


@dataclass(frozen=True)
class Evidence:
    """Vectors, (n, d) and (c, d) half precision, and term ids of the sentence rows and of the contexts."""

    tables: Tables
    lexical: LexicalIndex
    vectors: Half
    context_vectors: Half
    terms: Ragged
    context_terms: Ragged

    @classmethod
    def open(cls, folder: Path, tables: Tables, lexical: LexicalIndex) -> Self:
        """Maps the arrays of a generation's folder."""
        return cls(
            tables=tables,
            lexical=lexical,
            vectors=mapped(folder / SENTENCE_VECTORS),
            context_vectors=mapped(folder / CONTEXT_VECTORS),
            terms=Ragged.open(folder, SENTENCE_TERMS),
            context_terms=Ragged.open(folder, CONTEXT_TERMS),
        )

    def score(self, query: Query, rows: Rows) -> SentenceScores:
        """The scores of the rows, as `SentenceScores` defines them."""
        return SentenceScores(
            rows=rows,
            cosine=np.clip(_cosines(self.vectors[rows], query.vector), -1, 1),
            context_cosine=np.clip(self._context_cosines(rows, query.vector), -1, 1),
            bm25=self._bm25(query, rows),
            coverage=self._coverage(query, rows),
        )

    def passage_scores(self, passages: Rows, vector: Vector) -> tuple[Vector, Vector]:
        """For each passage the cosine of its best row, title and headings included, and of its best sentence."""
        starts, stops = self.tables.passages[passages].T
        rows, offsets = spread(starts, stops)
        best = _largest(_cosines(self.vectors[rows], vector), offsets)
        return np.maximum(best, self._context_cosines(starts, vector)), best

    def _context_cosines(self, rows: Rows, vector: Vector) -> Vector:
        contexts, inverse = self._contexts_over(rows)
        cosines = _cosines(self.context_vectors[contexts.values], vector)
        return _largest(cosines, contexts.offsets)[inverse]

    def _contexts_over(self, rows: Rows) -> tuple[Ragged, Rows]:
        """The contexts of the distinct sections of the rows, and which of these sections each row is in."""
        sections, inverse = np.unique(self.tables.sections[rows], return_inverse=True)
        return self.tables.section_contexts.take(sections), inverse

    def _bm25(self, query: Query, rows: Rows) -> Vector:
        if not len(rows):
            return np.empty(0, dtype=np.float32)
        ids = self.lexical.ids(query.terms)
        frequencies = {term_id: self.lexical.frequency(term_id) for term_id in ids}
        texts = [self.terms.row(row) for row in rows.tolist()]
        scorer = LuceneBM25(texts, frequencies=frequencies, documents=len(self.lexical))
        scores: Vector = scorer.get_scores(ids).astype(np.float32)
        return scores

    def _coverage(self, query: Query, rows: Rows) -> Vector:
        """The share of the query's idf that is present; terms that the corpus lacks count with the largest."""
        terms = list(dict.fromkeys(query.terms))
        weights = np.array([self.lexical.idf(term) for term in terms])
        known = np.array([bool(self.lexical.ids([term])) for term in terms], dtype=np.bool_)
        ids = np.array(self.lexical.ids(terms), dtype=np.int32)
        contexts, inverse = self._contexts_over(rows)
        over = _present(self.context_terms.take(contexts.values), ids)
        present = (
            _present(self.terms.take(rows), ids) | np.logical_or.reduceat(over, contexts.offsets[:-1])[inverse]
        )
        total = weights.sum()
        covered: Vector = (present @ weights[known] / (total or 1)).astype(np.float32)
        return covered


def _cosines(vectors: Half, vector: Vector) -> Vector:
    """Inner products row by row; not by BLAS, whose sums may depend on the number of rows and threads."""
    cosines: Vector = np.einsum("nd,d->n", vectors.astype(np.float32), vector)
    return cosines


def _largest(values: Vector, offsets: NDArray[np.int64]) -> Vector:
    """The largest value of each range; no range is empty."""
    largest: Vector = np.maximum.reduceat(values, offsets[:-1]) if len(offsets) > 1 else values
    return largest


def _present(terms: Ragged, ids: NDArray[np.int32]) -> Flags:
    """Which ids occur in which row of terms, (n, ids)."""
    found = np.concatenate(
        (np.zeros((1, len(ids)), dtype=np.int64), np.cumsum(terms.values[:, None] == ids, axis=0))
    )
    return found[terms.offsets[1:]] > found[terms.offsets[:-1]]
