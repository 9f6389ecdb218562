"""What one question asks of the index: each wording of it is embedded and searched for once."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from functools import reduce
from typing import TypeVar

import numpy as np

from index.hybrid import HybridIndex
from index.types import Filters, Query, Rows, no_rows
from qa.answerability import NamedCalibration
from qa.followup import Fit
from qa.search.evidence import Evidence, EvidenceFinder

K = TypeVar("K")
T = TypeVar("T")
_PLACES = 3


@dataclass(frozen=True)
class QuestionSearch:
    """The evidence for the wordings of one question, under its filters and its article."""

    index: HybridIndex
    finder: EvidenceFinder
    calibration: NamedCalibration
    filters: Filters
    article: str | None
    _queries: dict[str, Query] = field(default_factory=dict)
    _evidence: dict[tuple[str, tuple[str, ...]], Evidence] = field(default_factory=dict)

    def query(self, text: str) -> Query:
        """The analysed and embedded wording."""
        return _once(self._queries, text, lambda: self.index.query(text))

    def evidence(self, text: str, documents: tuple[str, ...] = ()) -> Evidence:
        """What the index holds for it; the sentences of `documents`, quoted before, are candidates too."""
        query = self.query(text)
        return _once(
            self._evidence,
            (text, documents),
            lambda: self.finder.evidence(self.index, query, self.filters, self.article, quoted=documents),
        )

    def fit(self, text: str) -> Fit:
        """How well the wording fits the corpus."""
        candidates = self.evidence(text).candidates
        confidence = self.calibration.confidence(candidates.signs)
        keys = self.index.locate(candidates.rows[:_PLACES])
        return Fit(
            confidence=confidence,
            found=confidence >= self.calibration.threshold,
            places=tuple((key.document_id, key.ordinal) for key in keys),
        )

    def together(self, name: str, topics: Sequence[str]) -> bool | None:
        """Whether a document with a word of the name has one of the topics; None where none has such a word."""
        words = [self._documents([term]) for term in self.index.analyser.terms(name)]
        known = [documents for documents in words if len(documents)]
        if not known:
            return None
        about = [self._documents(self.index.analyser.terms(topic)) for topic in topics]
        return any(np.isin(documents, some).any() for documents in known for some in about)

    def _documents(self, terms: Sequence[str]) -> Rows:
        """The documents with a passage that has all the terms, sorted."""
        held = [self.index.lexical.passages(term) for term in terms]
        rows = reduce(np.intersect1d, held) if held else no_rows()
        documents: Rows = np.unique(self.index.tables.passage_documents[rows])
        return documents


def within(index: HybridIndex, filters: Filters, article: str | None) -> str | None:
    """The article that a question is asked under, or None where the filters do not let it through.

    Asked for by name, it may be retracted or withdrawn, unless `filters` name other standings. One that the
    index does not hold is given back as it is: what asks for its rows says so.
    """
    if article is None or not index.holds(article):
        return article
    by_name = replace(filters, documents=filters.documents or (article,))
    return article if index.allows(article, by_name) else None


def _once(kept: dict[K, T], key: K, make: Callable[[], T]) -> T:
    if key not in kept:
        kept[key] = make()
    return kept[key]
