"""The hybrid index: a question to ranked passages, and sentence rows to their evidence."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Self

import numpy as np
from numpy.typing import ArrayLike

from index.analysis import Analyser
from index.build import LEXICAL
from index.dense import DenseIndex, FaissIndex, Mask
from index.embedding import Embedder
from index.errors import IndexMismatchError
from index.evidence import Evidence
from index.fusion import fuse
from index.generation import Generation, Manifest
from index.hit import Filters, Hit, Query, Rows, SentenceKey, SentenceScores, Vector
from index.lexical import LexicalIndex
from index.tables import Tables

DEPTH = 100
NO_FILTERS = Filters()
Scored = tuple[Rows, Vector]


@dataclass(frozen=True)
class HybridIndex:
    """One generation, opened by memory map, with the embedder and analyser of its questions.

    Immutable and safe to share between threads: the same question gives the same hits. A row is a sentence
    of the generation; rows out of range are a ValueError.
    """

    manifest: Manifest
    tables: Tables
    lexical: LexicalIndex
    dense: DenseIndex
    evidence: Evidence
    embedder: Embedder
    analyser: Analyser
    depth: int = DEPTH

    @classmethod
    def open(cls, generation: Generation, embedder: Embedder, analyser: Analyser, depth: int = DEPTH) -> Self:
        """Opens a generation; IndexMismatchError where it was built with another model or analyser."""
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
            evidence=Evidence.open(generation.folder, tables, lexical),
            embedder=embedder,
            analyser=analyser,
            depth=depth,
        )

    @property
    def generation_id(self) -> str:
        """The id of the generation."""
        return self.manifest.id

    def query(self, text: str) -> Query:
        """The analysed question; embedding it is nearly all that an answer costs."""
        return Query(text, tuple(self.analyser.terms(text)), self.embedder.embed_query(text))

    def search(self, query: Query, filters: Filters = NO_FILTERS, limit: int = 10) -> list[Hit]:
        """The best passages that the filters allow, at most `limit` of them, best first.

        The candidates are the best by BM25 and the best by passage vector, `depth` of each. They are ranked
        a third time by their best sentence, title or heading, and the three rankings are fused (RRF).
        """
        if limit < 1:
            raise ValueError(f"a search for {limit} passages finds nothing: ask for 1 or more")
        mask = self._mask(filters)
        depth = max(self.depth, limit)
        lexical = self.lexical.top(query.terms, depth, mask)
        dense = self.dense.top(query.vector, depth, mask)
        sentence = self._by_sentence(np.union1d(lexical[0], dense[0]), query.vector)
        rankings = [_Ranking.of(scored) for scored in (lexical, dense, sentence)]
        fused = fuse(ranking.order for ranking in rankings)
        return [self._hit(passage, score, rankings) for passage, score in fused[:limit]]

    def score(self, query: Query, rows: ArrayLike) -> SentenceScores:
        """The evidence that each of the rows gives for the question."""
        return self.evidence.score(query, self._checked(rows))

    def vectors(self, rows: ArrayLike) -> Vector:
        """The embeddings of the rows, (n, d) float32."""
        vectors: Vector = self.evidence.vectors[self._checked(rows)].astype(np.float32)
        return vectors

    def locate(self, rows: ArrayLike) -> list[SentenceKey]:
        """Where the rows live in the store."""
        return self.tables.locate(self._checked(rows))

    def holds(self, document_id: str) -> bool:
        """Whether the document is in this generation."""
        return document_id in self.tables.documents.number

    def document_rows(self, document_id: str) -> Rows:
        """The rows of a document that may be quoted, in order; UnknownDocumentError if it is not there."""
        return self.tables.document_rows(document_id)

    def titles(self) -> list[str]:
        """The titles of the documents, in the order of their ids."""
        return [entry.title for entry in self.tables.documents.entries]

    def df(self, term: str) -> int:
        """In how many passages an analysed term occurs."""
        return self.lexical.df(term)

    def _checked(self, rows: ArrayLike) -> Rows:
        picked = np.asarray(rows, dtype=np.int64)
        if len(picked) and (picked.min() < 0 or picked.max() >= self.tables.sentences):
            raise ValueError(
                f"rows go from 0 to {self.tables.sentences - 1}: {picked.min()} to {picked.max()} asked"
            )
        return picked

    def _mask(self, filters: Filters) -> Mask | None:
        """The passages of the documents that the filters allow."""
        documents = self.tables.documents.allowed(filters)
        return None if documents is None else documents[self.tables.passage_documents]

    def _by_sentence(self, passages: Rows, vector: Vector) -> Scored:
        """The passages by their best row; ties, as of one title over many passages, by their best sentence."""
        scores, sentences = self.evidence.passage_scores(passages, vector)
        order = np.lexsort((passages, -sentences, -scores))
        return passages[order], scores[order]

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


@dataclass(frozen=True)
class _Ranking:
    """Passages best first, with the score and the rank, from 1, of each."""

    order: list[int]
    scores: dict[int, float]
    ranks: dict[int, int]

    @classmethod
    def of(cls, scored: Scored) -> Self:
        order = scored[0].tolist()
        scores = dict(zip(order, scored[1].tolist(), strict=True))
        return cls(order, scores, {passage: rank for rank, passage in enumerate(order, start=1)})
