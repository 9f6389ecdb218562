"""The glossary of an answer: what technical terms of its quotes mean, in the corpus' own words.

A definition is a stored sentence, cut and hashed as a quote is. A term for which the corpus has none has no
entry. Nothing is kept between questions: the sentences that mention a term are looked up and read when asked.
"""

from collections.abc import Sequence
from functools import cached_property

from corpus.store import Store
from index.hybrid import HybridIndex
from index.types import Filters
from qa.citation import cut, links_of, source_of
from qa.glossary.definitions import Definitions
from qa.glossary.senses import Senses, TermSense
from qa.glossary.terms import GeneralEnglish
from qa.schema import Definition, GlossaryEntry, Quote

MOST_ENTRIES = 5


class Glossary:
    """Finds entries over one store and whichever index it is handed."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._lexicons: dict[str, GeneralEnglish] = {}

    def entries(self, index: HybridIndex, quotes: Sequence[Quote], filters: Filters) -> tuple[GlossaryEntry, ...]:
        """At most five entries, of the rarest terms, in the order in which they first stand in the quotes."""
        lexicon = self._lexicons.setdefault(index.analyser.fingerprint, GeneralEnglish(index.analyser))
        senses = Senses(
            self._store,
            index,
            filters=filters,
            lexicon=lexicon,
            definitions=self._definitions,
            quotes=quotes,
        )
        rarest = sorted(senses.found(), key=lambda sense: (senses.rarity(sense), sense.places))
        chosen = sorted(rarest[:MOST_ENTRIES], key=lambda sense: sense.places)
        return tuple(self._entry(senses.written(sense), sense) for sense in chosen)

    def _entry(self, term: str, sense: TermSense) -> GlossaryEntry:
        document = self._store.document(sense.key.document_id, sense.key.version)
        sentence = document.sentences[sense.key.ordinal]
        piece = cut(self._store, document.id, document.version, sentence.span, sense.sentence)
        return GlossaryEntry(
            term=term,
            quotes=tuple(sorted({place.quote + 1 for place in sense.places})),
            definition=Definition(
                document_id=document.id,
                version=document.version,
                byte_start=piece.byte_start,
                byte_end=piece.byte_end,
                sha256=piece.sha256,
                text=piece.text,
                section=document.blocks[sentence.block].section,
                page=document.page_of(sentence.span),
                references=sentence.references,
                links=links_of(document.metadata, document.version, piece),
            ),
            source=source_of(document, sentence.references),
        )

    @cached_property
    def _definitions(self) -> Definitions:
        return Definitions.load()
