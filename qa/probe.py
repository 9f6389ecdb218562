"""The intermediate results of an engine that evaluation and fitting need beside its four calls."""

from typing import NamedTuple

import numpy as np

from corpus.document import Span
from corpus.store import UnknownDocument
from index.hybrid import HybridIndex
from index.types import Filters, SentenceKey
from qa.answerability import ConfidenceFeatures, NamedCalibration
from qa.conversation import place_in
from qa.engine import Engine
from qa.followup import Interpretation
from qa.ranking import Candidates
from qa.schema import Question
from qa.search import Tuning, on_live_index, standard_form


class RankedSentence(NamedTuple):
    """A sentence, its span in the canonical text of a version, and its relevance to a question, from 0 to 1."""

    version: str
    span: Span
    text: str
    relevance: float


class Candidate(NamedTuple):
    """A candidate sentence: its document, the UTF-8 byte offsets in the canonical text, and the text."""

    document_id: str
    start: int
    end: int
    text: str


class Found(NamedTuple):
    """The confidence features of a question, None without candidates, and the best candidates, best first."""

    features: ConfidenceFeatures | None
    best: tuple[Candidate, ...]


class Probe:
    """Reads the intermediate results of an engine. Stores no turn and applies no confidence threshold."""

    def __init__(self, engine: Engine) -> None:
        self.engine = engine
        self._stages = engine.answering.stages

    @property
    def tuning(self) -> Tuning:
        """The tuning of the engine."""
        return self._stages.tuning

    @property
    def calibration(self) -> NamedCalibration:
        """The calibration of the live index. Raises NoIndexError."""
        return self._stages.calibration(self.engine.live.current())

    def interpret(self, question: Question) -> Interpretation:
        """The self-contained question that the engine would answer, with its bindings. Stores no turn."""
        _, turns = place_in(self.engine.conversations, question)
        return on_live_index(
            self.engine.live,
            lambda index: self.engine.answering.followups.rewrite(
                question, turns, self._stages.search(index, question)
            ),
        )

    def features(self, question: str, article: str | None = None) -> ConfidenceFeatures | None:
        """The confidence features of a self-contained question, or None if there is no candidate.

        `article` is the id of the document that it is asked under. Raises UnknownDocument if the index lacks it.
        """
        return on_live_index(self.engine.live, lambda index: self._candidates(index, question, article).features)

    def found(self, question: str, article: str | None, limit: int) -> Found:
        """The confidence features of a self-contained question, with its best candidates, at most `limit`.

        `article` is the id of the document that it is asked under. Raises UnknownDocument if the index lacks it.
        """
        return on_live_index(self.engine.live, lambda index: self._found(index, question, article, limit))

    def rank_sentences(self, question: str, document_id: str, limit: int) -> list[RankedSentence]:
        """At most `limit` sentences of one document, most relevant first, as ranked for an answer.

        Raises UnknownDocument if the index does not hold the document.
        """
        return on_live_index(
            self.engine.live, lambda index: self._rank_sentences(index, question, document_id, limit)
        )

    def _candidates(self, index: HybridIndex, question: str, article: str | None) -> Candidates:
        asked = standard_form(question)
        return self._stages.finder.find(index, index.query(asked.text), asked, Filters(), article).candidates

    def _found(self, index: HybridIndex, question: str, article: str | None, limit: int) -> Found:
        candidates = self._candidates(index, question, article)
        keys = index.locate(candidates.rows[:limit])
        return Found(candidates.features, tuple(map(self._candidate, keys)))

    def _candidate(self, key: SentenceKey) -> Candidate:
        document = self.engine.store.document(key.document_id, key.version)
        span = document.sentences[key.ordinal].span
        start, text = len(document.text[: span.start].encode()), span.of(document.text)
        return Candidate(key.document_id, start, start + len(text.encode()), text)

    def _rank_sentences(
        self, index: HybridIndex, question: str, document_id: str, limit: int
    ) -> list[RankedSentence]:
        if not index.holds(document_id):
            raise UnknownDocument(document_id)
        rows = index.document_rows(document_id)
        equal = np.ones(len(rows), dtype=np.float32)
        asked = standard_form(question)
        candidates = self._stages.finder.rank(index, index.query(asked.text), asked, rows, equal)
        keys = index.locate(candidates.rows[:limit])
        if not keys:
            return []
        document = self.engine.store.document(document_id, keys[0].version)
        spans = [document.sentences[key.ordinal].span for key in keys]
        return [
            RankedSentence(document.version, span, span.of(document.text), float(relevance))
            for span, relevance in zip(spans, candidates.relevance, strict=False)
        ]
