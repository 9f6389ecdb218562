"""The engine: a question in, an answer or an abstention out. HTTP, command line, widget and harness all ask it."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from time import perf_counter
from typing import NamedTuple, TypeVar

import numpy as np

from corpus.document import Span
from corpus.store import Store, UnknownDocument
from index.hybrid import HybridIndex
from index.live import LiveIndex
from index.types import Filters, Query
from qa.answerability import PACKAGED, Calibrations, ConfidenceFeatures, NamedCalibration, uncovered_term
from qa.answering import Framing, abstention, answer_from, explained
from qa.audience import Notices, load_profiles
from qa.citation import verify
from qa.conversation import Conversations, Turn, place_of, turns_of
from qa.followup import FollowUps, Interpretation
from qa.glossary import Glossary
from qa.schema import (
    Abstention,
    Answer,
    Audience,
    Disclaimer,
    Question,
    QuestionFilters,
    Receipt,
    SearchQuestion,
    SearchResult,
    Verdicts,
)
from qa.search import UNQUOTABLE, Evidence, EvidenceFinder, QuestionSearch, Tuning, filters_of, search_hit, within
from qa.suggestion import Suggestions

T = TypeVar("T")
Observe = Callable[[str, float], None]


class RankedSentence(NamedTuple):
    """A sentence of a document, its span in that version's canonical text, and its relevance to a question."""

    version: str
    span: Span
    text: str
    relevance: float


class Engine:
    """Answers questions over one store and its live index.

    `calibrations` are those of single generations; one without takes the calibration of the tuning.
    `observe` is told the seconds that each stage took: interpret, embed, search, select, receipts, glossary,
    suggest. `suggest` false leaves suggested questions out.
    Raises UnknownDocument, ExpiredConversation, UnknownTurn, BusyConversation, NoIndexError, ReceiptMismatch.
    """

    def __init__(
        self,
        store: Store,
        live: LiveIndex,
        conversations: Conversations,
        disclaimers: Mapping[Audience, Disclaimer],
        *,
        tuning: Tuning | None = None,
        calibrations: Calibrations | None = None,
        notices: Notices | None = None,
        suggest: bool = True,
        observe: Observe | None = None,
    ) -> None:
        self.store = store
        self.live = live
        self.observe = observe or _unobserved
        self.conversations = conversations
        self._disclaimers = disclaimers
        self._readers = load_profiles()
        self._notices = notices or Notices.load()
        self._glossary = Glossary(store)
        self._tuning = tuning or Tuning()
        self._finder = EvidenceFinder(store, self._tuning)
        self._suggestions = Suggestions(store, self._tuning, self._readers) if suggest else None
        self._calibrations = calibrations
        self._threads = FollowUps(store)

    @property
    def tuning(self) -> Tuning:
        """The figures that it answers with."""
        return self._tuning

    @property
    def calibration(self) -> NamedCalibration:
        """What questions to the live index are judged by."""
        return self._calibration(self.live.current())

    def disclaimer(self, audience: Audience) -> Disclaimer:
        """The notice for that audience."""
        return self._disclaimers[audience]

    def answer(self, question: Question) -> Answer | Abstention:
        """Quotes that answer the question, or an abstention that says why there are none.

        The same corpus generation, configuration, thread and question give the same result, but for the
        id of a conversation that begins with it, which is random because it is a key to the thread. A question
        that replaces a turn gives the same result however often it is sent.
        """
        if question.history or not question.store:
            number, turns = place_of(question, self._turns(question))
            outcome = self._answered(question, turns)
            return outcome.model_copy(update={"conversation_id": question.conversation_id, "turn": number})
        return self.conversations.continued(question, lambda turns: self._answered(question, turns))

    def search(self, question: SearchQuestion) -> SearchResult:
        """Ranked passages with their scores."""
        return self._with_live_index(lambda index: self._search(index, question))

    def rank_sentences(self, question: str, document_id: str, limit: int) -> list[RankedSentence]:
        """The sentences of one document by relevance, at most `limit`, best first: what an answer chooses from.

        The question is taken as it stands, and nothing is withheld for lack of confidence.
        """
        return self._with_live_index(lambda index: self._rank_sentences(index, question, document_id, limit))

    def interpret(self, question: Question) -> Interpretation:
        """What the question is taken to mean in its thread, without an answer; nothing is kept."""
        _, turns = place_of(question, self._turns(question))
        return self._with_live_index(
            lambda index: self._threads.interpret(index, question, turns, self._lookup(index, question))
        )

    def signs(self, question: str) -> ConfidenceFeatures | None:
        """The signs of evidence for a question as it stands, from which a calibration is fitted; None for none."""
        return self._with_live_index(
            lambda index: self._finder.evidence(index, index.query(question), Filters(), None).candidates.signs
        )

    def verify(self, receipts: Sequence[Receipt]) -> Verdicts:
        """A verdict on each receipt."""
        return verify(self.store, receipts)

    def _turns(self, question: Question) -> tuple[Turn, ...]:
        if question.conversation_id is not None:
            return self.conversations.turns(question.conversation_id)
        return turns_of(question.history)

    def _answered(self, question: Question, turns: Sequence[Turn]) -> Answer | Abstention:
        return self._with_live_index(lambda index: self._with_suggestions(index, question, turns))

    def _with_live_index(self, work: Callable[[HybridIndex], T]) -> T:
        """The work on the live index, once more where a document went out of the store under an older one."""
        index = self.live.current()
        try:
            return work(index)
        except UnknownDocument:
            newer = self.live.current()
            if newer.generation_id == index.generation_id:
                raise
            return work(newer)

    def _search(self, index: HybridIndex, question: SearchQuestion) -> SearchResult:
        hits = index.search(index.query(question.question), filters_of(question), question.limit)
        found = []
        for rank, hit in enumerate(hits, start=1):
            first, last = index.locate([hit.sentences[0], hit.sentences[-1]])
            document = self._finder.load(first)
            found.append(
                search_hit(self.store, rank, hit, document, document.passage(first.ordinal, last.ordinal))
            )
        return SearchResult(generation=index.generation_id, hits=tuple(found))

    def _rank_sentences(
        self, index: HybridIndex, question: str, document_id: str, limit: int
    ) -> list[RankedSentence]:
        if not index.holds(document_id):
            raise UnknownDocument(document_id)
        rows = index.document_rows(document_id)
        candidates = self._finder.weighed(index, index.query(question), rows, np.ones(len(rows), dtype=np.float32))
        keys = index.locate(candidates.rows[:limit])
        if not keys:
            return []
        document = self._finder.load(keys[0])
        spans = [document.sentences[key.ordinal].span for key in keys]
        return [
            RankedSentence(document.version, span, span.of(document.text), float(relevance))
            for span, relevance in zip(spans, candidates.relevance, strict=False)
        ]

    def _with_suggestions(
        self, index: HybridIndex, question: Question, turns: Sequence[Turn]
    ) -> Answer | Abstention:
        outcome = self._outcome(index, question, turns)
        if self._suggestions is None:
            return outcome
        with self._stage("suggest"):
            found = self._suggestions.after(index, question, turns, outcome, self._calibration(index))
        return outcome.model_copy(update={"suggested_questions": found})

    def _outcome(self, index: HybridIndex, question: Question, turns: Sequence[Turn]) -> Answer | Abstention:
        lookup = self._lookup(index, question)
        with self._stage("interpret"):
            reading = self._threads.interpret(index, question, turns, lookup)
        calibration = lookup.calibration
        framing = Framing(
            question=question.question,
            reading=reading,
            generation=index.generation_id,
            calibration=calibration,
            disclaimer=self._disclaimers[question.audience],
            notice=self._notices.notice(question.question, question.audience),
            filtered=question.filters != QuestionFilters(),
        )
        if reading.remark:
            return abstention(framing, "out_of_scope", 0.0, ())
        if reading.unresolved:
            return abstention(framing, "ambiguous_follow_up", 0.0, ())
        with self._stage("embed"):
            query = lookup.query(reading.question)
        with self._stage("search"):
            evidence = lookup.evidence(reading.question, reading.documents)
        confidence = calibration.confidence(evidence.candidates.signs)
        if confidence < calibration.threshold:
            return self._silence(index, query, framing, evidence)
        reader = self._readers[question.audience]
        with self._stage("select"):
            excerpts = self._finder.excerpts(
                index,
                query.text,
                evidence.candidates,
                article=question.document_id,
                limit=question.max_quotes or reader.quotes,
                reader=reader,
            )
        if not excerpts:
            return abstention(framing, "no_evidence", 0.0, self._finder.nearest(evidence))
        with self._stage("receipts"):
            shown = (text for each in excerpts for text in each.words)
            answer = answer_from(
                self.store, excerpts, framing, confidence, uncovered_term(query.text, shown, index)
            )
        if not reader.glossary:
            return answer
        with self._stage("glossary"):
            return explained(answer, self._glossary.entries(index, answer.quotes, filters_of(question)))

    def _silence(self, index: HybridIndex, query: Query, framing: Framing, evidence: Evidence) -> Abstention:
        calibration = framing.calibration
        confidence = calibration.confidence(evidence.candidates.signs)
        unquotable = self._finder.evidence(index, query, UNQUOTABLE, None)
        if calibration.confidence(unquotable.candidates.signs) >= calibration.threshold:
            return abstention(framing, "only_retracted", confidence, self._finder.nearest(unquotable))
        return abstention(framing, "no_evidence", confidence, self._finder.nearest(evidence))

    def _calibration(self, index: HybridIndex) -> NamedCalibration:
        own = self._calibrations.of(index.generation_id) if self._calibrations else None
        if own is None:
            return NamedCalibration(PACKAGED, self._tuning.calibration)
        return NamedCalibration(own.id, own.calibration)

    def _lookup(self, index: HybridIndex, question: Question) -> QuestionSearch:
        filters = filters_of(question)
        article = within(index, filters, question.document_id)
        return QuestionSearch(index, self._finder, self._calibration(index), filters, article)

    @contextmanager
    def _stage(self, name: str) -> Iterator[None]:
        started = perf_counter()
        try:
            yield
        finally:
            self.observe(name, perf_counter() - started)


def _unobserved(stage: str, seconds: float) -> None:
    """Take a stage's seconds and drop them."""
    del stage, seconds
