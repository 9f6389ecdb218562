"""The hybrid index: ranks passages for a query, and computes the features of sentences."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Self

import numpy as np
from numpy.typing import ArrayLike, NDArray

from index.analysis import Analyser
from index.dense import DenseIndex, Embedder, FaissIndex, Mask, WordBasis
from index.errors import IndexMismatchError
from index.features import SentenceScorer
from index.fusion import convex, fuse
from index.lexical import LEXICAL, LexicalIndex, top_scoring
from index.methods import Fusion
from index.query_words import query_words
from index.storage import Generation, Manifest, Tables
from index.types import Filters, Hit, Query, Rows, SentenceKey, SentenceScores, Vector

DEPTH = 100
NO_FILTERS = Filters()
# Shares of BM25, best sentence, title or heading, coverage, soft coverage by the passage and by its best sentence,
# and passage vector: docs/decisions/passage-fusion.md
WEIGHTS = (0.1, 0.25, 0.2, 0.1, 0.5, 0.5, 0.1)
Scored = tuple[Rows, Vector]


@dataclass(frozen=True)
class HybridIndex:
    """One generation, memory-mapped, with the embedder and analyser for queries.

    Immutable, thread-safe and deterministic: the same query gives the same hits. A row is the number of a sentence
    in the generation; rows out of range raise ValueError.
    """

    manifest: Manifest
    tables: Tables
    lexical: LexicalIndex
    dense: DenseIndex
    scorer: SentenceScorer
    basis: WordBasis
    embedder: Embedder
    analyser: Analyser
    depth: int = DEPTH
    fusion: Fusion = "convex"

    @classmethod
    def open(
        cls,
        generation: Generation,
        embedder: Embedder,
        analyser: Analyser,
        depth: int = DEPTH,
        fusion: Fusion = "convex",
    ) -> Self:
        """Opens a generation; IndexMismatchError if it was built with a different model or analyser."""
        recipe = generation.manifest.recipe
        if recipe.model != embedder.fingerprint:
            raise IndexMismatchError("embedding model", recipe.model, embedder.fingerprint)
        if recipe.analyser != analyser.fingerprint:
            raise IndexMismatchError("analyser", recipe.analyser, analyser.fingerprint)
        tables = Tables.open(generation.folder)
        lexical = LexicalIndex.open(generation.folder / LEXICAL)
        return cls(
            manifest=generation.manifest,
            tables=tables,
            lexical=lexical,
            dense=FaissIndex.open(generation.folder),
            scorer=SentenceScorer.open(generation.folder, tables, lexical),
            basis=WordBasis.open(generation.folder),
            embedder=embedder,
            analyser=analyser,
            depth=depth,
            fusion=fusion,
        )

    @property
    def generation_id(self) -> str:
        """The id of the generation."""
        return self.manifest.id

    def query(self, text: str) -> Query:
        """Analyses and embeds a question; the embedding takes most of the time of an answer.

        Question words such as "role" or "versus" are dropped unless they occur in the corpus.
        """
        asking = self.analyser.asking
        terms = (term for term in self.analyser.terms(text) if term not in asking or self.df(term))
        encoded = self.embedder.encode_query(text)
        words = query_words(text, encoded, self.basis, self.analyser, self.lexical)
        return Query(text, tuple(terms), encoded.vector, words)

    def search(self, query: Query, filters: Filters = NO_FILTERS, limit: int = 10) -> list[Hit]:
        """The best passages that the filters allow, at most `limit`, best first.

        The candidates are the `depth` best by BM25 and the `depth` best by passage vector. They are also scored by
        their best sentence, by their title or headings, and by how much of the query they cover in terms and in
        meaning. `fusion` selects how the scores are combined. "convex" is a convex combination of them, in which
        a candidate that the vector search missed gets the lowest score found. "rrf" is reciprocal rank fusion of
        three rankings: by BM25, by passage vector, and by best sentence, title or heading. If `limit` exceeds
        `depth`, there are more candidates, which "convex" ranks below the others without changing their order.
        """
        if limit < 1:
            raise ValueError(f"the limit of passages is {limit}: it must be at least 1")
        mask = self._mask(filters)
        depth = max(self.depth, limit)
        bm25 = self.lexical.scores(query.terms)
        lexical = top_scoring(bm25, depth, mask)
        dense = self.dense.top(query.vector, depth, mask)
        passages = np.union1d(lexical[0], dense[0])
        best, context = self.scorer.passage_scores(passages, query.vector)
        sentence = _by_sentence(passages, best, context)
        rankings = [_Ranking.of(scored) for scored in (lexical, dense, sentence)]
        if self.fusion == "rrf":
            fused = fuse(ranking.order for ranking in rankings)
        else:
            coverage = self.lexical.coverage(query.terms, passages)
            signals = bm25[passages], best, context, coverage, *self.scorer.passage_soft(passages, query)
            first = np.isin(passages, np.union1d(lexical[0][: self.depth], dense[0][: self.depth]))
            scores = _combined(passages, dense, signals, first, self.depth)
            order = np.lexsort((passages, ~first, -scores))
            fused = list(zip(passages[order].tolist(), scores[order].tolist(), strict=True))
        return [self._hit(passage, score, rankings) for passage, score in fused[:limit]]

    def score(self, query: Query, rows: ArrayLike) -> SentenceScores:
        """The features of the rows for the query."""
        return self.scorer.score(query, self._checked(rows))

    def row(self, document_id: str, ordinal: int) -> int:
        """The row of a document's sentence; UnknownDocumentError if the document is not in this generation."""
        return self.tables.row(document_id, ordinal)

    def word_similarities(self, query: Query, row: int) -> Vector:
        """The similarity of each stored word of a row to the most similar word of the query, (w,), from 0 to 1.

        The words are the sentence's content words, in order, without those that the model did not read.
        """
        (checked,) = self._checked([row]).tolist()
        return self.scorer.word_similarities(checked, query)

    def addresses(self, rows: ArrayLike) -> Rows:
        """The rows that begin with a web address or DOI, and so may consist of nothing else."""
        return self.scorer.addresses(self._checked(rows))

    def vectors(self, rows: ArrayLike) -> Vector:
        """The embeddings of the rows, (n, d) float32."""
        vectors: Vector = self.scorer.vectors[self._checked(rows)].astype(np.float32)
        return vectors

    def locate(self, rows: ArrayLike) -> list[SentenceKey]:
        """The document, version and ordinal of each row in the store."""
        return self.tables.locate(self._checked(rows))

    def holds(self, document_id: str) -> bool:
        """Whether the document is in this generation."""
        return document_id in self.tables.documents.number

    def title(self, document_id: str) -> str:
        """The title of a document in this generation."""
        return self.tables.documents.entries[self.tables.documents.number[document_id]].title

    def version(self, document_id: str) -> str:
        """The indexed version of a document in this generation."""
        return self.tables.documents.entries[self.tables.documents.number[document_id]].version

    def allows(self, document_id: str, filters: Filters) -> bool:
        """Whether the document is in this generation and passes the filters."""
        place = self.tables.documents.number.get(document_id)
        if place is None:
            return False
        allowed = self.tables.documents.allowed(filters)
        return allowed is None or bool(allowed[place])

    def document_rows(self, document_id: str) -> Rows:
        """The quotable rows of a document, in order; UnknownDocumentError if it is not in this generation."""
        return self.tables.document_rows(document_id)

    def sections(self, document_id: str) -> list[tuple[str, ...]]:
        """The paths of a document's sections that have text of their own, in order."""
        rows = self.tables.document_rows(document_id)
        _, first = np.unique(self.tables.sections[rows], return_index=True)
        return list(dict.fromkeys(self.tables.section_path(row) for row in rows[np.sort(first)].tolist()))

    def neighbours(self, document_id: str, filters: Filters = NO_FILTERS, least: float = 0.0) -> list[str]:
        """The ids of other documents with a passage whose cosine to this title is at least `least`, best first."""
        rows = self.tables.document_rows(document_id)
        if not len(rows):
            return []
        title = self.tables.section_contexts.row(self.tables.sections[rows[0]])[0]
        vector = self.scorer.context_vectors[title].astype(np.float32)
        passages, cosines = self.dense.top(vector, self.depth, self._mask(filters))
        places = dict.fromkeys(self.tables.passage_documents[passages[cosines >= least]].tolist())
        near = (self.tables.documents.entries[place].id for place in places)
        return [other for other in near if other != document_id]

    def titles(self) -> list[str]:
        """The titles of the documents, sorted by document id."""
        return [entry.title for entry in self.tables.documents.entries]

    def df(self, term: str) -> int:
        """The number of passages in which an analysed term occurs."""
        return self.lexical.df(term)

    def _checked(self, rows: ArrayLike) -> Rows:
        picked = np.asarray(rows, dtype=np.int64)
        if len(picked) and (picked.min() < 0 or picked.max() >= self.tables.sentences):
            raise ValueError(
                f"rows must be from 0 to {self.tables.sentences - 1}, not from {picked.min()} to {picked.max()}"
            )
        return picked

    def _mask(self, filters: Filters) -> Mask | None:
        """The passages whose documents pass the filters, (m,); None if all do."""
        documents = self.tables.documents.allowed(filters)
        return None if documents is None else documents[self.tables.passage_documents]

    def _hit(self, passage: int, score: float, rankings: Sequence["_Ranking"]) -> Hit:
        lexical, dense, sentence = rankings
        start, stop = self.tables.passages[passage].tolist()
        entry = self.tables.documents.entries[self.tables.passage_documents[passage]]
        return Hit(
            passage=passage,
            document_id=entry.id,
            version=entry.version,
            section=self.tables.section_path(start),
            sentences=range(start, stop),
            score=score,
            lexical_score=lexical.scores.get(passage),
            lexical_rank=lexical.ranks.get(passage),
            dense_score=dense.scores.get(passage),
            dense_rank=dense.ranks.get(passage),
            sentence_score=sentence.scores[passage],
            sentence_rank=sentence.ranks[passage],
        )


def _by_sentence(passages: Rows, best: Vector, context: Vector) -> Scored:
    """The passages ranked by best sentence, title or heading; ties, as from a shared title, by sentence."""
    scores = np.maximum(best, context)
    order = np.lexsort((passages, -best, -scores))
    return passages[order], scores[order]


def _combined(
    passages: Rows, dense: Scored, signals: Sequence[Vector], first: NDArray[np.bool_], depth: int
) -> Vector:
    """The convex combination for sorted passages, normalised separately for the `first` ones and the rest.

    The first `depth` of `dense` are used for the former; all for the rest, which is scaled to score below them.
    """
    scores = np.empty(len(passages), dtype=np.float32)
    lowest = np.float32(1)
    for part, found in ((first, slice(depth)), (~first, slice(None))):
        if part.any():
            cosines = _filled(passages[part], (dense[0][found], dense[1][found]))
            scores[part] = lowest * convex([*(signal[part] for signal in signals), cosines], WEIGHTS)
            lowest = scores[part].min()
    return scores


def _filled(passages: Rows, scored: Scored) -> Vector:
    """The scores of sorted passages; a passage that was not found gets the lowest score found."""
    rows, scores = scored
    filled = np.full(len(passages), scores.min() if len(scores) else 0, dtype=np.float32)
    held = np.isin(rows, passages)
    filled[np.searchsorted(passages, rows[held])] = scores[held]
    return filled


@dataclass(frozen=True)
class _Ranking:
    """Passages, best first, with the score and the rank (from 1) of each."""

    order: list[int]
    scores: dict[int, float]
    ranks: dict[int, int]

    @classmethod
    def of(cls, scored: Scored) -> Self:
        order = scored[0].tolist()
        scores = dict(zip(order, scored[1].tolist(), strict=True))
        return cls(order, scores, {passage: rank for rank, passage in enumerate(order, start=1)})
