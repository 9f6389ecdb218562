"""What the index holds for a question, and the excerpts that are chosen from it."""

from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass, field, replace

import numpy as np
from numpy.typing import NDArray

from corpus.document import Document, Standing
from corpus.store import Store
from index.hybrid import HybridIndex
from index.types import Filters, Query, Rows, SentenceKey, SentenceScores, Vector, as_rows
from qa.answerability import Calibration
from qa.audience import ANYONE, AudienceProfile
from qa.citation import bare_source
from qa.language import asks_for_dose, is_address
from qa.ranking import Candidates, Relevance, Reranker, is_open, reranked, weigh
from qa.schema import Question, SearchQuestion, Source
from qa.selection import Excerpt, Preferences, dose_target, favours, select, states_dose

UNQUOTABLE = Filters(standing=tuple(standing for standing in Standing if not standing.quotable))
_NEAREST = 3
_NEAR_ENOUGH = 0.3
# A passage that was quoted before counts as half as near as the best one found.
_CARRIED = 0.5
_READ = 12


@dataclass(frozen=True, slots=True)
class Tuning:
    """The figures that decide what is retrieved, chosen and kept silent about."""

    candidate_passages: int = 30
    relevance: Relevance = field(default_factory=Relevance.load)
    preferences: Preferences = field(default_factory=Preferences)
    calibration: Calibration = field(default_factory=Calibration.load)
    reranker: Reranker | None = None
    reranked: int = 20


@dataclass(frozen=True)
class Evidence:
    """What the index holds for a question: candidates, and documents, nearest first."""

    candidates: Candidates
    documents: tuple[str, ...]


def filters_of(question: Question | SearchQuestion) -> Filters:
    """The filters of a question as the index takes them."""
    return Filters(**dict(question.filters))


class EvidenceFinder:
    """Finds and chooses sentences, over one store and whichever index it is handed."""

    def __init__(self, store: Store, tuning: Tuning) -> None:
        self._store = store
        self._tuning = tuning

    def evidence(
        self,
        index: HybridIndex,
        query: Query,
        filters: Filters,
        article: str | None,
        *,
        quoted: Sequence[str] = (),
        hidden: Collection[int] = (),
    ) -> Evidence:
        """The candidates for a query: the sentences of the best passages, and all of the article's.

        So are those of the documents that were `quoted` before, where the filters allow them; not the rows
        that are `hidden`, nor sentences that are nothing but a web address or a DOI.
        """
        hits = index.search(query, filters, self._tuning.candidate_passages)
        shares = {row: hit.score / hits[0].score for hit in reversed(hits) for row in hit.sentences}
        for document_id in quoted:
            if index.allows(document_id, filters):
                shares = dict.fromkeys(index.document_rows(document_id).tolist(), _CARRIED) | shares
        if article is not None:
            shares |= dict.fromkeys(index.document_rows(article).tolist(), 1.0)
        rows = self._worded(index, as_rows(sorted(shares.keys() - hidden)))
        passages = np.array([shares[row] for row in rows.tolist()], dtype=np.float32)
        candidates = self.weighed(index, query, rows, passages)
        near = dict.fromkeys(hit.document_id for hit in hits if hit.sentence_score >= _NEAR_ENOUGH)
        return Evidence(candidates, tuple(near))

    def weighed(self, index: HybridIndex, query: Query, rows: Rows, passages: Vector) -> Candidates:
        """The rows by relevance; `passages`, (n,), are the scores of the passages that they stand in."""
        scores = self._announcing(index, query, index.score(query, rows))
        return weigh(query.text, scores, passages, self._tuning.relevance)

    def nearest(self, evidence: Evidence) -> tuple[Source, ...]:
        """The sources that came nearest, at most three."""
        return tuple(
            bare_source(self._store.metadata(document_id)) for document_id in evidence.documents[:_NEAREST]
        )

    def excerpts(
        self,
        index: HybridIndex,
        question: str,
        candidates: Candidates,
        *,
        article: str | None,
        limit: int,
        reader: AudienceProfile = ANYONE,
    ) -> list[Excerpt]:
        """At most `limit` quotes of the best candidates, by document, the article that is being read first.

        Where the question asks for a dose, those that name an amount of what it names, if it names anything.
        """
        looked_at = self._second_look(index, question, candidates)
        preferences, load = self._tuning.preferences, _once(self.load)
        looked_at = self._of_dose(index, question, looked_at, load)
        rows = looked_at.rows[: preferences.considered]
        keys = index.locate(rows)
        relevance = looked_at.relevance[: len(keys)]
        if not keys:
            return []
        return select(
            keys,
            relevance,
            index.vectors(rows),
            article=article,
            limit=limit,
            preferences=preferences,
            load=load,
            favours=_favours(index, reader, keys, relevance >= preferences.floor * relevance[0], load),
            longest=reader.longest,
        )

    def load(self, key: SentenceKey) -> Document:
        """The document, in the version that the index was built from, in which a sentence stands."""
        return self._store.document(key.document_id, key.version)

    def _worded(self, index: HybridIndex, rows: Rows) -> Rows:
        """The rows, sorted, without the sentences that are mere addresses; few are read to tell."""
        mere = [row for row, text in self._texts(index, index.addresses(rows)) if is_address(text)]
        worded: Rows = np.setdiff1d(rows, as_rows(mere))
        return worded

    def _announcing(self, index: HybridIndex, query: Query, scores: SentenceScores) -> SentenceScores:
        """The scores, where sentences that only repeat an open question are fresh if they announce items."""
        if not is_open(query.text):
            return scores
        stale = scores.rows[scores.fresh == 0]
        stems = [row for row, text in self._texts(index, stale) if text.rstrip().endswith(":")]
        announcing = np.isin(scores.rows, as_rows(stems)).astype(np.float32)
        return replace(scores, fresh=np.maximum(scores.fresh, announcing))

    def _texts(self, index: HybridIndex, rows: Rows) -> Iterator[tuple[int, str]]:
        for row, key in zip(rows.tolist(), index.locate(rows), strict=True):
            text = self._store.sentence_text(key.document_id, key.version, key.ordinal)
            if text is not None:
                yield row, text

    def _of_dose(
        self,
        index: HybridIndex,
        question: str,
        candidates: Candidates,
        load: Callable[[SentenceKey], Document],
    ) -> Candidates:
        """Of the candidates, those that tell the dose where it asks for one.

        A sentence that names what is dosed itself may be less relevant than one on another drug.
        """
        if not asks_for_dose(question) or not len(candidates.rows):
            return candidates
        named, preferences = dose_target(question), self._tuning.preferences
        rows = candidates.rows[: preferences.considered]
        relevance = candidates.relevance[: len(rows)]
        good = (relevance >= preferences.floor * relevance[0]).tolist()
        told = [
            (enough or bool(named))
            and states_dose(load(key), key.ordinal, named, index.analyser.terms, alone=not enough)
            for key, enough in zip(index.locate(rows), good, strict=True)
        ]
        return replace(candidates, rows=rows[told], relevance=relevance[told])

    def _second_look(self, index: HybridIndex, question: str, candidates: Candidates) -> Candidates:
        if self._tuning.reranker is None:
            return candidates
        keys: Sequence[SentenceKey] = index.locate(candidates.rows[: self._tuning.reranked])
        first_of = {key.document_id: key for key in reversed(keys)}
        documents = {document_id: self.load(key) for document_id, key in first_of.items()}
        texts = [documents[key.document_id].sentence_text(key.ordinal) for key in keys]
        return reranked(candidates, self._tuning.reranker.score(question, texts))


def _once(load: Callable[[SentenceKey], Document]) -> Callable[[SentenceKey], Document]:
    """Loads each document once."""
    loaded: dict[str, Document] = {}

    def remembered(key: SentenceKey) -> Document:
        if key.document_id not in loaded:
            loaded[key.document_id] = load(key)
        return loaded[key.document_id]

    return remembered


def _favours(
    index: HybridIndex,
    reader: AudienceProfile,
    keys: Sequence[SentenceKey],
    good: NDArray[np.bool_],
    load: Callable[[SentenceKey], Document],
) -> Vector | None:
    if not reader.reach:
        return None
    documents = index.tables.documents
    return favours(
        reader,
        keys,
        meant_for=lambda document_id: documents.entries[documents.number[document_id]].audience,
        text=lambda key: load(key).sentence_text(key.ordinal),
        read=min(_READ, int(good.sum())),
    )
