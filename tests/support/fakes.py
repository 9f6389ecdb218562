"""A fake engine with fixed outcomes, which raises any of the engine's errors on demand."""

import sqlite3
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, cast

from corpus.document import Block, BlockKind, Document, Kind, Metadata, Reference, Sentence, Span, Standing
from corpus.store import Store, UnknownDocument, UnknownVersion
from index.errors import EmbeddingModelError, NoIndexError, UnusableIndexError
from index.live import LiveIndex
from qa.answering import Observe, unobserved
from qa.citation import ReceiptMismatch
from qa.conversation import Conversation, Conversations, ExpiredConversation
from qa.engine import Engine
from qa.schema import (
    Abstention,
    Answer,
    Audience,
    CitedReference,
    Confidence,
    Disclaimer,
    Links,
    Question,
    Quote,
    Receipt,
    SearchQuestion,
    SearchResult,
    ServiceConfiguration,
    Source,
    Verdict,
    Verdicts,
)

SHA = "0" * 64
NEVER = datetime(1970, 1, 1, tzinfo=UTC)
CONFIDENCE = Confidence(score=0.9, threshold=0.5, sure=0.9, calibration="packaged")
SLOW = 0.4
LOCAL = "http://localhost"
ODD_ID = "a/b c%2F.é"
ENDS_IN_TEXT = "odd/text"


class FakeIndex:
    """An index with an id that embeds nothing."""

    generation_id = "generation-1"

    def query(self, text: str) -> None:
        """Does nothing."""


class ConcurrencyCounter:
    """Counts the threads inside a block, and remembers the largest count and how often it was entered."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self.now = self.most = self.total = 0

    @contextmanager
    def inside(self) -> Iterator[None]:
        """Counts the thread while the block runs."""
        with self._lock:
            self.now += 1
            self.total += 1
            self.most = max(self.most, self.now)
        try:
            yield
        finally:
            with self._lock:
                self.now -= 1


class FakeLive:
    """A live index, which can be made to be missing."""

    def __init__(self) -> None:
        self.missing = False

    def current(self) -> FakeIndex:
        """The index; raises NoIndexError if it is missing."""
        if self.missing:
            raise NoIndexError
        return FakeIndex()


class FakeConversations:
    """Holds the conversation `c1` until it is deleted."""

    def __init__(self) -> None:
        self.known = {"c1"}

    def export(self, conversation_id: str) -> Conversation:
        """A conversation without turns; raises ExpiredConversation if the id is unknown."""
        if conversation_id not in self.known:
            raise ExpiredConversation(conversation_id)
        return Conversation(created=NEVER, last_used=NEVER, expires=NEVER, turns=())

    def delete(self, conversation_id: str) -> None:
        """Deletes the conversation; raises ExpiredConversation if the id is unknown."""
        self.export(conversation_id)
        self.known.remove(conversation_id)

    def delete_expired(self) -> int:
        """Deletes nothing."""
        return 0


class FakeEngine(Engine):
    """Answers anything, and raises the error that the first word of a question names, if it names one."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self.fake_live = FakeLive()
        self.live = cast("LiveIndex", self.fake_live)
        self.asked = ConcurrencyCounter()
        self.conversations = cast("Conversations", FakeConversations())

    def answer(self, question: Question, observe: Observe = unobserved) -> Answer | Abstention:
        """A fixed answer, delayed for `slow`; an abstention for `silence`; or an error."""
        self.live.current()
        fail(question.question)
        with self.asked.inside():
            time.sleep(SLOW if question.question.startswith("slow") else 0)
        if question.document_id is not None:
            self.store.metadata(question.document_id)
        if question.conversation_id is not None:
            raise ExpiredConversation(question.question)
        observe("search", 0.001)
        shared: dict[str, Any] = {
            "answer_id": "1",
            "conversation_id": "c1",
            "question": question.question,
            "interpreted_question": question.question,
            "confidence": CONFIDENCE,
            "generation": "generation-1",
            "disclaimer": self.disclaimer(question.audience),
        }
        if question.question.startswith("silence"):
            return Abstention(reason="no_evidence", message="The corpus contains no evidence.", **shared)
        return Answer(quotes=(a_quote(1), a_quote(2)), sources=(a_source(),), **shared)

    def configuration(self) -> ServiceConfiguration:
        """A fixed configuration."""
        return ServiceConfiguration(
            version="1",
            code=SHA,
            generation=self.live.current().generation_id,
            embedding_model="model@0",
            analyser="analyser",
            fusion="convex",
            candidate_passages=30,
            reranker=None,
            reranked=20,
            relevance=SHA,
            calibration="packaged",
            threshold=0.5,
            sure=0.9,
            suggestions=True,
            packages={"pincite": "1"},
        )

    def search(self, question: SearchQuestion) -> SearchResult:
        """No hits, or an error."""
        self.live.current()
        fail(question.question)
        return SearchResult(generation="generation-1", hits=())

    def verify(self, receipts: Sequence[Receipt]) -> Verdicts:
        """A valid verdict on each receipt."""
        found = tuple(
            Verdict(receipt=receipt, verdict="valid", current=True, message="fine") for receipt in receipts
        )
        return Verdicts(valid=True, verdicts=found)

    def disclaimer(self, audience: Audience) -> Disclaimer:
        """A disclaimer that contains the audience's name."""
        return Disclaimer(id=audience, version="1", text=f"For {audience}s.")


def disk_full(message: str) -> sqlite3.OperationalError:
    """The error that SQLite raises on a full disk."""
    error = sqlite3.OperationalError(message)
    error.sqlite_errorcode, error.sqlite_errorname = sqlite3.SQLITE_FULL, "SQLITE_FULL"
    return error


def fail(question: str) -> None:
    """Raises the error that the first word of a question names, with the question as its message."""
    word = question.partition(" ")[0]
    if word == "invalid":
        Receipt.model_validate({"document_id": question, "version": question})
    if word == "version":
        raise UnknownVersion(question, question)
    if word == "document":
        raise UnknownDocument(question)
    failures: dict[str, type[Exception]] = {
        "mismatch": ReceiptMismatch,
        "crash": RuntimeError,
        "unusable": UnusableIndexError,
        "model": EmbeddingModelError,
    }
    if word == "full":
        raise disk_full(question)
    if word in failures:
        raise failures[word](question)


def a_quote(number: int) -> Quote:
    """A quote that cites reference 1."""
    return Quote(
        n=number,
        text="Text.",
        document_id="d",
        version=SHA,
        byte_start=0,
        byte_end=5,
        sha256=SHA,
        references=(1,),
        score=0.5,
        links=Links(reader="/read/d#q=0-5"),
    )


def a_source() -> Source:
    """The source of these quotes."""
    reference = CitedReference(number=1, title="A reference", kind=Kind.GUIDELINE)
    return Source(
        document_id="d", title="T", kind=Kind.ARTICLE, standing=Standing.CURRENT, references=(reference,)
    )


def a_document(
    document_id: str, text: str = "Title\nFirst part\nÉt voilà.\nSecond part\nMore 😀 text."
) -> Document:
    """A document with two sections, whose second sentence cites a reference missing from its list."""
    lines, at = [], 0
    for line in text.split("\n"):
        lines.append(Span(at, at + len(line)))
        at += len(line) + 1
    blocks = [Block(lines[0], BlockKind.HEADING, (), 1)]
    sentences: list[Sentence] = []
    for heading, paragraph in zip(lines[1::2], lines[2::2], strict=True):
        path = (heading.of(text),)
        blocks += [Block(heading, BlockKind.HEADING, path, 2), Block(paragraph, BlockKind.PARAGRAPH, path)]
        sentences.append(Sentence(paragraph, len(blocks) - 1, (len(sentences) + 1,)))
    return Document(
        Metadata(id=document_id, title=f"On {document_id}", kind=Kind.ARTICLE),
        text,
        tuple(blocks),
        tuple(sentences),
        (Reference(1, title="Listed", year=2020),),
    )


def a_store(path: Path) -> Store:
    """A store with four documents, two of them with unusual ids."""
    store = Store(path)
    for document_id in ("d", "e", ODD_ID, ENDS_IN_TEXT):
        store.add(a_document(document_id), raw_sha256=SHA, reader="test", origin="test")
    return store
