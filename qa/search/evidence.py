"""The candidate sentences that the index holds for one wording of a question."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

import numpy as np

from corpus.store import Store
from index.hybrid import HybridIndex
from index.types import Filters, Query, Rows, SentenceScores, Vector, as_rows
from qa.language import is_address
from qa.ranking import Candidates, QuestionType, weigh
from qa.search.tuning import Tuning

_NEAR_ENOUGH = 0.3
# A passage that was quoted before counts as half as near as the best one found.
_CARRIED = 0.5


class Found(NamedTuple):
    """Candidate sentences, and the documents that are similar to the question, nearest first."""

    candidates: Candidates
    documents: tuple[str, ...]


class EvidenceFinder:
    """Finds and ranks candidate sentences, over one store and whichever index it is given."""

    def __init__(self, store: Store, tuning: Tuning) -> None:
        self.store = store
        self._tuning = tuning

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
    ) -> Found:
        """The candidates for a query: the sentences of the best passages, and all those of the article.

        The sentences of documents that were `quoted` before are candidates too, where the filters allow them.
        Left out are the rows that are `hidden`, and sentences that are only a web address or a DOI.
        """
        hits = index.search(query, filters, self._tuning.candidate_passages)
        shares = {row: hit.score / hits[0].score for hit in reversed(hits) for row in hit.sentences}
        for document_id in quoted:
            if index.allows(document_id, filters):
                shares = dict.fromkeys(index.document_rows(document_id).tolist(), _CARRIED) | shares
        if article is not None:
            shares |= dict.fromkeys(index.document_rows(article).tolist(), 1.0)
        rows = self._without_addresses(index, as_rows(sorted(shares.keys() - hidden)))
        passages = np.array([shares[row] for row in rows.tolist()], dtype=np.float32)
        near = dict.fromkeys(hit.document_id for hit in hits if hit.sentence_score >= _NEAR_ENOUGH)
        return Found(self.ranked(index, query, question, rows, passages), tuple(near))

    def ranked(
        self, index: HybridIndex, query: Query, question: QuestionType, rows: Rows, passages: Vector
    ) -> Candidates:
        """The rows by relevance; `passages`, (n,), are the scores of the passages that hold them, the best 1."""
        scores = self._with_list_stems(index, question, index.score(query, rows))
        return weigh(question, scores, passages, self._tuning.relevance)

    def _without_addresses(self, index: HybridIndex, rows: Rows) -> Rows:
        """The rows, sorted, without the sentences that are only an address; few texts are read to tell."""
        addresses = [row for row, text in self._texts(index, index.addresses(rows)) if is_address(text)]
        kept: Rows = np.setdiff1d(rows, as_rows(addresses))
        return kept

    def _with_list_stems(
        self, index: HybridIndex, question: QuestionType, scores: SentenceScores
    ) -> SentenceScores:
        """The scores, where a sentence that only repeats an open question counts as fresh if it opens a list."""
        if not question.open:
            return scores
        stale = scores.rows[scores.fresh == 0]
        stems = [row for row, text in self._texts(index, stale) if text.rstrip().endswith(":")]
        opening = np.isin(scores.rows, as_rows(stems)).astype(np.float32)
        return replace(scores, fresh=np.maximum(scores.fresh, opening))

    def _texts(self, index: HybridIndex, rows: Rows) -> Iterator[tuple[int, str]]:
        for row, key in zip(rows.tolist(), index.locate(rows), strict=True):
            text = self.store.sentence_text(key.document_id, key.version, key.ordinal)
            if text is not None:
                yield row, text
