"""A small site with known outcomes: an engine that says what the question asks for, served on a real socket."""

import hashlib
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Page

from browser import chromium, watched_page
from corpus.document import (
    Block,
    BlockKind,
    Document,
    Kind,
    Metadata,
    Reference,
    ReviewStatus,
    Sentence,
    Span,
    Standing,
)
from corpus.store import Store
from fakes import FakeEngine, fail
from qa.answer import Abstention, Answer, Binding, CitedReference, Confidence, Links, Quote, Source
from qa.conversation import ExpiredConversation
from qa.question import Question, SearchHit, SearchQuestion, SearchResult
from qa.settings import Settings
from serving import served

FIRST = "L’espérance 😀 de vie est de 3–5 ans."
SECOND = "नमस्ते: the second sentence, of many bytes a letter."
HOSTILE = "<img src=x onerror=alert(1)>"


def a_guideline() -> Document:
    """Two sentences with markers that name one listed and one missing reference."""
    lines = ["A guideline", "Prognosis", f"{FIRST} [1, 6] {SECOND} [1]"]
    text = "\n".join(lines)
    starts = [0, len(lines[0]) + 1, len(lines[0]) + len(lines[1]) + 2]
    title, heading, paragraph = (Span(at, at + len(line)) for at, line in zip(starts, lines, strict=True))
    first, second = (Span(text.index(quoted), text.index(quoted) + len(quoted)) for quoted in (FIRST, SECOND))
    return Document(
        Metadata(id="guide/1", title="A guideline", kind=Kind.GUIDELINE, review_status=ReviewStatus.APPROVED),
        text,
        (
            Block(title, BlockKind.HEADING, (), 1),
            Block(heading, BlockKind.HEADING, ("Prognosis",), 2),
            Block(paragraph, BlockKind.PARAGRAPH, ("Prognosis",)),
        ),
        (Sentence(first, 2, (1, 6)), Sentence(second, 2, (1,))),
        (Reference(1, Kind.TRIAL, "A trial", "A journal", 2020, url="https://example.org/trial"),),
    )


GUIDE = a_guideline()


class CannedEngine(FakeEngine):
    """Says what the first word of the question asks for, and remembers what it was asked."""

    def __init__(self, store: Store) -> None:
        super().__init__(store)
        self.heard: list[Question] = []
        self.released = threading.Event()

    def answer(self, question: Question) -> Answer | Abstention:
        """An answer, unless the first word names something else."""
        self.heard.append(question)
        word = question.question.partition(" ")[0]
        if word == "wait":
            self.released.wait(20)
        if word == "expired" and question.conversation_id is not None:
            raise ExpiredConversation("c")
        shared = self._shared(question)
        if word == "silence":
            nearest = (a_source(GUIDE).model_copy(update={"references": ()}),)
            return Abstention(reason="no_evidence", message="No evidence.", nearest_sources=nearest, **shared)
        fail(question.question)
        changed = {"text": "Another text."} if word == "tampered" else {}
        quotes = tuple(
            a_quote(n, sentence).model_copy(update=changed) for n, sentence in enumerate(GUIDE.sentences, 1)
        )
        return Answer(quotes=quotes, sources=(a_source(GUIDE, word),), **shared)

    def search(self, question: SearchQuestion) -> SearchResult:
        """Two passages of the guideline."""
        fail(question.question)
        hit = SearchHit.model_construct(document_id=GUIDE.id, title=GUIDE.metadata.title)
        return SearchResult.model_construct(generation="g", hits=(hit, hit))

    def _shared(self, question: Question) -> dict[str, Any]:
        bound = question.question.startswith("it")
        return {
            "answer_id": "1",
            "conversation_id": question.conversation_id or f"c{len(self.heard)}",
            "question": question.question,
            "interpreted_question": "riluzole, how long?" if bound else question.question,
            "bindings": (Binding(mention="it", resolved_to="riluzole", turn=1),) if bound else (),
            "confidence": Confidence(score=0.82, threshold=0.5, calibration="packaged"),
            "generation": "g",
            "suggested_questions": ("Why is that?",),
            "disclaimer": self.disclaimer(question.audience),
        }


def a_quote(number: int, sentence: Sentence) -> Quote:
    """The sentence as a quote."""
    text = sentence.span.of(GUIDE.text)
    start, end = GUIDE.byte_span(sentence.span)
    return Quote(
        n=number,
        text=text,
        document_id=GUIDE.id,
        version=GUIDE.version,
        byte_start=start,
        byte_end=end,
        sha256=hashlib.sha256(text.encode()).hexdigest(),
        section=("Prognosis",),
        page=3,
        references=sentence.references,
        score=0.5,
        links=Links(
            reader=f"/read/guide%2F1?version={GUIDE.version}#q={start}-{end}",
            original="https://example.org/#:~:text=x",
        ),
    )


def a_source(document: Document, word: str = "") -> Source:
    """The guideline as a source; retracted, or saying something hostile, where the word asks for it."""
    return Source(
        document_id=document.id,
        title=HOSTILE if word == "hostile" else document.metadata.title,
        kind=Kind.GUIDELINE,
        publisher="A society",
        url="javascript:alert(1)" if word == "hostile" else "https://example.org/",
        review_status=ReviewStatus.APPROVED,
        standing=Standing.RETRACTED if word == "retracted" else Standing.CURRENT,
        last_updated=date(2025, 1, 2),
        cautions=("Pending human review.",),
        references=(
            CitedReference(
                number=1,
                kind=Kind.TRIAL,
                title="A trial",
                container="A journal",
                year=2020,
                url="https://example.org/t",
            ),
            CitedReference(number=6, missing=True),
        ),
    )


class _Elsewhere(BaseHTTPRequestHandler):
    """Answers every path with the page that the server holds."""

    def do_GET(self) -> None:
        """Send the page, under a policy that allows Pincite and nothing else."""
        assert isinstance(self.server, ForeignSite)
        self.send_response(200)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Security-Policy", self.server.policy)
        self.end_headers()
        self.wfile.write(self.server.html.encode())

    def log_message(self, *_: object) -> None:
        """Say nothing."""


class ForeignSite(ThreadingHTTPServer):
    """Another site, with one page."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Elsewhere)
        self.html = "<!doctype html><title>Elsewhere</title>"
        self.policy = "default-src 'none'"
        self.origin = f"http://127.0.0.1:{self.server_port}"


@dataclass(frozen=True)
class Stage:
    """A browser, the service with its engine, and a foreign site that may embed the widget."""

    browser: Browser
    engine: CannedEngine
    origin: str
    elsewhere: ForeignSite

    @contextmanager
    def page(self) -> Iterator[Page]:
        """A page of its own, at the ask page; a script error or a breach of the policy fails the test."""
        with watched_page(self.browser, self.origin) as page:
            page.goto("/")
            yield page


@contextmanager
def on_stage(folder: Path) -> Iterator[Stage]:
    """All of it, up and running; files go to the folder."""
    with chromium() as browser, ForeignSite() as elsewhere, Store(folder / "store.db") as store:
        threading.Thread(target=elsewhere.serve_forever, daemon=True).start()
        store.add(GUIDE, raw_sha256="0" * 64, reader="test", origin="test")
        engine = CannedEngine(store)
        with served(Settings(home=folder, cors_origins=(elsewhere.origin,)), engine) as origin:
            yield Stage(browser, engine, origin, elsewhere)
        elsewhere.shutdown()
