"""Sentence features for a query, computed from the vectors and terms of sentences, titles and headings."""

from dataclasses import dataclass
from pathlib import Path
from typing import Self

import numpy as np

from index.features.heading_aspect import aspect_cosines
from index.features.neighbours import Neighbours
from index.features.row_contexts import RowContexts, largest
from index.features.soft_coverage import SoftCoverage, best_cosines, best_of_query, weighted_mean
from index.features.term_overlap import CueTerms, Flags, Overlap, QuestionTerms, opens_with_address, present
from index.lexical import LexicalIndex, LuceneBM25
from index.storage import Ragged, StoredWords, Tables, concatenate_ranges, memory_map
from index.types import HalfVectors, Query, QueryWords, Rows, SentenceScores, Vector

SENTENCE_VECTORS = "sentence_vectors.npy"
CONTEXT_VECTORS = "context_vectors.npy"
SENTENCE_TERMS = "sentence_terms"
CONTEXT_TERMS = "context_terms"
SENTENCE_WORDS = "sentence_words"
CONTEXT_WORDS = "context_words"


@dataclass(frozen=True)
class SentenceScorer:
    """Scores sentence rows of a generation.

    `vectors`, (n, d), and `context_vectors`, (c, d), are in half precision; `terms` and `context_terms` are the
    term ids of the sentence rows and of the contexts, and `words` and `context_words` their words' vectors.
    """

    tables: Tables
    lexical: LexicalIndex
    vectors: HalfVectors
    context_vectors: HalfVectors
    terms: Ragged
    context_terms: Ragged
    words: StoredWords
    context_words: StoredWords
    cues: CueTerms

    @classmethod
    def open(cls, folder: Path, tables: Tables, lexical: LexicalIndex) -> Self:
        """Opens the arrays in a generation's folder, memory-mapped."""
        return cls(
            tables=tables,
            lexical=lexical,
            vectors=memory_map(folder / SENTENCE_VECTORS),
            context_vectors=memory_map(folder / CONTEXT_VECTORS),
            terms=Ragged.open(folder, SENTENCE_TERMS),
            context_terms=Ragged.open(folder, CONTEXT_TERMS),
            words=StoredWords.open(folder, SENTENCE_WORDS),
            context_words=StoredWords.open(folder, CONTEXT_WORDS),
            cues=CueTerms.of(lexical),
        )

    def score(self, query: Query, rows: Rows) -> SentenceScores:
        """The features of the rows, as defined in `SentenceScores`."""
        question = QuestionTerms.of(query.terms, self.lexical)
        sentences = self.terms.take(rows)
        neighbours = Neighbours.of(rows, self.tables.sections[rows])
        contexts = RowContexts.of(rows, self.tables)
        headings = self.context_vectors[contexts.ids.values].astype(np.float32)
        overlap = Overlap.of(
            question, self.cues, sentences, self._terms_in_contexts(contexts, question), neighbours
        )
        soft = SoftCoverage.of(
            query.words,
            best_cosines(self.words.take(rows), query.words),
            self._soft_in_contexts(contexts, query.words),
            neighbours,
        )
        vectors = self.vectors[rows].astype(np.float32)
        centre = vectors.mean(axis=0) if len(rows) else query.vector
        local, bm25 = self._bm25(query, sentences)
        adjacent = self._adjacent_vectors(rows)
        before, after = np.clip(np.einsum("bnd,d->bn", adjacent, query.vector), -1, 1)
        blended = vectors + contexts.means(headings) + adjacent.sum(axis=0) / 2
        return SentenceScores(
            rows=rows,
            section=contexts.inverse,
            headings=tuple(
                self.tables.headings(contexts.ids.row(section)) for section in range(len(contexts.ids))
            ),
            cosine=np.clip(_cosines(vectors, query.vector), -1, 1),
            centred_cosine=_cosines(_normalised(vectors - centre), _normalised(query.vector - centre)),
            centrality=_cosines(vectors, _normalised(centre)),
            context_cosine=np.clip(contexts.best(_cosines(headings, query.vector)), -1, 1),
            aspect=self._aspects(contexts, headings, query.vector),
            named=self._named(contexts, question),
            previous_cosine=before,
            next_cosine=after,
            blended_cosine=np.clip(_cosines(_normalised(blended), query.vector), -1, 1),
            bm25=bm25,
            local_bm25=local,
            near_bm25=neighbours.largest(local),
            position=self.tables.positions(rows),
            length=np.log1p(np.diff(sentences.offsets)).astype(np.float32),
            unknown=question.unknown,
            **vars(overlap),
            **vars(soft),
        )

    def word_similarities(self, row: int, query: Query) -> Vector:
        """The cosine of each stored word of a row with the most similar word of the query, (w,), from 0 to 1."""
        return best_of_query(self.words.take([row]), query.words)

    def addresses(self, rows: Rows) -> Rows:
        """The rows whose terms begin with those of a web address or DOI, possibly after numbers."""
        opening: Rows = rows[opens_with_address(self.terms.take(rows), self.cues.shapes)]
        return opening

    def passage_scores(self, passages: Rows, vector: Vector) -> tuple[Vector, Vector]:
        """For each passage, the cosine of its best sentence, and that of its best title or heading."""
        starts, stops = self.tables.passages[passages].T
        rows, offsets = concatenate_ranges(starts, stops)
        contexts = RowContexts.of(starts, self.tables)
        headings = self.context_vectors[contexts.ids.values]
        return largest(_cosines(self.vectors[rows], vector), offsets), contexts.best(_cosines(headings, vector))

    def passage_soft(self, passages: Rows, query: Query) -> tuple[Vector, Vector]:
        """The soft coverage of each passage and of its best sentence, both with titles and headings, (p,)."""
        starts, stops = self.tables.passages[passages].T
        rows, offsets = concatenate_ranges(starts, stops)
        own = best_cosines(self.words.take(rows), query.words)
        in_contexts = self._soft_in_contexts(RowContexts.of(starts, self.tables), query.words)
        whole = np.maximum(largest(own, offsets), in_contexts)
        single = np.maximum(own, np.repeat(in_contexts, np.diff(offsets), axis=0))
        return weighted_mean(whole, query.words), largest(weighted_mean(single, query.words), offsets)

    def _soft_in_contexts(self, contexts: RowContexts, query: QueryWords) -> Vector:
        """The best cosine of each query word in the title and headings of each row, (n, m)."""
        return contexts.best(best_cosines(self.context_words.take(contexts.ids.values), query))

    def _aspects(self, contexts: RowContexts, headings: Vector, vector: Vector) -> Vector:
        aspects = aspect_cosines(headings, contexts.ids, self.tables.places(contexts.first), vector)
        return aspects[contexts.inverse]

    def _named(self, contexts: RowContexts, question: QuestionTerms) -> Vector:
        """The idf-weighted share of each row's title that the query contains, (n,)."""
        titles = self.context_terms.take(contexts.titles)
        weights = self.lexical.idfs(titles.values)
        said, whole = titles.sums(weights * np.isin(titles.values, question.ids)), titles.sums(weights)
        shares = said / np.maximum(whole, np.finfo(np.float64).tiny)
        named: Vector = shares.astype(np.float32)[contexts.inverse]
        return named

    def _terms_in_contexts(self, contexts: RowContexts, question: QuestionTerms) -> Flags:
        """Which query terms occur in the title and headings of each row, (n, k)."""
        found = present(self.context_terms.take(contexts.ids.values), question.ids)
        if not len(contexts.inverse):
            return found[:0]
        flags: Flags = np.logical_or.reduceat(found, contexts.ids.offsets[:-1])[contexts.inverse]
        return flags

    def _bm25(self, query: Query, sentences: Ragged) -> tuple[Vector, Vector]:
        """The rows' BM25 scores with document frequencies among the rows, and with those of the corpus."""
        if not len(sentences):
            return np.empty(0, dtype=np.float32), np.empty(0, dtype=np.float32)
        ids = self.lexical.ids(query.terms)
        query_terms = sentences.only(np.array(ids, dtype=np.int32))
        texts = [query_terms.row(row) for row in range(len(query_terms))]
        scorer = LuceneBM25(texts, lengths=np.diff(sentences.offsets).tolist())
        local = scorer.get_scores(ids)
        scorer.weigh({term_id: self.lexical.frequency(term_id) for term_id in ids}, len(self.lexical))
        return local.astype(np.float32), scorer.get_scores(ids).astype(np.float32)

    def _adjacent_vectors(self, rows: Rows) -> Vector:
        """The vectors of the body sentences before and after each row in its section, (2, n, d); 0 if none."""
        around = np.clip(np.stack((rows - 1, rows + 1)), 0, max(self.tables.sentences - 1, 0))
        distinct, inverse = np.unique(around, return_inverse=True)
        vectors = self.vectors[distinct].astype(np.float32)[inverse.reshape(around.shape)]
        same = (self.tables.sections[around] == self.tables.sections[rows]) & (around != rows)
        adjacent: Vector = np.where((same & self.tables.body[around])[..., None], vectors, np.float32(0))
        return adjacent


def _normalised(vectors: Vector) -> Vector:
    """The vectors, (d,) or (n, d), scaled to length 1; zero vectors stay zero."""
    lengths = np.sqrt(np.einsum("...d,...d->...", vectors, vectors))[..., None]
    normalised: Vector = vectors / np.maximum(lengths, np.finfo(np.float32).tiny)
    return normalised


def _cosines(vectors: HalfVectors | Vector, vector: Vector) -> Vector:
    """The inner product of each row; avoids BLAS, whose sums may depend on the number of rows and threads."""
    cosines: Vector = np.einsum("nd,d->n", vectors.astype(np.float32), vector)
    return cosines
