"""The engine: a question in, an answer or an abstention out. HTTP, command line, widget and harness all ask it."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from time import perf_counter
from typing import NamedTuple, TypeVar

import numpy as np

from corpus.document import Document, Span, Standing
from corpus.store import Store, UnknownDocument
from index.hit import Filters, Query, SentenceKey, as_rows
from index.hybrid import HybridIndex
from index.live import LiveIndex
from qa.answer import Abstention, Answer, Disclaimer, Receipt, Source
from qa.calibrations import PACKAGED, Calibrations, NamedCalibration
from qa.composition import Framing, abstention, answer_from, search_hit
from qa.conversation import Conversations
from qa.evidence import Calibration, Candidates, Signs, weigh
from qa.followup import Interpretation, Turn, interpret
from qa.question import Audience, Question, QuestionFilters, SearchQuestion, SearchResult, Verdicts
from qa.receipts import verify
from qa.relevance import Relevance
from qa.rerank import Reranker, reranked
from qa.select import Excerpt, Preferences, select
from qa.sources import bare_source
from qa.topics import Topics, topic_of_title

T = TypeVar("T")
Observe = Callable[[str, float], None]
_UNQUOTABLE = Filters(standing=tuple(standing for standing in Standing if not standing.quotable))
_NEAREST = 3
_NEAR_ENOUGH = 0.3


@dataclass(frozen=True, slots=True)
class Tuning:
    """The figures that decide what is retrieved, chosen and kept silent about."""

    candidate_passages: int = 30
    relevance: Relevance = field(default_factory=Relevance.load)
    preferences: Preferences = field(default_factory=Preferences)
    calibration: Calibration = field(default_factory=Calibration.load)
    reranker: Reranker | None = None
    reranked: int = 20


class RankedSentence(NamedTuple):
    """A sentence of a document, its span in that version's canonical text, and its relevance to a question."""

    version: str
    span: Span
    text: str
    relevance: float


@dataclass(frozen=True)
class _Evidence:
    """What the index holds for a question: candidates, and documents, nearest first."""

    candidates: Candidates
    documents: tuple[str, ...]


class Engine:
    """Answers questions over one store and its live index.

    `calibrations` are those of single generations; one without takes the calibration of the tuning.
    `observe` is told the seconds that each stage took: interpret, embed, search, select, receipts.
    Raises UnknownDocument, ExpiredConversation, NoIndexError, ReceiptMismatch.
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
        observe: Observe | None = None,
    ) -> None:
        self.store = store
        self.live = live
        self.observe = observe or _unobserved
        self._conversations = conversations
        self._disclaimers = disclaimers
        self._tuning = tuning or Tuning()
        self._calibrations = calibrations
        self._topics: tuple[str, Topics] | None = None

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
        id of a conversation that begins with it, which is random because it is a key to the thread.
        """
        turns = self._conversations.turns(question.conversation_id) if question.conversation_id else ()
        result, topic = self._with_live_index(lambda index: self._outcome(index, question, turns))
        conversation_id = self._conversations.append(
            question.conversation_id, question.question, result.interpreted_question, topic
        )
        return result.model_copy(update={"conversation_id": conversation_id})

    def search(self, question: SearchQuestion) -> SearchResult:
        """Ranked passages with their scores."""
        return self._with_live_index(lambda index: self._search(index, question))

    def rank_sentences(self, question: str, document_id: str, limit: int) -> list[RankedSentence]:
        """The sentences of one document by relevance, at most `limit`, best first: what an answer chooses from.

        The question is taken as it stands, and nothing is withheld for lack of confidence.
        """
        return self._with_live_index(lambda index: self._rank_sentences(index, question, document_id, limit))

    def signs(self, question: str) -> Signs | None:
        """The signs of evidence for a question as it stands, from which a calibration is fitted; None for none."""
        return self._with_live_index(
            lambda index: self._evidence(index, index.query(question), Filters(), None).candidates.signs
        )

    def verify(self, receipts: Sequence[Receipt]) -> Verdicts:
        """A verdict on each receipt."""
        return verify(self.store, receipts)

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
        hits = index.search(index.query(question.question), _filters(question.filters), question.limit)
        found = []
        for rank, hit in enumerate(hits, start=1):
            first, last = index.locate([hit.sentences[0], hit.sentences[-1]])
            document = self._load(first)
            found.append(
                search_hit(self.store, rank, hit, document, document.passage(first.ordinal, last.ordinal))
            )
        return SearchResult(generation=index.generation_id, hits=tuple(found))

    def _rank_sentences(
        self, index: HybridIndex, question: str, document_id: str, limit: int
    ) -> list[RankedSentence]:
        if not index.holds(document_id):
            raise UnknownDocument(document_id)
        scores = index.score(index.query(question), index.document_rows(document_id))
        whole = np.ones(len(scores.rows), dtype=np.float32)
        candidates = weigh(question, scores, whole, self._tuning.relevance)
        keys = index.locate(candidates.rows[:limit])
        if not keys:
            return []
        document = self._load(keys[0])
        spans = [document.sentences[key.ordinal].span for key in keys]
        return [
            RankedSentence(document.version, span, span.of(document.text), float(relevance))
            for span, relevance in zip(spans, candidates.relevance, strict=False)
        ]

    def _outcome(
        self, index: HybridIndex, question: Question, turns: Sequence[Turn]
    ) -> tuple[Answer | Abstention, str | None]:
        """The outcome, and the topic that a follow-up may refer to."""
        with self._stage("interpret"):
            reading = self._interpret(index, question, turns)
        calibration = self._calibration(index)
        framing = Framing(
            question=question.question,
            reading=reading,
            generation=index.generation_id,
            calibration=calibration,
            disclaimer=self._disclaimers[question.audience],
        )
        if reading.unresolved:
            return abstention(framing, "ambiguous_follow_up", 0.0, ()), None
        with self._stage("embed"):
            query = index.query(reading.question)
        with self._stage("search"):
            evidence = self._evidence(index, query, _filters(question.filters), question.document_id)
        confidence = calibration.confidence(evidence.candidates.signs)
        if confidence < calibration.threshold:
            return self._silence(index, query, framing, evidence), reading.topic
        with self._stage("select"):
            candidates = self._second_look(index, query.text, evidence.candidates)
            excerpts = self._select(index, candidates, question)
        with self._stage("receipts"):
            answer = answer_from(self.store, excerpts, framing, confidence)
        return answer, reading.topic or topic_of_title(answer.sources[0].title)

    def _evidence(self, index: HybridIndex, query: Query, filters: Filters, article: str | None) -> _Evidence:
        hits = index.search(query, filters, self._tuning.candidate_passages)
        shares = {row: hit.score / hits[0].score for hit in reversed(hits) for row in hit.sentences}
        if article is not None:
            shares |= dict.fromkeys(index.document_rows(article).tolist(), 1.0)
        rows = as_rows(sorted(shares))
        passages = np.array([shares[row] for row in rows.tolist()], dtype=np.float32)
        candidates = weigh(query.text, index.score(query, rows), passages, self._tuning.relevance)
        near = dict.fromkeys(hit.document_id for hit in hits if hit.sentence_score >= _NEAR_ENOUGH)
        return _Evidence(candidates, tuple(near))

    def _silence(self, index: HybridIndex, query: Query, framing: Framing, evidence: _Evidence) -> Abstention:
        calibration = framing.calibration
        confidence = calibration.confidence(evidence.candidates.signs)
        unquotable = self._evidence(index, query, _UNQUOTABLE, None)
        if calibration.confidence(unquotable.candidates.signs) >= calibration.threshold:
            return abstention(framing, "only_retracted", confidence, self._nearest(unquotable))
        return abstention(framing, "no_evidence", confidence, self._nearest(evidence))

    def _nearest(self, evidence: _Evidence) -> tuple[Source, ...]:
        return tuple(
            bare_source(self.store.metadata(document_id)) for document_id in evidence.documents[:_NEAREST]
        )

    def _second_look(self, index: HybridIndex, question: str, candidates: Candidates) -> Candidates:
        if self._tuning.reranker is None:
            return candidates
        keys = index.locate(candidates.rows[: self._tuning.reranked])
        first_of = {key.document_id: key for key in reversed(keys)}
        documents = {document_id: self._load(key) for document_id, key in first_of.items()}
        texts = [documents[key.document_id].sentence_text(key.ordinal) for key in keys]
        return reranked(candidates, self._tuning.reranker.score(question, texts))

    def _select(self, index: HybridIndex, candidates: Candidates, question: Question) -> list[Excerpt]:
        preferences = self._tuning.preferences
        rows = candidates.rows[: preferences.considered]
        return select(
            index.locate(rows),
            candidates.relevance[: preferences.considered],
            index.vectors(rows),
            article=question.document_id,
            limit=question.max_quotes,
            preferences=preferences,
            load=self._load,
        )

    def _calibration(self, index: HybridIndex) -> NamedCalibration:
        own = self._calibrations.of(index.generation_id) if self._calibrations else None
        if own is None:
            return NamedCalibration(PACKAGED, self._tuning.calibration)
        return NamedCalibration(own.id, own.calibration)

    def _load(self, key: SentenceKey) -> Document:
        return self.store.document(key.document_id, key.version)

    def _interpret(self, index: HybridIndex, question: Question, turns: Sequence[Turn]) -> Interpretation:
        article = question.document_id
        if article is None:
            return interpret(question.question, turns, None, self._known_topics(index))
        if not index.holds(article):
            raise UnknownDocument(article)
        metadata = self.store.metadata(article)
        topic = topic_of_title(metadata.topic or metadata.title)
        return interpret(question.question, turns, topic, self._known_topics(index))

    def _known_topics(self, index: HybridIndex) -> Topics:
        if self._topics is None or self._topics[0] != index.generation_id:
            self._topics = index.generation_id, Topics(index.titles())
        return self._topics[1]

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


def _filters(asked: QuestionFilters) -> Filters:
    return Filters(
        kind=asked.kind,
        review_status=asked.review_status,
        standing=asked.standing,
        audience=asked.audience,
        documents=asked.documents,
        year_from=asked.year_from,
        year_to=asked.year_to,
    )
