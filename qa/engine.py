"""The engine: a question in, an answer or an abstention out. HTTP, command line, widget and harness all ask it."""

from collections.abc import Mapping, Sequence
from functools import partial

from corpus.store import Store
from index.hybrid import HybridIndex
from index.live import LiveIndex
from qa.answerability import Calibrations
from qa.answering import Answering, Observe, Stages, timed, unobserved
from qa.audience import Notices, load_profiles
from qa.citation import verify
from qa.conversation import Conversations, Turn, place_in
from qa.schema import (
    Abstention,
    Answer,
    Audience,
    Disclaimer,
    Question,
    Receipt,
    SearchQuestion,
    SearchResult,
    Verdicts,
)
from qa.search import Tuning, filters_of, on_live_index, search_hit
from qa.suggestion import Suggestions


class Engine:
    """Answers questions over one store and its live index.

    `calibrations` are those of single generations; a generation without one takes the calibration of the tuning.
    `suggest` false leaves suggested questions out.
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
    ) -> None:
        self.store = store
        self.live = live
        self.conversations = conversations
        profiles = load_profiles()
        stages = Stages(store, tuning or Tuning(), calibrations)
        self.answering = Answering(stages, profiles, disclaimers, notices or Notices.load())
        self._disclaimers = disclaimers
        self._suggestions = Suggestions(stages, profiles) if suggest else None

    def disclaimer(self, audience: Audience) -> Disclaimer:
        """The notice for that audience."""
        return self._disclaimers[audience]

    def answer(self, question: Question, observe: Observe = unobserved) -> Answer | Abstention:
        """Quotes that answer the question, or an abstention that says why there are none.

        The same corpus generation, configuration, thread and question give the same result, but for the
        id of a conversation that begins with it, which is random because it is a key to the thread. A question
        that replaces a turn gives the same result however often it is sent.
        `observe` is told the seconds that each stage took: interpret, embed, search, select, receipts, glossary,
        suggest.
        """
        if question.history or not question.store:
            number, turns = place_in(self.conversations, question)
            outcome = self._outcome(question, turns, observe)
            return outcome.model_copy(update={"conversation_id": question.conversation_id, "turn": number})
        return self.conversations.continued(question, lambda turns: self._outcome(question, turns, observe))

    def search(self, question: SearchQuestion) -> SearchResult:
        """Ranked passages with their scores."""
        return on_live_index(self.live, partial(self._search, question))

    def verify(self, receipts: Sequence[Receipt]) -> Verdicts:
        """A verdict on each receipt."""
        return verify(self.store, receipts)

    def _outcome(self, question: Question, turns: Sequence[Turn], observe: Observe) -> Answer | Abstention:
        return on_live_index(self.live, lambda index: self._answered(index, question, turns, observe))

    def _answered(
        self, index: HybridIndex, question: Question, turns: Sequence[Turn], observe: Observe
    ) -> Answer | Abstention:
        outcome = self.answering.answer(index, question, turns, observe)
        if self._suggestions is None:
            return outcome
        with timed(observe, "suggest"):
            found = self._suggestions.after(index, question, turns, outcome)
        return outcome.model_copy(update={"suggested_questions": found})

    def _search(self, question: SearchQuestion, index: HybridIndex) -> SearchResult:
        hits = index.search(index.query(question.question), filters_of(question), question.limit)
        found = []
        for rank, hit in enumerate(hits, start=1):
            first, last = index.locate([hit.sentences[0], hit.sentences[-1]])
            document = self.store.document(first.document_id, first.version)
            found.append(
                search_hit(self.store, rank, hit, document, document.passage(first.ordinal, last.ordinal))
            )
        return SearchResult(generation=index.generation_id, hits=tuple(found))
