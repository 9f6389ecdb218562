"""Conversational query rewriting over one store: its turns and documents, given to the interpreter."""

from collections.abc import Sequence
from dataclasses import replace

from corpus.store import Store, UnknownDocument
from index.hybrid import HybridIndex
from qa.conversation import Turn
from qa.followup.detect import remark_on
from qa.followup.discourse import Discourse, Slices
from qa.followup.entities import Gazetteer, Spelling, names_in_article
from qa.followup.interpretation import IndexedCorpus, Interpretation
from qa.followup.interpreter import Interpreter
from qa.language import LruCache, topic_of_title
from qa.schema import Question

_LOOKED_BACK = 12
_OPENING = 600
_REMEMBERED = 512


class FollowUps:
    """Rewrites follow-up questions; the gazetteer of a generation is made on its first question."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._made: tuple[str, Interpreter] | None = None
        self._articles: LruCache[tuple[str, str], tuple[str, ...]] = LruCache(_REMEMBERED)

    def rewrite(self, question: Question, turns: Sequence[Turn], corpus: IndexedCorpus) -> Interpretation:
        """The question made self-contained; raises UnknownDocument for an article that the index does not hold."""
        index = corpus.index
        interpreter = self.interpreter(index)
        thread = Discourse(
            turns=tuple(
                replace(turn, interpreted=interpreter.spelling.corrected(turn.interpreted))
                for turn in turns[-_LOOKED_BACK:]
                if remark_on(turn.question) is None
            ),
            vocabulary=interpreter.vocabulary,
            slice=Slices(self._store),
            articles=self._article(index, question.document_id, interpreter.vocabulary),
            reading=question.document_id is not None,
            section=question.section,
            number=turns[-1].number + 1 if turns else 1,
        )
        return interpreter.interpret(question.question, thread, corpus, question.bindings)

    def interpreter(self, index: HybridIndex) -> Interpreter:
        """The interpreter over a generation's titles, topics, synonyms and headings."""
        if self._made is None or self._made[0] != index.generation_id:
            self._made = index.generation_id, self._make(index)
        return self._made[1]

    def _make(self, index: HybridIndex) -> Interpreter:
        titles = dict.fromkeys(index.titles())
        named = self._store.topics()
        vocabulary = Gazetteer(
            [*titles, *(topic for topic, _ in named if topic)],
            (f"{topic or ''};{synonyms}" for topic, synonyms in named if synonyms),
            (heading for heading in dict.fromkeys(index.tables.contexts) if heading not in titles),
            self._store.openings(_OPENING),
        )

        def known(word: str) -> bool:
            return any(index.df(term) for term in index.analyser.terms(word))

        def same(one: str, other: str) -> bool:
            return index.analyser.terms(one) == index.analyser.terms(other)

        return Interpreter(vocabulary, Spelling(vocabulary.words, known, same))

    def _article(self, index: HybridIndex, document_id: str | None, vocabulary: Gazetteer) -> tuple[str, ...]:
        """What the article that is read is about, as far as that has names."""
        if document_id is None:
            return ()
        if not index.holds(document_id):
            raise UnknownDocument(document_id)

        def read() -> tuple[str, ...]:
            metadata = self._store.metadata(document_id)
            text = self._store.text(document_id, index.version(document_id))
            topic = topic_of_title(metadata.topic or metadata.title)
            return names_in_article(topic, metadata.title, text, vocabulary)

        return self._articles.get((index.generation_id, document_id), read)
