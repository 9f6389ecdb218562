"""The stages from a self-contained question to its excerpts, shared by answers and suggested questions."""

from dataclasses import replace

from corpus.store import Store
from index.hybrid import HybridIndex
from qa.answerability import PACKAGED, Calibrations, NamedCalibration
from qa.audience import AudienceProfile
from qa.citation import bare_source
from qa.ranking import Candidates, reranked
from qa.schema import Question, Source
from qa.search import Evidence, EvidenceFinder, QuestionSearch, Tuning, read_candidates
from qa.selection import Excerpt, choose

_MAX_NEAREST = 3


class Stages:
    """Search, decision, reranking and selection over one store with one tuning.

    `calibrations` holds the calibrations of single generations; a generation without one uses the calibration
    of the tuning. Thread-safe.
    """

    def __init__(self, store: Store, tuning: Tuning, calibrations: Calibrations | None = None) -> None:
        self.store = store
        self.tuning = tuning
        self.finder = EvidenceFinder(store, tuning)
        self._calibrations = calibrations

    def calibration(self, index: HybridIndex) -> NamedCalibration:
        """The calibration that applies to questions asked of this index."""
        own = self._calibrations.of(index.generation_id) if self._calibrations else None
        if own is None:
            return NamedCalibration(PACKAGED, self.tuning.calibration)
        return NamedCalibration(own.id, own.calibration)

    def narrowed(self, passages: int) -> "Stages":
        """The same stages over at most so many candidate passages."""
        fewer = min(passages, self.tuning.candidate_passages)
        return Stages(self.store, replace(self.tuning, candidate_passages=fewer), self._calibrations)

    def search(self, index: HybridIndex, question: Question) -> QuestionSearch:
        """The search for a question under its own filters and article."""
        return QuestionSearch.of(question, index, self.finder, self.calibration(index))

    def excerpts(
        self, search: QuestionSearch, evidence: Evidence, profile: AudienceProfile, limit: int
    ) -> list[Excerpt]:
        """At most `limit` quotes chosen from the evidence for an audience, grouped by document, best first."""
        return choose(
            search.index,
            evidence.question,
            self._rerank(search, evidence),
            load=search.document,
            preferences=self.tuning.preferences,
            limit=limit,
            article=search.article,
            profile=profile,
        )

    def nearest(self, evidence: Evidence) -> tuple[Source, ...]:
        """At most three sources most similar to the question, most similar first."""
        return tuple(
            bare_source(self.store.metadata(document_id)) for document_id in evidence.documents[:_MAX_NEAREST]
        )

    def _rerank(self, search: QuestionSearch, evidence: Evidence) -> Candidates:
        """The candidates, with the best of them reordered if a reader or a reranker is configured."""
        reader, reranker = self.tuning.reader, self.tuning.reranker
        candidates = evidence.candidates.agreeing
        if reader is not None and not evidence.question.claim:
            candidates = read_candidates(search.index, evidence.question.text, candidates, search.document, reader)
        if reranker is None:
            return candidates
        keys = search.index.locate(candidates.rows[: self.tuning.reranked])
        texts = [search.document(key).sentence_text(key.ordinal) for key in keys]
        return reranked(candidates, reranker.score(evidence.question.text, texts))
