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
from index.fusion import Fusion, convex, fuse
from index.generation import Generation, Manifest
from index.hit import Filters, Hit, Query, Rows, SentenceKey, SentenceScores, Vector
from index.lexical import LexicalIndex, strongest
from index.tables import Tables

DEPTH = 100
NO_FILTERS = Filters()
# Shares of BM25, passage vector, best sentence, and title or heading; see docs/decisions/fusion.md.
WEIGHTS = (0.3, 0.1, 0.3, 0.3)
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
            fusion=fusion,
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

        The candidates are the best by BM25 and the best by passage vector, `depth` of each. They are scored
        once more by their best sentence and by their title or heading. `fusion` says how that becomes one
        score: a convex combination, in which a candidate that the passage vectors missed counts with the
        lowest that they found, or reciprocal rank fusion of three rankings (RRF).
        """
        if limit < 1:
            raise ValueError(f"a search for {limit} passages finds nothing: ask for 1 or more")
        mask = self._mask(filters)
        depth = max(self.depth, limit)
        bm25 = self.lexical.scores(query.terms)
        lexical = strongest(bm25, depth, mask)
        dense = self.dense.top(query.vector, depth, mask)
        passages = np.union1d(lexical[0], dense[0])
        best, context = self.evidence.passage_scores(passages, query.vector)
        sentence = _by_sentence(passages, best, context)
        rankings = [_Ranking.of(scored) for scored in (lexical, dense, sentence)]
        if self.fusion == "rrf":
            fused = fuse(ranking.order for ranking in rankings)
        else:
            signals = bm25[passages], _filled(passages, dense), best, context
            scores = convex(signals, WEIGHTS)
            order = np.lexsort((passages, -scores))
            fused = list(zip(passages[order].tolist(), scores[order].tolist(), strict=True))
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
    """The passages by sentence, title or heading; ties, as of one title over many passages, by sentence."""
    scores = np.maximum(best, context)
    order = np.lexsort((passages, -best, -scores))
    return passages[order], scores[order]


def _filled(passages: Rows, scored: Scored) -> Vector:
    """The scores of all passages, which are sorted; one that was missed has the lowest score found."""
    rows, scores = scored
    filled = np.full(len(passages), scores.min() if len(scores) else 0, dtype=np.float32)
    filled[np.searchsorted(passages, rows)] = scores
    return filled


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
