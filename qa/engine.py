"""The engine behind the HTTP API, the command line and the evaluation."""

from collections.abc import Mapping, Sequence
from functools import partial
from importlib.metadata import version

from corpus.store import Store
from index.hybrid import HybridIndex
from index.live import LiveIndex
from qa.answerability import Calibrations
from qa.answering import Answering, Observe, Stages, timed, unobserved
from qa.audience import Notices, load_profiles
from qa.citation import verify
from qa.conversation import Conversations, Turn, place_in
from qa.packages import code_digest, package_versions
from qa.schema import (
    Abstention,
    Answer,
    Audience,
    Disclaimer,
    Question,
    Receipt,
    SearchQuestion,
    SearchResult,
    ServiceConfiguration,
    Verdicts,
)
from qa.search import Tuning, current_hits, filters_of, on_live_index, search_hit
from qa.suggestion import Suggestions


class Engine:
    """Answers questions over one store and its live index. Thread-safe.

    `calibrations` holds the calibrations of single generations; a generation without one uses the calibration
    of the tuning. Without `suggest`, answers carry no suggested questions.
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
        """The disclaimer for an audience."""
        return self._disclaimers[audience]

    def answer(self, question: Question, observe: Observe = unobserved) -> Answer | Abstention:
        """Quotes that answer the question, or an abstention that says why there are none.

        The same corpus generation, configuration, conversation and question give the same result, except for
        the id of a conversation that the question starts: it is random, because whoever knows it can read the
        conversation. A question that replaces a turn gives the same result however often it is sent.

        `observe` receives the seconds that each stage took: interpret, embed, search, select, receipts, glossary
        and suggest. Raises UnknownDocument, ExpiredConversation, UnknownTurn, BusyConversation, NoIndexError
        and ReceiptMismatch.
        """
        if question.history or not question.store:
            number, turns = place_in(self.conversations, question)
            outcome = self._outcome(question, turns, observe)
            return outcome.model_copy(update={"conversation_id": question.conversation_id, "turn": number})
        return self.conversations.continued(question, lambda turns: self._outcome(question, turns, observe))

    def configuration(self) -> ServiceConfiguration:
        """What decides the outcomes beside the documents. Raises NoIndexError."""
        index, stages = self.live.current(), self.answering.stages
        calibration, tuning = stages.calibration(index), stages.tuning
        return ServiceConfiguration(
            version=version("pincite"),
            code=code_digest(),
            generation=index.generation_id,
            embedding_model=_without_folders(index.manifest.recipe.model),
            analyser=index.manifest.recipe.analyser,
            fusion=index.fusion,
            candidate_passages=tuning.candidate_passages,
            reranker=_without_folders(tuning.reranker.model) if tuning.reranker else None,
            reranked=tuning.reranked,
            relevance=tuning.relevance.digest,
            calibration=calibration.id,
            threshold=calibration.threshold,
            sure=calibration.sure,
            suggestions=self._suggestions is not None,
            packages=package_versions(),
        )

    def search(self, question: SearchQuestion) -> SearchResult:
        """The passages that match a question, with their scores, best first. Raises NoIndexError."""
        return on_live_index(self.live, partial(self._search, question))

    def verify(self, receipts: Sequence[Receipt]) -> Verdicts:
        """A verdict on each receipt, in the order given."""
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
            suggested = self._suggestions.after(index, question, turns, outcome)
        return outcome.model_copy(update={"suggested_questions": suggested})

    def _search(self, question: SearchQuestion, index: HybridIndex) -> SearchResult:
        hits = current_hits(index, self.store, question.question, filters_of(question), question.limit)
        passages = []
        for rank, hit in enumerate(hits, start=1):
            first, last = index.locate([hit.sentences[0], hit.sentences[-1]])
            document = self.store.document(first.document_id, first.version)
            span = document.passage(first.ordinal, last.ordinal)
            passages.append(search_hit(self.store, rank, hit, document, span))
        return SearchResult(generation=index.generation_id, hits=tuple(passages))


def _without_folders(model: str) -> str:
    """The name of a model that may be given as a path."""
    return model.replace("\\", "/").rstrip("/").rpartition("/")[2]
