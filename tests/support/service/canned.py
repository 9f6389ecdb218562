"""An engine with known outcomes, each asked for by the first word of a question."""

import hashlib
import threading
from datetime import date
from typing import Any, cast

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
from fakes import NEVER, FakeEngine, fail
from qa.answering import Observe, unobserved
from qa.conversation import Conversation, Conversations, ExpiredConversation, past_turn, turns_of
from qa.conversation.turn import place_of
from qa.schema import (
    Abstention,
    Answer,
    AnswerSpan,
    Binding,
    CitedReference,
    Confidence,
    Definition,
    GlossaryEntry,
    Links,
    Notice,
    PastTurn,
    Question,
    Quote,
    Reading,
    Receipt,
    Repetition,
    SearchHit,
    SearchQuestion,
    SearchResult,
    Source,
)

FIRST = "L’espérance 😀 de vie est de 3–5 ans."
SECOND = "नमस्ते: the second sentence, of many bytes a letter."
ANSWERING = "😀 de vie est de 3–5 ans"
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
COMPLETED = "Why does riluzole help?"
WEAK = "The evidence is weak."
EMERGENCY = "Call for help now."
SUGGESTED = ("Why is that?", "And then?", "For how long?")
TOPICS = {"riluzole": "riluzole", "edaravone": "edaravone"}
READINGS = tuple(
    Reading(
        interpreted_question=f"Is {name} safe?",
        bindings=(Binding(mention="which", resolved_to=name, turn=turn),),
    )
    for turn, name in enumerate(("riluzole", "edaravone"), 1)
)


def a_slice(text: str) -> Receipt:
    """The first place in the guideline that says this."""
    start = len(GUIDE.text[: GUIDE.text.index(text)].encode())
    end = start + len(text.encode())
    sha256 = hashlib.sha256(text.encode()).hexdigest()
    return Receipt(document_id=GUIDE.id, version=GUIDE.version, byte_start=start, byte_end=end, sha256=sha256)


NAMED = a_slice("vie")


class CannedConversations:
    """Conversations in memory, with ids in their order."""

    def __init__(self) -> None:
        self.kept: dict[str, list[PastTurn]] = {}
        self._begun = 0

    def keep(self, question: Question, past: PastTurn) -> tuple[str, int]:
        """The id of the conversation that has got the turn, and the turn's number."""
        conversation_id = question.conversation_id
        if conversation_id is None:
            self._begun += 1
            conversation_id = f"c{self._begun}"
            self.kept[conversation_id] = []
        turns = self.turns(conversation_id)
        number, _ = place_of(question, turns_of(turns))
        turns[number - 1 : number] = [past.model_copy(update={"number": number})]
        return conversation_id, number

    def turns(self, conversation_id: str) -> list[PastTurn]:
        """The turns, or ExpiredConversation."""
        if conversation_id not in self.kept:
            raise ExpiredConversation("c")
        return self.kept[conversation_id]

    def export(self, conversation_id: str) -> Conversation:
        """All of it, or ExpiredConversation."""
        turns = tuple(self.turns(conversation_id))
        return Conversation(created=NEVER, last_used=NEVER, expires=NEVER, turns=turns)

    def delete(self, conversation_id: str) -> None:
        """Forget it, or ExpiredConversation."""
        self.turns(conversation_id)
        del self.kept[conversation_id]

    def delete_expired(self) -> int:
        """Forget nothing."""
        return 0


class CannedEngine(FakeEngine):
    """Says what the first word of the question asks for, and remembers what it was asked."""

    def __init__(self, store: Store) -> None:
        super().__init__(store)
        self.heard: list[Question] = []
        self.released = threading.Event()
        self.forget()

    def forget(self) -> None:
        """Forget all that was asked."""
        self.heard.clear()
        self.threads = CannedConversations()
        self.conversations = cast("Conversations", self.threads)

    def answer(self, question: Question, observe: Observe = unobserved) -> Answer | Abstention:
        """The outcome, kept as a turn."""
        observe("search", 0.001)
        self.heard.append(question)
        if question.conversation_id is not None:
            self.threads.turns(question.conversation_id)
        if question.question.startswith("wait"):
            self.released.wait(20)
        outcome = self._canned(question)
        kept, number = self.threads.keep(question, past_turn(question, outcome))
        return outcome.model_copy(update={"conversation_id": kept, "turn": number})

    def search(self, question: SearchQuestion) -> SearchResult:
        """Two passages of the guideline."""
        fail(question.question)
        hit = SearchHit.model_construct(document_id=GUIDE.id, title=GUIDE.metadata.title)
        return SearchResult.model_construct(generation="g", hits=(hit, hit))

    def _canned(self, question: Question) -> Answer | Abstention:
        word = question.question.partition(" ")[0].rstrip("?")
        shared = self._shared(question, word)
        if word == "silence":
            nearest = (a_source(GUIDE).model_copy(update={"references": ()}),)
            return Abstention(reason="no_evidence", message="No evidence.", nearest_sources=nearest, **shared)
        if word == "which" and not question.bindings:
            message = "The question can be read in several ways."
            return Abstention(reason="ambiguous_follow_up", message=message, readings=READINGS, **shared)
        if word == "thanks":
            return Abstention(reason="out_of_scope", message="You are welcome.", **shared)
        fail(question.question)
        changed = {"text": "Another text."} if word == "tampered" else {}
        quotes = tuple(
            a_quote(n, sentence).model_copy(update=changed) for n, sentence in enumerate(GUIDE.sentences, 1)
        )
        glossary = (a_term(),) if word == "terms" else ()
        if word == "repeated":
            quotes = (quotes[0].model_copy(update={"also": (a_repetition(),), "omitted_items": 7}), *quotes[1:])
        if word == "marked":
            quotes = (marked(quotes[0], ANSWERING), *quotes[1:])
        return Answer(
            quotes=quotes,
            sources=(a_source(GUIDE, word),),
            glossary=glossary,
            caution=WEAK if word == "weak" else None,
            **shared,
        )

    def _shared(self, question: Question, word: str) -> dict[str, Any]:
        bindings = bindings_of(question, word)
        understood = " and ".join(binding.resolved_to for binding in bindings)
        understood = f"{understood}, how long?" if bindings and understood != COMPLETED else understood
        return {
            "answer_id": "1",
            "question": question.question,
            "interpreted_question": understood or question.question,
            "topic": TOPICS.get(word),
            "bindings": bindings,
            "notice": Notice(id="emergency", version="1", text=EMERGENCY) if word == "help" else None,
            "confidence": Confidence(score=0.82, threshold=0.5, sure=0.9, calibration="packaged"),
            "generation": "g",
            "suggested_questions": SUGGESTED,
            "disclaimer": self.disclaimer(question.audience),
        }


def bindings_of(question: Question, word: str) -> tuple[Binding, ...]:
    """What the caller chose, or what the first word is taken to mean."""
    if question.bindings:
        return tuple(
            Binding(mention=chosen.mention, resolved_to=chosen.resolved_to, turn=1, origin="caller")
            for chosen in question.bindings
        )
    named = {
        "it": (Binding(mention="it", resolved_to="riluzole", turn=1),),
        "that": (Binding(mention="that", resolved_to="vie", turn=1, origin="quote", place=NAMED),),
        "here": (Binding(mention="here", resolved_to="A guideline", turn=0, origin="article"),),
        "there": (Binding(mention="there", resolved_to="Prognosis", turn=0, origin="section"),),
        "why": (Binding(mention="why?", resolved_to=COMPLETED, turn=1),),
        "both": (
            Binding(mention="it", resolved_to="riluzole", turn=1),
            Binding(mention="them", resolved_to="patients", turn=1),
        ),
    }
    return named.get(word, ())


def a_quote(number: int, sentence: Sentence) -> Quote:
    """The sentence as a quote."""
    text = sentence.span.of(GUIDE.text)
    return Quote(
        n=number,
        text=text,
        **a_slice(text).model_dump(),
        section=("Prognosis",),
        page=3,
        references=sentence.references,
        score=0.5,
        links=links_to(a_slice(text)),
    )


def marked(quote: Quote, words: str) -> Quote:
    """The quote with words of it marked as the answer, also in its link to the reader."""
    place = a_slice(words)
    span = AnswerSpan(byte_start=place.byte_start, byte_end=place.byte_end)
    links = quote.links.model_copy(update={"reader": f"{quote.links.reader}&a={span.byte_start}-{span.byte_end}"})
    return Quote(**(dict(quote) | {"answer_span": span, "links": links}))


def a_repetition() -> Repetition:
    """Another place of the guideline that says the same as its first quote."""
    place = a_slice(SECOND)
    return Repetition(**place.model_dump(), section=("Outlook",), page=4, links=links_to(place))


def a_term() -> GlossaryEntry:
    """A term of the first quote, which the second sentence explains."""
    place = a_slice(SECOND)
    source = a_source(GUIDE).model_copy(update={"references": ()})
    definition = Definition(text=SECOND, **place.model_dump(), section=("Prognosis",), links=links_to(place))
    return GlossaryEntry(term="espérance", quotes=(1,), definition=definition, source=source)


def links_to(place: Receipt) -> Links:
    """Where to check a slice of the guideline."""
    reader = f"/read/guide%2F1?version={place.version}#q={place.byte_start}-{place.byte_end}"
    return Links(reader=reader, original="https://example.org/#:~:text=x")


def a_source(document: Document, word: str = "") -> Source:
    """The guideline as a source; retracted, citing retracted work, or hostile, where the word asks for it."""
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
                standing=Standing.RETRACTED if word == "doubtful" else None,
            ),
            CitedReference(number=6, missing=True),
        ),
    )
