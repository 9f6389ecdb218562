"""Finds the senses of technical terms in an answer's quotes: sentences of the index that define them."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from corpus.store import Store
from index.hybrid import HybridIndex
from index.term_occurrences import term_occurrences
from index.types import Filters, SentenceKey
from qa.audience import EASY_GRADE
from qa.glossary.definitions import DefinedTerm, Definitions, defined_in_passing
from qa.glossary.terms import GeneralEnglish, Token, parts_of, places, tokens_of
from qa.language import grade, is_abbreviation
from qa.schema import Quote

MAX_WORDS = 16
MAX_SENTENCES = 10
FULL_LENGTH = 150


class Occurrence(NamedTuple):
    """An occurrence of a term: the quote, counted from 0, and the half-open range of its tokens."""

    quote: int
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class TermSense:
    """A term, its occurrences in the quotes, a sentence that defines it, and the words that it stands for."""

    term: tuple[str, ...]
    occurrences: tuple[Occurrence, ...]
    key: SentenceKey
    sentence: str
    stands_for: tuple[str, ...]
    in_passing: bool
    abbreviated: bool

    @property
    def rank(self) -> tuple[int, bool, float, int, str, int]:
        """Sort key, lowest for the best sense: the longest term, then an explicit, easy and full definition."""
        difficulty = max(grade(self.sentence) - EASY_GRADE, 0)
        brevity = -min(len(self.sentence), FULL_LENGTH)
        return -len(self.term), self.in_passing, difficulty, brevity, self.key.document_id, self.key.ordinal


class Senses:
    """Finds the senses of the technical words in `quotes`, in the documents that the filters allow."""

    def __init__(
        self,
        store: Store,
        index: HybridIndex,
        *,
        filters: Filters,
        lexicon: GeneralEnglish,
        definitions: Definitions,
        quotes: Sequence[Quote],
    ) -> None:
        self._store, self._index, self._filters = store, index, filters
        self._lexicon, self._definitions = lexicon, definitions
        self._quotes = quotes
        self._tokens = [tokens_of(quote.text) for quote in quotes]

    def best(self) -> list[TermSense]:
        """The best sense of each technical word that has one and is not defined in the quotes themselves."""
        found: list[TermSense] = []
        explained = self._defined_in_quotes()
        covered = {at for term in explained for at in _positions(self._occurrences(parts_of(term.name)))}
        for at in self._technical():
            senses = () if at in covered else self._senses_at(at)
            best = min(_unambiguous(senses, self._documents), key=lambda sense: sense.rank, default=None)
            if best is not None:
                if best.key not in {sense.key for sense in found}:
                    found.append(best)
                covered |= set(_positions(best.occurrences))
        return found

    def passage_frequency(self, sense: TermSense) -> int:
        """The number of passages that contain the rarest word of the term."""
        return min(self._index.df(term) for term in self._index.analyser.terms(self.surface_form(sense)))

    def surface_form(self, sense: TermSense) -> str:
        """The term as it is written at its first occurrence in the quotes."""
        first = sense.occurrences[0]
        tokens = self._tokens[first.quote]
        return self._quotes[first.quote].text[tokens[first.first].start : tokens[first.last - 1].end]

    @property
    def _documents(self) -> frozenset[str]:
        return frozenset(quote.document_id for quote in self._quotes)

    def _defined_in_quotes(self) -> Iterator[DefinedTerm]:
        """The terms that the quotes themselves define."""
        for quote in self._quotes:
            yield from defined_in_passing(quote.text)
            for sentence in quote.text.replace("\n", " ").replace(". ", ".\n").split("\n"):
                yield from self._definitions.defined_terms(sentence)

    def _technical(self) -> Iterator[tuple[int, int]]:
        """The first positions of technical words, as pairs of quote and token."""
        seen: set[tuple[str, ...]] = set()
        for quote, tokens in enumerate(self._tokens):
            for position, token in enumerate(tokens):
                if len(seen) < MAX_WORDS and token.parts not in seen and self._lexicon.is_technical(token):
                    seen.add(token.parts)
                    yield quote, position

    def _senses_at(self, at: tuple[int, int]) -> Iterator[TermSense]:
        for key in self._candidates(self._tokens[at[0]][at[1]]):
            sentence = self._store.sentence_text(key.document_id, key.version, key.ordinal) or ""
            if any(sentence in quote.text for quote in self._quotes):
                continue
            for defined in self._definitions.defined_terms(sentence):
                term, abbreviated = parts_of(defined.name), is_abbreviation(defined.name)
                meant = tuple(one for one in self._occurrences(term) if self._is_meant(one, defined))
                if at in _positions(meant):
                    words = parts_of(defined.stands_for)
                    yield TermSense(term, meant, key, sentence, words, defined.in_passing, abbreviated)

    def _candidates(self, word: Token) -> list[SentenceKey]:
        """The sentences most likely to define a word: it occurs early in them, and they open a section."""
        terms = self._index.analyser.terms(word.text)
        if not terms:
            return []
        rarest = min(terms, key=lambda term: (self._index.df(term), term))
        found = term_occurrences(self._index, rarest, self._filters)
        first = np.lexsort((found.rows, ~found.opens, found.places))[:MAX_SENTENCES]
        return self._index.locate(found.rows[first])

    def _is_meant(self, occurrence: Occurrence, defined: DefinedTerm) -> bool:
        """Whether an occurrence is the defined word: "AIDS" is not "aids", and "carpal" is not "carpals"."""
        if occurrence.last - occurrence.first > 1:
            return True
        written = self._tokens[occurrence.quote][occurrence.first].text
        if defined.in_passing and written.lower() != defined.name.lower():
            return False
        return is_abbreviation(written) == is_abbreviation(defined.name)

    def _occurrences(self, term: tuple[str, ...]) -> tuple[Occurrence, ...]:
        return tuple(
            Occurrence(quote, position.start, position.stop)
            for quote, tokens in enumerate(self._tokens)
            for position in places(tokens, term)
        )


def _positions(occurrences: Iterable[Occurrence]) -> Iterator[tuple[int, int]]:
    return ((one.quote, position) for one in occurrences for position in range(one.first, one.last))


def _unambiguous(senses: Iterable[TermSense], documents: frozenset[str]) -> list[TermSense]:
    """The senses without those of ambiguous abbreviations, unless a quoted document defines the abbreviation."""
    kept = [sense for sense in senses if not sense.abbreviated or _is_spelled_out(sense)]
    meanings = {_expansion(sense) for sense in kept if sense.abbreviated}
    return [
        sense
        for sense in kept
        if not sense.abbreviated or len(meanings) == 1 or sense.key.document_id in documents
    ]


def _is_spelled_out(sense: TermSense) -> bool:
    expansion = _expansion(sense)
    return not sense.in_passing or (bool(expansion) and expansion[0][:1] == sense.term[0][:1])


def _expansion(sense: TermSense) -> tuple[str, ...]:
    """The last words that an abbreviation stands for, one for each of its letters."""
    return sense.stands_for[-sum(character.isalpha() for part in sense.term for character in part) :]
