"""Generates questions from the corpus in pairs: one is answerable, the other has its answers hidden."""

import hashlib
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property, reduce

import numpy as np

from corpus.document import BlockKind, Document
from eval.data import GoldQuestion, drawn
from index.hybrid import HybridIndex
from index.types import Filters, Query, Rows, no_rows
from qa.answerability import ConfidenceFeatures
from qa.engine import Engine
from qa.language import topic_of_title
from qa.probe import Probe
from qa.ranking import QuestionType
from qa.search import EvidenceFinder

MADE = "generated from the corpus"
FORM = "What about {topic} and {words}?"
FEWEST_TERMS, MOST_TERMS = 5, 40
FEWEST_WORDS, MOST_WORDS = 3, 6
THE_SAME = 0.9
NEARLY_THE_SAME = 0.8
LOOKED_THROUGH = 30
MOST_LEFT_OUT = 0.5
# A term in more than two topics, and in more than this share of them, identifies none: "disease", "syndrome".
COMMON = 0.01


@dataclass(frozen=True, slots=True)
class Made(GoldQuestion):
    """A question generated from a sentence, with what is hidden from it: sentence rows, or documents by id."""

    hidden: frozenset[int] = frozenset()
    without: frozenset[str] = frozenset()

    def signs(self, engine: Engine) -> ConfidenceFeatures | None:
        """The confidence features without what is hidden; words that occur only there count as unknown."""
        index = engine.live.current()
        query = index.query(self.text)
        kept = tuple(id_ for id_ in _quotable(index) if id_ not in self.without)
        filters = Filters(documents=kept) if self.without else Filters()
        finder = EvidenceFinder(engine.store, Probe(engine).tuning)
        asked = QuestionType.of(self.text)
        signs = finder.find(index, query, asked, filters, None, hidden=self.hidden).candidates.features
        return replace(signs, unknown=_unknown(index, query, self.without)) if signs and self.without else signs


def signs_of(engine: Engine, asked: GoldQuestion) -> ConfidenceFeatures | None:
    """The confidence features of a question, generated or given; None if no sentence is found."""
    return asked.signs(engine) if isinstance(asked, Made) else Probe(engine).features(asked.text)


def make(engine: Engine, limit: int, seed: int) -> tuple[tuple[Made, ...], tuple[Made, ...]]:
    """Generates questions about the topic of a document with some words of one of its sentences, each twice.

    For the answerable one that sentence is hidden, so that the rest of the document has to answer it (the inverse
    cloze task: Lee, Chang and Toutanova, "Latent Retrieval for Weakly Supervised Open Domain Question Answering",
    ACL 2019). For the unanswerable one all documents that could answer are hidden: see `_Corpus.about`. Questions
    from the same document are one group. Generates about `limit` of each from at most as many documents, drawn
    with `seed`.
    """
    corpus = _Corpus(engine.live.current())
    ids = drawn(_quotable(corpus.index), limit, seed)
    pairs: dict[str, tuple[Made, Made]] = {}
    for id_ in ids:
        document = engine.store.document(id_, corpus.index.version(id_))
        for pair in _pairs(corpus, document, -(-limit // len(ids)), seed):
            pairs.setdefault(pair[0].text, pair)
    return tuple(answerable for answerable, _ in pairs.values()), tuple(twin for _, twin in pairs.values())


@dataclass(frozen=True)
class _Corpus:
    """The documents of an index by topic."""

    index: HybridIndex

    @cached_property
    def topics(self) -> dict[str, frozenset[str]]:
        """The distinctive terms of each title, by document id; all its terms if none is distinctive."""
        topics = {id_: set(self.terms(topic_of_title(self.index.title(id_)))) for id_ in _quotable(self.index)}
        held = Counter(term for topic in topics.values() for term in topic)
        common = {term for term, number in held.items() if number > max(2, COMMON * len(topics))}
        return {id_: frozenset(topic - common or topic) for id_, topic in topics.items()}

    def terms(self, text: str) -> list[str]:
        """The distinct terms of a text."""
        return list(dict.fromkeys(self.index.analyser.terms(text)))

    def about(self, id_: str, row: int, asked: str) -> frozenset[str]:
        """The documents that may answer the question generated from a sentence row of a document.

        These are the documents about the same topic, or about a wider or narrower one, judged by the words of the
        titles; those with a passage that, with its title and headings, contains all terms of the question; and
        those with a sentence whose embedding is close to that of the row.
        """
        own = self.topics[id_]
        related = {other for other, topic in self.topics.items() if topic and (topic <= own or own <= topic)}
        return frozenset({id_} | related | self._holding(asked) | self._repeating(row)) & self.topics.keys()

    def _holding(self, text: str) -> set[str]:
        held = [self.index.lexical.passages(term) for term in self.terms(text)]
        passages = reduce(np.intersect1d, held) if held else no_rows()
        entries = self.index.tables.documents.entries
        return {entries[place].id for place in self.index.tables.passage_documents[passages].tolist()}

    def _repeating(self, row: int) -> set[str]:
        """The documents with a sentence whose embedding is close to that of the row."""
        vector = self.index.vectors([row])[0]
        hits = self.index.search(Query("", (), vector), limit=LOOKED_THROUGH)
        rows = np.array([near for hit in hits for near in hit.sentences], dtype=np.int64)
        return {key.document_id for key in self.index.locate(_near(self.index, rows, row, NEARLY_THE_SAME))}


def _pairs(corpus: _Corpus, document: Document, most: int, seed: int) -> Iterator[tuple[Made, Made]]:
    """At most `most` pairs; none if the document has no topic, or if too much of the corpus would be hidden."""
    topic = topic_of_title(document.metadata.title)
    rows = corpus.index.document_rows(document.id)
    sentences = _sentences(corpus, document, rows)
    for row in drawn(sentences, most if corpus.topics[document.id] else 0, seed):
        hidden = frozenset(_near(corpus.index, rows, int(row), THE_SAME).tolist())
        words = _words(corpus, sentences[row], f"{seed} {document.id} {row}")
        without = corpus.about(document.id, int(row), f"{topic} {words}")
        if {int(other) for other in sentences} <= hidden or len(without) > MOST_LEFT_OUT * len(corpus.topics):
            continue
        asked = f"{document.id} {row}", FORM.format(topic=topic, words=words)
        yield Made(*asked, group=document.id, hidden=hidden), Made(*asked, group=document.id, without=without)


def _sentences(corpus: _Corpus, document: Document, rows: Rows) -> dict[str, str]:
    """The sentences, without headings, that are of a suitable length, by row."""
    keys = zip(rows.tolist(), corpus.index.locate(rows), strict=True)
    texts = {
        str(row): document.sentence_text(key.ordinal)
        for row, key in keys
        if document.blocks[document.sentences[key.ordinal].block].kind is not BlockKind.HEADING
    }
    return {row: text for row, text in texts.items() if FEWEST_TERMS <= len(corpus.terms(text)) <= MOST_TERMS}


def _words(corpus: _Corpus, sentence: str, key: str) -> str:
    """A few content words of a sentence, in their order; the same key gives the same words."""
    words = [word.strip(".,;:?!()[]\"'") for word in sentence.split()]
    telling = {f"{key} {place}": place for place, word in enumerate(words) if corpus.terms(word)}
    number = FEWEST_WORDS + hashlib.sha256(key.encode()).digest()[0] % (MOST_WORDS - FEWEST_WORDS + 1)
    places = sorted(telling[name] for name in drawn(telling, number, 0))
    return " ".join(words[place] for place in places)


def _near(index: HybridIndex, rows: Rows, row: int, least: float) -> Rows:
    """The rows whose embeddings have a cosine of at least `least` to that of `row`."""
    vectors = index.vectors(rows)
    near: Rows = rows[np.einsum("nd,d->n", vectors, index.vectors([row])[0]) >= least]
    return near


def _quotable(index: HybridIndex) -> list[str]:
    return [entry.id for entry in index.tables.documents.entries if entry.standing.quotable]


def _unknown(index: HybridIndex, query: Query, without: frozenset[str]) -> float:
    """The share of the question's idf in terms that occur only in the hidden documents, or nowhere."""
    gone = [index.tables.documents.number[id_] for id_ in without]
    idf = {term: index.lexical.idf(term) for term in query.terms}
    places = {term: index.tables.passage_documents[index.lexical.passages(term)] for term in idf}
    lacking = sum(weight for term, weight in idf.items() if np.isin(places[term], gone).all())
    return lacking / (sum(idf.values()) or 1.0)
