"""The threads of one store: its questions, turns and documents, put before the interpreter."""

from collections.abc import Sequence
from dataclasses import replace

from corpus.store import Store, UnknownDocument
from index.hybrid import HybridIndex
from qa.question import Question
from qa.thread.candidates import Thread
from qa.thread.interpretation import Corpus, Interpretation
from qa.thread.interpreter import Interpreter
from qa.thread.slices import Slices
from qa.thread.smalltalk import remark_on
from qa.thread.spelling import Spelling
from qa.thread.vocabulary import Vocabulary
from qa.topics import topic_of_title
from qa.turn import Turn

_LOOKED_BACK = 12
_OPENING = 600


class Threads:
    """Interprets questions in their threads; the vocabulary of a generation is made on its first question."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._made: tuple[str, Interpreter] | None = None

    def interpret(
        self, index: HybridIndex, question: Question, turns: Sequence[Turn], corpus: Corpus
    ) -> Interpretation:
        """The question as its thread explains it; raises UnknownDocument for an article that is not there."""
        interpreter = self.interpreter(index)
        thread = Thread(
            turns=tuple(
                replace(turn, interpreted=interpreter.spelling.corrected(turn.interpreted))
                for turn in turns[-_LOOKED_BACK:]
                if remark_on(turn.question) is None
            ),
            vocabulary=interpreter.vocabulary,
            slice=Slices(self._store),
            article=self._article(index, question.document_id),
            section=question.section,
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
        vocabulary = Vocabulary(
            [*titles, *(topic for topic, _ in named if topic)],
            (f"{topic or ''};{synonyms}" for topic, synonyms in named if synonyms),
            (heading for heading in dict.fromkeys(index.tables.contexts) if heading not in titles),
            self._store.openings(_OPENING),
        )

        def known(word: str) -> bool:
            return any(index.df(term) for term in index.analyser.terms(word))

        return Interpreter(vocabulary, Spelling(vocabulary.words, known))

    def _article(self, index: HybridIndex, document_id: str | None) -> str | None:
        if document_id is None:
            return None
        if not index.holds(document_id):
            raise UnknownDocument(document_id)
        metadata = self._store.metadata(document_id)
        return topic_of_title(metadata.topic or metadata.title)
