"""One question's retrieval: the index, filters, article and calibration that it is asked with, in one object."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from functools import reduce
from typing import TypeVar

import numpy as np

from corpus.document import Document, Standing
from index.hybrid import HybridIndex
from index.types import Filters, Query, Rows, SentenceKey, no_rows
from qa.answerability import NamedCalibration
from qa.followup import Fit
from qa.ranking import Candidates, QuestionType
from qa.schema import Question, SearchQuestion
from qa.search.evidence import EvidenceFinder

K = TypeVar("K")
T = TypeVar("T")
_PLACES = 3
_UNQUOTABLE = Filters(standing=tuple(standing for standing in Standing if not standing.quotable))


@dataclass(frozen=True, slots=True)
class Evidence:
    """What the index holds for one wording: candidates, similar documents (nearest first), and confidence.

    `confidence` is the probability that the candidates answer; `sufficient` whether it reaches the threshold.
    """

    question: QuestionType
    candidates: Candidates
    documents: tuple[str, ...]
    confidence: float
    sufficient: bool


@dataclass(frozen=True)
class QuestionSearch:
    """Searches for the wordings of one question; each is embedded, searched for and judged once.

    `article` is the document that the question is asked under, or None where there is none or where the filters
    exclude it.
    """

    index: HybridIndex
    finder: EvidenceFinder
    calibration: NamedCalibration
    filters: Filters
    article: str | None
    _queries: dict[str, Query] = field(default_factory=dict)
    _evidence: dict[tuple[str, tuple[str, ...]], Evidence] = field(default_factory=dict)
    _documents: dict[str, Document] = field(default_factory=dict)

    @classmethod
    def of(
        cls, question: Question, index: HybridIndex, finder: EvidenceFinder, calibration: NamedCalibration
    ) -> "QuestionSearch":
        """The search for a question under its own filters and article."""
        filters = filters_of(question)
        return cls(index, finder, calibration, filters, _within(index, filters, question.document_id))

    def query(self, text: str) -> Query:
        """The analysed and embedded wording."""
        return _once(self._queries, text, lambda: self.index.query(text))

    def evidence(self, text: str, documents: tuple[str, ...] = ()) -> Evidence:
        """The evidence for a wording; the sentences of `documents`, quoted before, are candidates too."""
        return _once(self._evidence, (text, documents), lambda: self._found(text, self.filters, documents))

    def unquotable(self, text: str) -> Evidence:
        """The evidence for a wording in retracted and withdrawn documents."""
        return self._found(text, _UNQUOTABLE, (), under_article=False)

    def document(self, key: SentenceKey) -> Document:
        """The document of a sentence, in the version that the index was built from; loaded once."""
        return _once(
            self._documents,
            key.document_id,
            lambda: self.finder.store.document(key.document_id, key.version),
        )

    def fit(self, text: str) -> Fit:
        """How well a wording fits the corpus."""
        evidence = self.evidence(text)
        keys = self.index.locate(evidence.candidates.rows[:_PLACES])
        return Fit(
            confidence=evidence.confidence,
            found=evidence.sufficient,
            places=tuple((key.document_id, key.ordinal) for key in keys),
        )

    def together(self, name: str, topics: Sequence[str]) -> bool | None:
        """Whether a document with a word of the name has one of the topics; None where none has such a word."""
        words = [self._holding([term]) for term in self.index.analyser.terms(name)]
        known = [documents for documents in words if len(documents)]
        if not known:
            return None
        about = [self._holding(self.index.analyser.terms(topic)) for topic in topics]
        return any(np.isin(documents, some).any() for documents in known for some in about)

    def _found(
        self, text: str, filters: Filters, documents: tuple[str, ...], *, under_article: bool = True
    ) -> Evidence:
        question, article = QuestionType.of(text), self.article if under_article else None
        found = self.finder.find(self.index, self.query(text), question, filters, article, quoted=documents)
        confidence = self.calibration.confidence(found.candidates.features)
        return Evidence(question, *found, confidence, confidence >= self.calibration.threshold)

    def _holding(self, terms: Sequence[str]) -> Rows:
        """The documents with a passage that has all the terms, sorted."""
        held = [self.index.lexical.passages(term) for term in terms]
        rows = reduce(np.intersect1d, held) if held else no_rows()
        documents: Rows = np.unique(self.index.tables.passage_documents[rows])
        return documents


def filters_of(question: Question | SearchQuestion) -> Filters:
    """The filters of a question as the index takes them."""
    return Filters(**dict(question.filters))


def _within(index: HybridIndex, filters: Filters, article: str | None) -> str | None:
    """The article that a question is asked under, or None where the filters exclude it.

    Since it was asked for by name, it may be retracted or withdrawn, unless `filters` name other standings. One
    that the index does not hold is given back as it is: whoever asks for its rows raises UnknownDocument.
    """
    if article is None or not index.holds(article):
        return article
    by_name = replace(filters, documents=filters.documents or (article,))
    return article if index.allows(article, by_name) else None


def _once(kept: dict[K, T], key: K, make: Callable[[], T]) -> T:
    if key not in kept:
        kept[key] = make()
    return kept[key]
