"""Assembles answers and abstentions: numbers the quotes, cuts them from the store and adds their sources."""

import hashlib
import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from corpus.document import Document, Span
from corpus.store import Store
from qa.answerability import NamedCalibration, doubted
from qa.citation import Cut, cut, links_of, pictured_page, source_of
from qa.followup import Interpretation
from qa.language import topic_of_title
from qa.schema import (
    Abstention,
    Answer,
    AnswerSpan,
    Confidence,
    Disclaimer,
    GlossaryEntry,
    Notice,
    Quote,
    Reason,
    Repetition,
    Source,
    reading_doubts,
)
from qa.selection import Copy, Excerpt, Run, states_earlier

_MESSAGES: dict[Reason, str] = {
    "no_evidence": "The corpus contains no evidence that answers this question.",
    "ambiguous_follow_up": "It is not clear what “{mention}” refers to: name it, or ask about an article.",
    "out_of_scope": "This question is outside the scope of the corpus.",
    "only_retracted": "Only retracted or withdrawn works address this question, and they are not quoted.",
}
_FILTERED = "The documents that match the filters contain no evidence that answers this question."
_CHOICE = "“{mention}” can mean more than one thing here: choose one of the readings."

_NEAREST = "The nearest passage is {}."
_NOT_HELD = "No document mentions {}."
_WEAK = "Low confidence: check that these quotes answer your question."
_EARLIER = "Quote {n} gives an earlier recommendation: look in its document for the one that holds now."
_UNSAID = "None of the quotes mentions “{word}”, so they may not answer your question."


Mark = Callable[[Document, Run], Span | None]


def unmarked(_: Document, __: Run) -> None:
    """Marks nothing."""


@dataclass(frozen=True)
class Framing:
    """What every outcome of a question carries: the question as asked and as interpreted, and its notices.

    `filtered` is whether the question's filters restrict the corpus.
    """

    question: str
    interpretation: Interpretation
    generation: str
    calibration: NamedCalibration
    disclaimer: Disclaimer
    notice: Notice | None = None
    filtered: bool = False

    def fields(self, confidence: float) -> dict[str, Any]:
        """The fields that both outcomes share."""
        return {
            "question": self.question,
            "interpreted_question": self.interpretation.question,
            "topic": self.interpretation.topic,
            "bindings": self.interpretation.bindings,
            "confidence": Confidence(
                score=confidence,
                threshold=self.calibration.threshold,
                sure=self.calibration.sure,
                calibration=self.calibration.id,
            ),
            "generation": self.generation,
            "disclaimer": self.disclaimer,
            "notice": self.notice,
        }


def answer_from(
    store: Store,
    excerpts: Sequence[Excerpt],
    framing: Framing,
    confidence: float,
    *,
    uncovered: str | None = None,
    mark: Mark = unmarked,
) -> Answer:
    """The answer that quotes the excerpts; raises ReceiptMismatch if a quote does not verify.

    `uncovered` is a word of the question that none of the excerpts contains, or None. `mark` finds the span of a
    quote that answers the question. Reading doubts about the first quote lower the confidence.
    """
    pieces = [(excerpt.document, run) for excerpt in excerpts for run in excerpt.runs]
    quotes = tuple(
        _quote(store, n, document, run, mark(document, run)) for n, (document, run) in enumerate(pieces, start=1)
    )
    confidence = doubted(confidence, [doubt.kind for doubt in quotes[0].doubts], framing.calibration.threshold)
    quoted = {excerpt.document.id: excerpt.document for excerpt in excerpts}
    repeating = {copy.document.id: copy.document for _, run in pieces for copy in run.also}
    sources = tuple(source_of(document, _cited(quotes, id_)) for id_, document in {**quoted, **repeating}.items())
    fields = framing.fields(confidence)
    identity = _identity(framing, [quote.sha256 for quote in quotes], [quote.version for quote in quotes])
    fields["topic"] = framing.interpretation.topic or topic_of_title(sources[0].title)
    cautions = [_WEAK] if confidence < framing.calibration.sure else []
    cautions += [_UNSAID.format(word=uncovered)] if uncovered else []
    cautions += [
        _EARLIER.format(n=n)
        for n, (document, run) in enumerate(pieces, start=1)
        if states_earlier(document, run.ordinals)
    ]
    caution = " ".join(cautions) or None
    return Answer(answer_id=identity, quotes=quotes, sources=sources, caution=caution, **fields)


def explained(answer: Answer, glossary: tuple[GlossaryEntry, ...]) -> Answer:
    """The answer with a glossary, under a new id unless the glossary is empty."""
    if not glossary:
        return answer
    parts = [answer.answer_id, *(f"{entry.term} {entry.definition.sha256}" for entry in glossary)]
    return Answer(**(dict(answer) | {"answer_id": _digest(parts), "glossary": glossary}))


def abstention(
    framing: Framing,
    reason: Reason,
    confidence: float,
    nearest: tuple[Source, ...],
    *,
    differs: str = "",
    not_held: Sequence[str] = (),
) -> Abstention:
    """The abstention for a reason, with the sources nearest to the question.

    `differs` says what the nearest sentence is about instead of what the question asks. `not_held` are names in
    the question that no document has.
    """
    names = " or ".join(f"“{name}”" for name in not_held)
    remarks = (_NOT_HELD.format(names) if names else "", _NEAREST.format(differs) if differs else "")
    return Abstention(
        answer_id=_identity(framing, [reason], []),
        reason=reason,
        message=" ".join(filter(None, (_message(reason, framing), *remarks))),
        differs=differs or None,
        nearest_sources=nearest,
        readings=framing.interpretation.readings,
        **framing.fields(confidence),
    )


def _message(reason: Reason, framing: Framing) -> str:
    interpretation = framing.interpretation
    if interpretation.remark:
        return interpretation.remark
    if interpretation.readings:
        return _CHOICE.format(mention=interpretation.unresolved)
    if framing.filtered and reason == "no_evidence":
        return _FILTERED
    return _MESSAGES[reason].format(mention=interpretation.unresolved)


def _quote(store: Store, n: int, document: Document, run: Run, marked: Span | None) -> Quote:
    span = run.span(document)
    piece = cut(store, document.id, document.version, span, span.of(document.text))
    answer_span = _answer_span(document, span, piece, marked)
    return Quote(
        n=n,
        text=piece.text,
        document_id=document.id,
        version=document.version,
        byte_start=piece.byte_start,
        byte_end=piece.byte_end,
        sha256=piece.sha256,
        section=run.section(document),
        page=document.page_of(span),
        references=run.references(document),
        score=round(run.relevance, 6),
        links=links_of(
            document.metadata, document.version, piece, answer_span, pictured_page(store, document, span)
        ),
        also=tuple(_repetition(store, copy) for copy in run.also),
        omitted_items=run.omitted_items,
        answer_span=answer_span,
        doubts=reading_doubts(document, span),
    )


def _answer_span(document: Document, quoted: Span, piece: Cut, marked: Span | None) -> AnswerSpan | None:
    """The byte offsets of the marked span in a quote; ValueError if it is not in the quote."""
    if marked is None:
        return None
    before = Span(quoted.start, marked.start).of(document.text)
    start = piece.byte_start + len(before.encode())
    return AnswerSpan(byte_start=start, byte_end=start + len(marked.of(document.text).encode()))


def _repetition(store: Store, copy: Copy) -> Repetition:
    document, span = copy.document, copy.run.span(copy.document)
    piece = cut(store, document.id, document.version, span, span.of(document.text))
    return Repetition(
        document_id=document.id,
        version=document.version,
        byte_start=piece.byte_start,
        byte_end=piece.byte_end,
        sha256=piece.sha256,
        section=copy.run.section(document),
        page=document.page_of(span),
        links=links_of(document.metadata, document.version, piece, page=pictured_page(store, document, span)),
    )


def _cited(quotes: Iterable[Quote], document_id: str) -> set[int]:
    return {number for quote in quotes if quote.document_id == document_id for number in quote.references}


def _identity(framing: Framing, contents: Sequence[str], versions: Sequence[str]) -> str:
    """The id of an outcome: the same question, corpus generation and contents give the same id."""
    parts = [
        framing.generation,
        framing.question,
        framing.interpretation.question,
        " ".join(notice.id for notice in (framing.disclaimer, framing.notice) if notice),
        contents,
        versions,
    ]
    return _digest(parts)


def _digest(parts: Sequence[object]) -> str:
    return hashlib.sha256(json.dumps(parts).encode()).hexdigest()[:32]
