"""Finds the candidate sentences for one wording of a question."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

import numpy as np

from corpus.document import Document
from corpus.store import Store
from index.hybrid import HybridIndex
from index.types import Filters, Query, Rows, SentenceKey, SentenceScores, Vector, as_rows
from qa.language import is_address
from qa.ranking import Candidates, QuestionType, rank_candidates
from qa.search.slot_agreement import SlotComparison
from qa.search.tuning import Tuning
from qa.slots import Agreement

_MIN_SIMILARITY = 0.3
# The passage score, relative to the best passage, of sentences in documents that were quoted before.
_QUOTED_SCORE = 0.5


class Retrieved(NamedTuple):
    """Candidate sentences, and the documents similar to the question, most similar first."""

    candidates: Candidates
    documents: tuple[str, ...]


class Gathered(NamedTuple):
    """Sentence rows to rank, (n,), the scores of their passages as in `rank_candidates`, and similar documents."""

    rows: Rows
    passages: Vector
    documents: tuple[str, ...]


class EvidenceFinder:
    """Finds and ranks candidate sentences in an index over one store. Thread-safe."""

    def __init__(self, store: Store, tuning: Tuning, comparison: SlotComparison | None = None) -> None:
        self.store = store
        self._tuning = tuning
        self._comparison = comparison or SlotComparison()

    def find(
        self,
        index: HybridIndex,
        query: Query,
        question: QuestionType,
        filters: Filters,
        article: str | None,
        *,
        quoted: Sequence[str] = (),
        hidden: Collection[int] = (),
    ) -> Retrieved:
        """The candidates for a query: the sentences of the best passages and all sentences of the article.

        The sentences of the documents in `quoted`, which earlier turns quoted, are candidates too if the filters
        allow them. The rows in `hidden` and sentences that are only a web address or a DOI are left out.
        """
        found = self.gather(index, query, filters, article, quoted=quoted, hidden=hidden)
        return Retrieved(self.rank(index, query, question, found.rows, found.passages), found.documents)

    def gather(
        self,
        index: HybridIndex,
        query: Query,
        filters: Filters,
        article: str | None,
        *,
        quoted: Sequence[str] = (),
        hidden: Collection[int] = (),
    ) -> Gathered:
        """The sentences that `find` ranks."""
        hits = index.search(query, filters, self._tuning.candidate_passages)
        passage_scores = {row: hit.score / hits[0].score for hit in reversed(hits) for row in hit.sentences}
        for document_id in quoted:
            if index.allows(document_id, filters):
                passage_scores = (
                    dict.fromkeys(index.document_rows(document_id).tolist(), _QUOTED_SCORE) | passage_scores
                )
        if article is not None:
            passage_scores |= dict.fromkeys(index.document_rows(article).tolist(), 1.0)
        rows = self._without_addresses(index, as_rows(sorted(passage_scores.keys() - hidden)))
        passages = np.array([passage_scores[row] for row in rows.tolist()], dtype=np.float32)
        similar = dict.fromkeys(hit.document_id for hit in hits if hit.sentence_score >= _MIN_SIMILARITY)
        return Gathered(rows, passages, tuple(similar))

    def rank(
        self, index: HybridIndex, query: Query, question: QuestionType, rows: Rows, passages: Vector
    ) -> Candidates:
        """The n rows by relevance; `passages` as in `rank_candidates`."""
        scores = self._with_list_stems(index, question, index.score(query, rows))
        documents: dict[str, Document] = {}

        def load(key: SentenceKey) -> Document:
            if key.document_id not in documents:
                documents[key.document_id] = self.store.document(key.document_id, key.version)
            return documents[key.document_id]

        def compare(best: Rows) -> list[Agreement]:
            return self._comparison.agreements(index, question.text, best, load)

        return rank_candidates(question, scores, passages, self._tuning.relevance, compare)

    def _without_addresses(self, index: HybridIndex, rows: Rows) -> Rows:
        """The rows, sorted, without the sentences that are only an address.

        The index proposes the few rows that may be addresses, so that only their texts are read.
        """
        addresses = [row for row, text in self._texts(index, index.addresses(rows)) if is_address(text)]
        others: Rows = np.setdiff1d(rows, as_rows(addresses))
        return others

    def _with_list_stems(
        self, index: HybridIndex, question: QuestionType, scores: SentenceScores
    ) -> SentenceScores:
        """The scores, with `fresh` set for sentences that repeat an open question but introduce a list."""
        if not question.open:
            return scores
        repeating = scores.rows[scores.fresh == 0]
        stems = [row for row, text in self._texts(index, repeating) if text.rstrip().endswith(":")]
        is_stem = np.isin(scores.rows, as_rows(stems)).astype(np.float32)
        return replace(scores, fresh=np.maximum(scores.fresh, is_stem))

    def _texts(self, index: HybridIndex, rows: Rows) -> Iterator[tuple[int, str]]:
        """The rows with their texts, without those that have left the store."""
        for row, key in zip(rows.tolist(), index.locate(rows), strict=True):
            text = self.store.sentence_text(key.document_id, key.version, key.ordinal)
            if text is not None:
                yield row, text
