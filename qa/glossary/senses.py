"""What the technical words of an answer's quotes mean, by the sentences of the index that define them."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from corpus.store import Store
from index.hybrid import HybridIndex
from index.term_occurrences import term_occurrences
from index.types import Filters, SentenceKey
from qa.audience import EASY_GRADE
from qa.glossary.definitions import DefinedTerm, Definitions, beside
from qa.glossary.terms import GeneralEnglish, Token, parts_of, places, tokens_of
from qa.language import grade, is_abbreviation
from qa.schema import Quote

MOST_WORDS = 16
MOST_READ = 10
FULLY = 150


class Place(NamedTuple):
    """Where a term stands: the quote, counted from 0, and the half-open range of its tokens."""

    quote: int
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class TermSense:
    """A term, where it stands in the quotes, a sentence that defines it, and the words that it stands for."""

    term: tuple[str, ...]
    places: tuple[Place, ...]
    key: SentenceKey
    sentence: str
    stands_for: tuple[str, ...]
    in_passing: bool
    abbreviated: bool

    @property
    def rank(self) -> tuple[int, bool, float, int, str, int]:
        """The best sense of a word has the lowest: the longest term, defined on purpose, easily and fully."""
        hard = max(grade(self.sentence) - EASY_GRADE, 0)
        said = -min(len(self.sentence), FULLY)
        return -len(self.term), self.in_passing, hard, said, self.key.document_id, self.key.ordinal


class Senses:
    """The senses of the words of some quotes, within what the filters let through."""

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

    def found(self) -> list[TermSense]:
        """The best sense of each technical word that has one, and that the quotes do not explain themselves."""
        found: list[TermSense] = []
        covered = {at for named in self._told() for at in _positions(self._places(parts_of(named.name)))}
        for at in self._technical():
            senses = () if at in covered else self._senses_at(at)
            best = min(_undisputed(senses, self._documents), key=lambda sense: sense.rank, default=None)
            if best is not None:
                if best.key not in {sense.key for sense in found}:
                    found.append(best)
                covered |= set(_positions(best.places))
        return found

    def rarity(self, sense: TermSense) -> int:
        """In how many passages the rarest word of the term occurs."""
        return min(self._index.df(term) for term in self._index.analyser.terms(self.written(sense)))

    def written(self, sense: TermSense) -> str:
        """The term as a quote writes it first."""
        place = sense.places[0]
        tokens = self._tokens[place.quote]
        return self._quotes[place.quote].text[tokens[place.first].start : tokens[place.last - 1].end]

    @property
    def _documents(self) -> frozenset[str]:
        return frozenset(quote.document_id for quote in self._quotes)

    def _told(self) -> Iterator[DefinedTerm]:
        """What the quotes explain themselves."""
        for quote in self._quotes:
            yield from beside(quote.text)
            for sentence in quote.text.replace("\n", " ").replace(". ", ".\n").split("\n"):
                yield from self._definitions.named(sentence)

    def _technical(self) -> Iterator[tuple[int, int]]:
        """Where technical words first stand."""
        seen: set[tuple[str, ...]] = set()
        for quote, tokens in enumerate(self._tokens):
            for position, token in enumerate(tokens):
                if len(seen) < MOST_WORDS and token.parts not in seen and self._lexicon.is_technical(token):
                    seen.add(token.parts)
                    yield quote, position

    def _senses_at(self, at: tuple[int, int]) -> Iterator[TermSense]:
        for key in self._mentions(self._tokens[at[0]][at[1]]):
            sentence = self._store.sentence_text(key.document_id, key.version, key.ordinal) or ""
            if any(sentence in quote.text for quote in self._quotes):
                continue
            for named in self._definitions.named(sentence):
                term, abbreviated = parts_of(named.name), is_abbreviation(named.name)
                stands = tuple(place for place in self._places(term) if self._is_meant(place, named))
                if at in _positions(stands):
                    words = parts_of(named.stands_for)
                    yield TermSense(term, stands, key, sentence, words, named.in_passing, abbreviated)

    def _mentions(self, word: Token) -> list[SentenceKey]:
        """The sentences that may define a word: it stands early in them, and they open a section."""
        terms = self._index.analyser.terms(word.text)
        if not terms:
            return []
        rarest = min(terms, key=lambda term: (self._index.df(term), term))
        found = term_occurrences(self._index, rarest, self._filters)
        first = np.lexsort((found.rows, ~found.opens, found.places))[:MOST_READ]
        return self._index.locate(found.rows[first])

    def _is_meant(self, place: Place, named: DefinedTerm) -> bool:
        """Whether what is written here is what was defined: AIDS is not "aids", "carpal" not "carpals"."""
        if place.last - place.first > 1:
            return True
        written = self._tokens[place.quote][place.first].text
        if named.in_passing and written.lower() != named.name.lower():
            return False
        return is_abbreviation(written) == is_abbreviation(named.name)

    def _places(self, term: tuple[str, ...]) -> tuple[Place, ...]:
        return tuple(
            Place(quote, place.start, place.stop)
            for quote, tokens in enumerate(self._tokens)
            for place in places(tokens, term)
        )


def _positions(stands: Iterable[Place]) -> Iterator[tuple[int, int]]:
    return ((place.quote, position) for place in stands for position in range(place.first, place.last))


def _undisputed(senses: Iterable[TermSense], documents: frozenset[str]) -> list[TermSense]:
    """The senses, but those of an abbreviation that means other things elsewhere than in the quoted documents."""
    kept = [sense for sense in senses if not sense.abbreviated or _spelt_out(sense)]
    meanings = {_meaning(sense) for sense in kept if sense.abbreviated}
    return [
        sense
        for sense in kept
        if not sense.abbreviated or len(meanings) == 1 or sense.key.document_id in documents
    ]


def _spelt_out(sense: TermSense) -> bool:
    meaning = _meaning(sense)
    return not sense.in_passing or (bool(meaning) and meaning[0][:1] == sense.term[0][:1])


def _meaning(sense: TermSense) -> tuple[str, ...]:
    """As many of the last words that it stands for as it has letters."""
    return sense.stands_for[-sum(character.isalpha() for part in sense.term for character in part) :]
