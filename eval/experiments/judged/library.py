"""The documents of the system under test, in the forms in which gold passages are looked up."""

import re
from functools import lru_cache

from corpus.text import clean
from eval.data import Expected, Place
from eval.experiments.judged.letters import LetterRange, Letters
from eval.report import RecordedQuote
from eval.systems import Asker

_KEPT = 32


class Library:
    """The documents that a system holds, by id and title. Texts are fetched when they are needed."""

    def __init__(self, asker: Asker) -> None:
        self.titles = {document.id: document.title for document in asker.held()}
        self._asker = asker
        self.text = lru_cache(_KEPT)(self._text)
        self.flat = lru_cache(_KEPT)(self._flat)
        self.letters = lru_cache(_KEPT)(self._letters)
        self.find = lru_cache(maxsize=None)(self._find)
        self._matching = lru_cache(maxsize=None)(self._documents)

    def matching(self, expected: Expected) -> frozenset[str]:
        """The ids of the documents that an expectation is about."""
        return self._matching(expected.doc, bool(expected.places))

    def is_about(self, expected: Expected, quote: RecordedQuote) -> bool:
        """Whether a quote is from, or a sentence that is not verbatim cites, a document of the expectation."""
        named = (quote.document_id,) if quote.verbatim else quote.cites
        return not self.matching(expected).isdisjoint(named)

    def _text(self, document: str, version: str | None = None) -> str:
        return self._asker.text(document, version).decode()

    def _flat(self, document: str) -> str:
        return flat(self.text(document))

    def _letters(self, document: str, version: str | None = None) -> Letters:
        return Letters.of(self.text(document, version))

    def _find(self, document: str, version: str | None, place: Place) -> LetterRange | None:
        return self.letters(document, version).find(place)

    def _documents(self, pattern: str, whole: bool) -> frozenset[str]:
        """Those with an id or title that the pattern is found in, or, for the `whole` id, that it matches."""
        if pattern in self.titles and whole:
            return frozenset({pattern})
        wanted = re.compile(pattern, re.IGNORECASE)
        if whole:
            return frozenset(filter(wanted.fullmatch, self.titles))
        return frozenset(id_ for id_, title in self.titles.items() if wanted.search(id_) or wanted.search(title))


def flat(text: str) -> str:
    """A text on one line in its canonical form, regardless of case."""
    return clean(text).casefold()
