"""The engine: a question in, an answer or an abstention out. HTTP, command line, widget and harness all ask it."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from time import perf_counter
from typing import NamedTuple, TypeVar

import numpy as np

from corpus.document import Span
from corpus.store import Store, UnknownDocument
from index.hit import Filters, Query
from index.hybrid import HybridIndex
from index.live import LiveIndex
from qa.answer import Abstention, Answer, Disclaimer, Receipt
from qa.calibrations import PACKAGED, Calibrations, NamedCalibration
from qa.composition import Framing, abstention, answer_from, search_hit
from qa.conversation import Conversations
from qa.evidence import Signs, weigh
from qa.finder import UNQUOTABLE, Evidence, Finder, Tuning
from qa.followup import Interpretation, interpret
from qa.question import Audience, Question, QuestionFilters, SearchQuestion, SearchResult, Verdicts
from qa.receipts import verify
from qa.topics import Topics, topic_of_title
from qa.turn import Turn, past_turn, turn_of

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
        self._finder = Finder(store, self._tuning)
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
        turns = self._turns(question)
        outcome = self._with_live_index(lambda index: self._outcome(index, question, turns))
        if question.history or not question.store:
            return outcome
        kept = self._conversations.append(question.conversation_id, past_turn(question, outcome))
        return outcome.model_copy(update={"conversation_id": kept})

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
            lambda index: self._finder.evidence(index, index.query(question), Filters(), None).candidates.signs
        )

    def verify(self, receipts: Sequence[Receipt]) -> Verdicts:
        """A verdict on each receipt."""
        return verify(self.store, receipts)

    def _turns(self, question: Question) -> tuple[Turn, ...]:
        if question.conversation_id is not None:
            return self._conversations.turns(question.conversation_id)
        return tuple(turn_of(number, past) for number, past in enumerate(question.history, start=1))

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
        scores = index.score(index.query(question), index.document_rows(document_id))
        whole = np.ones(len(scores.rows), dtype=np.float32)
        candidates = weigh(question, scores, whole, self._tuning.relevance)
        keys = index.locate(candidates.rows[:limit])
        if not keys:
            return []
        document = self._finder.load(keys[0])
        spans = [document.sentences[key.ordinal].span for key in keys]
        return [
            RankedSentence(document.version, span, span.of(document.text), float(relevance))
            for span, relevance in zip(spans, candidates.relevance, strict=False)
        ]

    def _outcome(self, index: HybridIndex, question: Question, turns: Sequence[Turn]) -> Answer | Abstention:
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
            return abstention(framing, "ambiguous_follow_up", 0.0, ())
        with self._stage("embed"):
            query = index.query(reading.question)
        with self._stage("search"):
            evidence = self._finder.evidence(index, query, _filters(question.filters), question.document_id)
        confidence = calibration.confidence(evidence.candidates.signs)
        if confidence < calibration.threshold:
            return self._silence(index, query, framing, evidence)
        with self._stage("select"):
            excerpts = self._finder.excerpts(
                index, query.text, evidence.candidates, article=question.document_id, limit=question.max_quotes
            )
        with self._stage("receipts"):
            return answer_from(self.store, excerpts, framing, confidence)

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
