"""The stages from a self-contained question to its excerpts, shared by answers and by suggested questions."""

from corpus.store import Store
from index.hybrid import HybridIndex
from qa.answerability import PACKAGED, Calibrations, NamedCalibration
from qa.audience import AudienceProfile
from qa.citation import bare_source
from qa.ranking import Candidates, reranked
from qa.schema import Question, Source
from qa.search import Evidence, EvidenceFinder, QuestionSearch, Tuning
from qa.selection import Excerpt, choose

_NEAREST = 3


class Stages:
    """Searches, decides, reads and selects over one store with one tuning; safe to share between threads.

    `calibrations` are those of single generations; a generation without one takes the calibration of the tuning.
    """

    def __init__(self, store: Store, tuning: Tuning, calibrations: Calibrations | None = None) -> None:
        self.store = store
        self.tuning = tuning
        self.finder = EvidenceFinder(store, tuning)
        self._calibrations = calibrations

    def calibration(self, index: HybridIndex) -> NamedCalibration:
        """What the confidence of questions to this index is judged by."""
        own = self._calibrations.of(index.generation_id) if self._calibrations else None
        if own is None:
            return NamedCalibration(PACKAGED, self.tuning.calibration)
        return NamedCalibration(own.id, own.calibration)

    def search(self, index: HybridIndex, question: Question) -> QuestionSearch:
        """The search for a question, under its own filters and article."""
        return QuestionSearch.of(question, index, self.finder, self.calibration(index))

    def excerpts(
        self, search: QuestionSearch, evidence: Evidence, profile: AudienceProfile, limit: int
    ) -> list[Excerpt]:
        """At most `limit` quotes chosen from the evidence, best document first, for that audience."""
        return choose(
            search.index,
            evidence.question,
            self._read(search, evidence),
            load=search.document,
            preferences=self.tuning.preferences,
            limit=limit,
            article=search.article,
            profile=profile,
        )

    def nearest(self, evidence: Evidence) -> tuple[Source, ...]:
        """The sources that are most similar to the question, at most three."""
        return tuple(
            bare_source(self.store.metadata(document_id)) for document_id in evidence.documents[:_NEAREST]
        )

    def _read(self, search: QuestionSearch, evidence: Evidence) -> Candidates:
        """The candidates, the best of them reordered by the reranker where one is set."""
        reranker = self.tuning.reranker
        if reranker is None:
            return evidence.candidates
        keys = search.index.locate(evidence.candidates.rows[: self.tuning.reranked])
        texts = [search.document(key).sentence_text(key.ordinal) for key in keys]
        return reranked(evidence.candidates, reranker.score(evidence.question.text, texts))
