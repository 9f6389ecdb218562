"""The search for one question: its index, filters, article and calibration in one object."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from functools import reduce
from typing import TypeVar

import numpy as np

from corpus.document import Document, Standing
from corpus.store import Store
from index.hybrid import HybridIndex
from index.types import Filters, Hit, Query, Rows, SentenceKey, no_rows
from qa.answerability import NamedCalibration
from qa.followup import Fit
from qa.language import as_question, plain_question
from qa.ranking import Candidates, QuestionType
from qa.schema import Question, SearchQuestion
from qa.search.evidence import EvidenceFinder, Retrieved

K = TypeVar("K")
T = TypeVar("T")
_MAX_PLACES = 3
_UNQUOTABLE = Filters(standing=tuple(standing for standing in Standing if not standing.quotable))


@dataclass(frozen=True, slots=True)
class Evidence:
    """The evidence for one wording: candidates, similar documents (most similar first) and confidence.

    `confidence` is the probability that the candidates answer the question. The evidence is `sufficient` if it
    reaches the threshold, and the best candidate is not about another drug, illness, population or kind of fact.
    """

    question: QuestionType
    candidates: Candidates
    documents: tuple[str, ...]
    confidence: float
    sufficient: bool


@dataclass(frozen=True)
class QuestionSearch:
    """Searches for the wordings of one question, and embeds, searches and scores each wording once.

    `article` is the document that the question is asked under; None if there is none or the filters exclude it.
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
        """The analysed and embedded wording, in its standard form."""
        asked = standard_form(text).text
        return _once(self._queries, asked, lambda: self.index.query(asked))

    def evidence(self, text: str, documents: tuple[str, ...] = ()) -> Evidence:
        """The evidence for a wording; the sentences of `documents`, quoted before, are candidates too."""
        return _once(self._evidence, (text, documents), lambda: self._retrieve(text, self.filters, documents))

    def unquotable(self, text: str) -> Evidence:
        """The evidence for a wording in retracted and withdrawn documents."""
        return self._retrieve(text, _UNQUOTABLE, (), under_article=False)

    def document(self, key: SentenceKey) -> Document:
        """The document of a sentence in the version that the index was built from; loaded once."""
        return _once(
            self._documents,
            key.document_id,
            lambda: self.finder.store.document(key.document_id, key.version),
        )

    def fit(self, text: str) -> Fit:
        """The confidence of a wording, and the places of its best candidates."""
        evidence = self.evidence(text)
        keys = self.index.locate(evidence.candidates.rows[:_MAX_PLACES])
        return Fit(
            confidence=evidence.confidence,
            found=evidence.sufficient,
            places=tuple((key.document_id, key.ordinal) for key in keys),
        )

    def together(self, name: str, topics: Sequence[str]) -> bool | None:
        """Whether a document has a word of the name and one of the topics; None if none has a word of the name."""
        with_word = [self._documents_with([term]) for term in self.index.analyser.terms(name)]
        with_known_word = [documents for documents in with_word if len(documents)]
        if not with_known_word:
            return None
        on_topic = [self._documents_with(self.index.analyser.terms(topic)) for topic in topics]
        return any(np.isin(named, about).any() for named in with_known_word for about in on_topic)

    def _retrieve(
        self, text: str, filters: Filters, documents: tuple[str, ...], *, under_article: bool = True
    ) -> Evidence:
        question, article = standard_form(text), self.article if under_article else None
        query = self.query(text)

        def find(allowed: Filters) -> tuple[Retrieved, set[str]]:
            found = self.finder.find(self.index, query, question, allowed, article, quoted=documents)
            return found, {key.document_id for key in self.index.locate(found.candidates.rows)} - {article}

        retrieved = _without_recalled(self.finder.store, filters, find)
        confidence = self.calibration.confidence(retrieved.candidates.features)
        sufficient = confidence >= self.calibration.threshold and not retrieved.candidates.differs
        return Evidence(question, *retrieved, confidence, sufficient)

    def _documents_with(self, terms: Sequence[str]) -> Rows:
        """The numbers of the documents that have a passage with all the terms, sorted; none without terms."""
        passages = [self.index.lexical.passages(term) for term in terms]
        rows = reduce(np.intersect1d, passages) if passages else no_rows()
        documents: Rows = np.unique(self.index.tables.passage_documents[rows])
        return documents


def standard_form(text: str) -> QuestionType:
    """The type and the standard form of a wording, whose courtesy and punctuation do not change what is found."""
    question = QuestionType.of(plain_question(text))
    return question if question.claim else replace(question, text=as_question(question.text))


def current_hits(index: HybridIndex, store: Store, text: str, filters: Filters, limit: int) -> Sequence[Hit]:
    """The best passages for a text, without those of documents that were retracted after the index was built."""
    query = index.query(standard_form(text).text)

    def find(allowed: Filters) -> tuple[list[Hit], set[str]]:
        hits = index.search(query, allowed, limit)
        return hits, {hit.document_id for hit in hits}

    return _without_recalled(store, filters, find)


def _without_recalled(store: Store, filters: Filters, find: Callable[[Filters], tuple[T, set[str]]]) -> T:
    """What `find` gives for filters that also exclude the documents retracted since the index was built.

    `find` returns what it found and the ids of the documents that it is from.
    """
    while True:
        found, documents = find(filters)
        recalled = _recalled_since(store, documents, filters)
        if not recalled:
            return found
        filters = replace(filters, excluded=(*filters.excluded, *recalled))


def _recalled_since(store: Store, documents: Iterable[str], filters: Filters) -> tuple[str, ...]:
    """Those of the documents that the filters exclude by the standing that they now have in the store.

    The index keeps the standing of when it was built; a retraction that was stored since takes effect at once.
    """
    named = {*documents} - {*filters.documents}
    standings = store.standings(sorted(named)).items()
    allowed = filters.standing or tuple(standing for standing in Standing if standing.quotable)
    return tuple(document for document, standing in standings if standing not in allowed)


def filters_of(question: Question | SearchQuestion) -> Filters:
    """The filters of a question in the form that the index takes."""
    return Filters(**dict(question.filters))


def _within(index: HybridIndex, filters: Filters, article: str | None) -> str | None:
    """The article that a question is asked under, or None if the filters exclude it.

    The reader asked for it by name, so it may be retracted or withdrawn, unless `filters` name other standings.
    An article that the index does not hold is returned unchanged: asking for its rows raises UnknownDocument.
    """
    if article is None or not index.holds(article):
        return article
    by_name = replace(filters, documents=filters.documents or (article,))
    return article if index.allows(article, by_name) else None


def _once(cache: dict[K, T], key: K, make: Callable[[], T]) -> T:
    if key not in cache:
        cache[key] = make()
    return cache[key]
