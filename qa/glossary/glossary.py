"""The glossary of an answer: definitions of the technical terms in its quotes, quoted from the corpus.

A definition is a stored sentence, cut and hashed like a quote. A term that the corpus does not define has no
entry. Nothing is cached between questions: for each question, the sentences that contain a term are looked up and
read.
"""

from collections.abc import Sequence
from functools import cached_property

from corpus.store import Store
from index.hybrid import HybridIndex
from index.types import Filters
from qa.citation import cut, links_of, pictured_page, source_of
from qa.glossary.definitions import Definitions
from qa.glossary.senses import Senses, TermSense
from qa.glossary.terms import GeneralEnglish
from qa.schema import Definition, GlossaryEntry, Quote, reading_doubts

MAX_ENTRIES = 5


class Glossary:
    """Finds glossary entries in one store, with the index given for each question."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._lexicons: dict[str, GeneralEnglish] = {}

    def entries(self, index: HybridIndex, quotes: Sequence[Quote], filters: Filters) -> tuple[GlossaryEntry, ...]:
        """At most five entries, for the rarest terms, in the order of their first occurrence in the quotes."""
        lexicon = self._lexicons.setdefault(index.analyser.fingerprint, GeneralEnglish(index.analyser))
        senses = Senses(
            self._store,
            index,
            filters=filters,
            lexicon=lexicon,
            definitions=self._definitions,
            quotes=quotes,
        )
        rarest = sorted(senses.best(), key=lambda sense: (senses.passage_frequency(sense), sense.occurrences))
        chosen = sorted(rarest[:MAX_ENTRIES], key=lambda sense: sense.occurrences)
        return tuple(self._entry(senses.surface_form(sense), sense) for sense in chosen)

    def _entry(self, term: str, sense: TermSense) -> GlossaryEntry:
        document = self._store.document(sense.key.document_id, sense.key.version)
        sentence = document.sentences[sense.key.ordinal]
        piece = cut(self._store, document.id, document.version, sentence.span, sense.sentence)
        return GlossaryEntry(
            term=term,
            quotes=tuple(sorted({occurrence.quote + 1 for occurrence in sense.occurrences})),
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
                links=links_of(
                    document.metadata,
                    document.version,
                    piece,
                    page=pictured_page(self._store, document, sentence.span),
                ),
                doubts=reading_doubts(document, sentence.span),
            ),
            source=source_of(document, sentence.references),
        )

    @cached_property
    def _definitions(self) -> Definitions:
        return Definitions.load()
