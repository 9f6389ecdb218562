"""What evaluation and fitting ask of an engine beside its four calls."""

from typing import NamedTuple

import numpy as np

from corpus.document import Span
from corpus.store import UnknownDocument
from index.hybrid import HybridIndex
from index.types import Filters
from qa.answerability import ConfidenceFeatures, NamedCalibration
from qa.conversation import place_in
from qa.engine import Engine
from qa.followup import Interpretation
from qa.ranking import Candidates, QuestionType
from qa.schema import Question
from qa.search import Tuning, on_live_index


class RankedSentence(NamedTuple):
    """A sentence of a document, its span in that version's canonical text, and its relevance to a question."""

    version: str
    span: Span
    text: str
    relevance: float


class Probe:
    """Looks into the stages of an engine. Nothing is kept, and nothing is withheld for lack of confidence."""

    def __init__(self, engine: Engine) -> None:
        self.engine = engine
        self._stages = engine.answering.stages

    @property
    def tuning(self) -> Tuning:
        """The figures that the engine answers with."""
        return self._stages.tuning

    @property
    def calibration(self) -> NamedCalibration:
        """What questions to the live index are judged by."""
        return self._stages.calibration(self.engine.live.current())

    def interpret(self, question: Question) -> Interpretation:
        """What the question is taken to mean in its conversation."""
        _, turns = place_in(self.engine.conversations, question)
        return on_live_index(
            self.engine.live,
            lambda index: self.engine.answering.followups.rewrite(
                question, turns, self._stages.search(index, question)
            ),
        )

    def features(self, question: str) -> ConfidenceFeatures | None:
        """The confidence features of a self-contained question, for fitting; None where nothing bears on it."""
        return on_live_index(self.engine.live, lambda index: self._found(index, question).features)

    def rank_sentences(self, question: str, document_id: str, limit: int) -> list[RankedSentence]:
        """The sentences of one document by relevance, at most `limit`, best first: what an answer chooses from.

        Raises UnknownDocument for a document that the index does not hold.
        """
        return on_live_index(
            self.engine.live, lambda index: self._rank_sentences(index, question, document_id, limit)
        )

    def _found(self, index: HybridIndex, question: str) -> Candidates:
        finder, asked = self._stages.finder, QuestionType.of(question)
        return finder.find(index, index.query(question), asked, Filters(), None).candidates

    def _rank_sentences(
        self, index: HybridIndex, question: str, document_id: str, limit: int
    ) -> list[RankedSentence]:
        if not index.holds(document_id):
            raise UnknownDocument(document_id)
        rows = index.document_rows(document_id)
        ones = np.ones(len(rows), dtype=np.float32)
        candidates = self._stages.finder.ranked(
            index, index.query(question), QuestionType.of(question), rows, ones
        )
        keys = index.locate(candidates.rows[:limit])
        if not keys:
            return []
        document = self.engine.store.document(document_id, keys[0].version)
        spans = [document.sentences[key.ordinal].span for key in keys]
        return [
            RankedSentence(document.version, span, span.of(document.text), float(relevance))
            for span, relevance in zip(spans, candidates.relevance, strict=False)
        ]
