"""A system under test whose every outcome is written down beforehand."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from corpus.document import Kind, Standing
from eval.data import Ranked
from eval.report import Provenance
from eval.systems import Held
from qa.schema import (
    Abstention,
    Answer,
    CitedReference,
    Confidence,
    Disclaimer,
    Links,
    Question,
    Quote,
    Receipt,
    Source,
    Verdict,
    Verdicts,
)

NOTICE = Disclaimer(id="professional", version="1", text="A notice.")
ORIGIN = Provenance(
    command="pincite eval",
    dataset="tiny",
    split="test",
    selection=(),
    data_sha256="0" * 64,
    generation="g",
    url=None,
    configuration={},
    packages={},
    seed=0,
)


def version_of(text: str) -> str:
    """The version that a text has."""
    return hashlib.sha256(text.encode()).hexdigest()


def quote_of(document: str, text: str, words: str, n: int = 1, score: float = 1.0) -> Quote:
    """The words as a quote of a text, which must hold them."""
    start = len(text[: text.index(words)].encode())
    return Quote(
        n=n,
        text=words,
        document_id=document,
        version=version_of(text),
        byte_start=start,
        byte_end=start + len(words.encode()),
        sha256=version_of(words),
        score=score,
        links=Links(reader="/read"),
    )


@dataclass
class ScriptedAsker:
    """Answers with the quotes that `quotes` has for a question, or else abstains; remembers what it was asked."""

    texts: Mapping[str, str] = field(default_factory=dict)
    quotes: Mapping[str, Sequence[Quote]] = field(default_factory=dict)
    found: Mapping[str, Sequence[Ranked]] = field(default_factory=dict)
    confidence: Mapping[str, float] = field(default_factory=dict)
    valid: bool | None = None
    heard: list[Question] = field(default_factory=list)
    generation: str = "g"

    def documents(self, question: str, depth: int) -> list[Ranked]:
        """What was found, as deep as was asked."""
        return list(self.found.get(question, ()))[:depth]

    def answer(self, question: Question) -> Answer | Abstention:
        """The quotes, as many as the question allows."""
        self.heard.append(question)
        quotes = tuple(self.quotes.get(question.question, ()))[: question.max_quotes]
        shared = {
            "answer_id": "a",
            "conversation_id": question.conversation_id or f"c{len(self.heard)}",
            "question": question.question,
            "interpreted_question": question.question,
            "confidence": Confidence(
                score=self.confidence.get(question.question, 0.5), threshold=0.5, sure=0.9, calibration="packaged"
            ),
            "generation": self.generation,
            "disclaimer": NOTICE,
        }
        if not quotes:
            return Abstention.model_validate({"reason": "no_evidence", "message": "Nothing.", **shared})
        documents = list(dict.fromkeys(quote.document_id for quote in quotes))
        sources = tuple(_source(document, quotes) for document in documents)
        return Answer.model_validate({"quotes": quotes, "sources": sources, **shared})

    def verify(self, receipts: Sequence[Receipt]) -> Verdicts:
        """Verdicts from the texts, unless `valid` says what to claim of every receipt."""
        verdicts = tuple(self._verdict(receipt) for receipt in receipts)
        return Verdicts(valid=all(verdict.verdict == "valid" for verdict in verdicts), verdicts=verdicts)

    def held(self) -> Sequence[Held]:
        """The documents that have texts."""
        return [Held(document_id, document_id.title()) for document_id in sorted(self.texts)]

    def text(self, document_id: str, version: str | None = None) -> bytes:
        """The text, whatever the version."""
        assert version is None or version
        return self.texts[document_id].encode()

    def _verdict(self, receipt: Receipt) -> Verdict:
        piece = self.texts[receipt.document_id].encode()[receipt.byte_start : receipt.byte_end]
        holds = hashlib.sha256(piece).hexdigest() == receipt.sha256 if self.valid is None else self.valid
        return Verdict(receipt=receipt, verdict="valid" if holds else "mismatch", current=True, message="so")


def _source(document: str, quotes: Sequence[Quote]) -> Source:
    cited = {number for quote in quotes if quote.document_id == document for number in quote.references}
    return Source(
        document_id=document,
        title=document.title(),
        kind=Kind.OTHER,
        standing=Standing.CURRENT,
        references=tuple(CitedReference(number=number) for number in sorted(cited)),
    )
