"""The interface of a system under test, and its implementation for an engine in this process."""

from collections.abc import Callable, Sequence
from typing import Any, NamedTuple, Protocol

import numpy as np
from pydantic import ValidationError

from corpus.store import UnknownDocument
from eval.data import Ranked, ordered
from eval.errors import AskingError
from qa.engine import Engine
from qa.probe import Probe, RankedSentence
from qa.schema import MAX_RECEIPTS, Abstention, Answer, Question, Receipt, Verdicts
from qa.search import standard_form

MOST_PASSAGES = 1000
SentenceRanker = Callable[[str, str, int], Sequence[RankedSentence]]
"""Maps question, document id and limit to the sentences of the document, best first."""


class Held(NamedTuple):
    """A document that a system holds. Its current version is the SHA-256 of its text."""

    id: str
    title: str


class Asker(Protocol):
    """A system under test: an engine in this process, or a service."""

    @property
    def generation(self) -> str:
        """The id of the index generation that answers."""
        ...

    def documents(self, question: str, depth: int) -> list[Ranked]:
        """At most `depth` documents, best first, each with the score of its best passage."""
        ...

    def answer(self, question: Question) -> Answer | Abstention:
        """The outcome of a question."""
        ...

    def verify(self, receipts: Sequence[Receipt]) -> Verdicts:
        """A verdict on each of any number of receipts."""
        ...

    def held(self) -> Sequence[Held]:
        """Every document that the system holds, ordered by id."""
        ...

    def text(self, document_id: str, version: str | None = None) -> bytes:
        """The canonical text of a version, by default the current one, in UTF-8."""
        ...


def question_of(text: str, **fields: Any) -> Question:  # noqa: ANN401 (any field of Question)
    """Builds a question; raises AskingError for an invalid one, such as one that is too long."""
    try:
        return Question(question=text, **fields)
    except ValidationError as error:
        reason = error.errors(include_url=False, include_input=False)[0]["msg"].removeprefix("Value error, ")
        raise AskingError(f"the question that begins with {text[:40]!r} cannot be asked: {reason}") from None


class EngineAsker:
    """Asks an engine in this process."""

    def __init__(self, engine: Engine) -> None:
        self.engine = engine
        self.probe = Probe(engine)

    @property
    def generation(self) -> str:
        """The id of the live generation."""
        return self.engine.live.current().generation_id

    def documents(self, question: str, depth: int) -> list[Ranked]:
        """The documents of the index's ranked passages; see `best_of_each`."""
        index = self.engine.live.current()
        query = index.query(standard_form(question).text)
        return best_of_each(
            lambda limit: [Ranked(hit.document_id, hit.score) for hit in index.search(query, limit=limit)], depth
        )

    def answer(self, question: Question) -> Answer | Abstention:
        """The engine's outcome."""
        return self.engine.answer(question)

    def verify(self, receipts: Sequence[Receipt]) -> Verdicts:
        """The engine's verdicts."""
        return in_batches(self.engine.verify, receipts)

    def held(self) -> Sequence[Held]:
        """The current documents of the store."""
        store = self.engine.store
        return [Held(document_id, store.metadata(document_id).title) for document_id in store.ids()]

    def text(self, document_id: str, version: str | None = None) -> bytes:
        """The stored text."""
        store = self.engine.store
        named = version or next(each.version for each in store.versions(document_id) if each.current)
        return store.text(document_id, named).encode()

    def rankers(self) -> dict[str, SentenceRanker]:
        """The rankings of a document's sentences: the engine's own, and two to compare it with."""
        return {
            "relevance": self.probe.rank_sentences,
            "embedding alone": lambda *asked: self._by("cosine", *asked),
            "BM25 alone": lambda *asked: self._by("bm25", *asked),
        }

    def _by(self, evidence: str, question: str, document_id: str, limit: int) -> list[RankedSentence]:
        """The sentences ranked by one score, such as `cosine`; ties keep the order of the document."""
        index = self.engine.live.current()
        if not index.holds(document_id):
            raise UnknownDocument(document_id)
        rows = index.document_rows(document_id)
        values = getattr(index.score(index.query(question), rows), evidence)
        best = np.lexsort((rows, -values))[:limit]
        keys = index.locate(rows[best])
        document = self.engine.store.document(document_id, keys[0].version)
        spans = [document.sentences[key.ordinal].span for key in keys]
        return [
            RankedSentence(document.version, span, span.of(document.text), float(value))
            for span, value in zip(spans, values[best], strict=True)
        ]


def best_of_each(passages: Callable[[int], Sequence[Ranked]], depth: int) -> list[Ranked]:
    """At most `depth` documents by their best passage, in trec_eval's order.

    `passages` returns the given number of ranked passages. It is called with `depth`, then with twice as many, and
    so on up to the service's limit of 1,000. A larger number does not change the first passages, unless the index
    uses reciprocal rank fusion, whose ranking depends on the depth of the search.
    """
    limit = min(depth, MOST_PASSAGES)
    while True:
        found = passages(limit)
        best: dict[str, float] = {}
        for document, score in found:
            best[document] = max(best.get(document, score), score)
        if len(best) >= depth or len(found) < limit or limit == MOST_PASSAGES:
            return ordered(Ranked(*item) for item in best.items())[:depth]
        limit = min(2 * limit, MOST_PASSAGES)


def in_batches(verify: Callable[[Sequence[Receipt]], Verdicts], receipts: Sequence[Receipt]) -> Verdicts:
    """Verifies any number of receipts, in batches of the most that one request may hold."""
    starts = range(0, len(receipts), MAX_RECEIPTS)
    parts = [verify(receipts[start : start + MAX_RECEIPTS]) for start in starts]
    return Verdicts(
        valid=all(part.valid for part in parts),
        verdicts=tuple(verdict for part in parts for verdict in part.verdicts),
    )
