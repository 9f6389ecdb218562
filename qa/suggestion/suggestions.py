"""Further questions that the corpus can answer: about sections not quoted yet, and about neighbouring topics.

Each is asked of the index before it is suggested, as it would be asked by the reader: with the same
article, filters and audience. What is fixed by the outcome and its thread is fixed here: the candidates, their
order, and which of them are embedded together.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice

from corpus.document import Document
from corpus.store import UnknownDocument, UnknownVersion
from index.hybrid import HybridIndex
from index.types import Filters
from qa.answering import Stages
from qa.audience import AudienceProfile
from qa.conversation import Turn
from qa.language import LruCache, spelled, topic_of_title
from qa.schema import Abstention, Answer, Audience, Question, Receipt
from qa.search import QuestionSearch
from qa.selection import Excerpt
from qa.suggestion.question_templates import askable, name_of, question_about, question_of

Section = tuple[str, ...]
_MOST = 3
_CANDIDATES = 4
_SECTIONS_FIRST = 2
_NEIGHBOURS = 1
_REMEMBERED = 4096
_NEAR_ENOUGH = 0.3
_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A question, and where its evidence has to stand: in a section, or in any document on the topic."""

    question: str
    document_id: str
    topic: str
    section: Section | None = None

    def is_answered_by(self, excerpts: Sequence[Excerpt]) -> bool:
        """Whether what would be quoted is what the question was made from."""
        if self.section is None:
            return any(_topic(excerpt.document).casefold() == self.topic.casefold() for excerpt in excerpts)
        return any(
            run.section(excerpt.document) == self.section
            for excerpt in excerpts
            if excerpt.document.id == self.document_id
            for run in excerpt.runs
        )


@dataclass(frozen=True, slots=True)
class _Article:
    """What a document is about, and the question that each of its sections answers, in order."""

    topic: str
    name: str
    questions: Mapping[Section, str]


class Suggestions:
    """Suggests questions over one store. Safe to share between threads.

    A suggested question goes through the stages of an answer before it is suggested. Articles and verdicts are
    remembered: the same candidates are asked of a generation once.
    """

    def __init__(self, stages: Stages, profiles: Mapping[Audience, AudienceProfile]) -> None:
        self._stages = stages
        self._store = stages.store
        self._profiles = profiles
        self._articles: LruCache[tuple[str, str], _Article] = LruCache(_REMEMBERED)
        self._neighbours: LruCache[tuple[object, ...], tuple[str, ...]] = LruCache(_REMEMBERED)
        self._verdicts: LruCache[tuple[object, ...], bool] = LruCache(_REMEMBERED)

    def after(
        self,
        index: HybridIndex,
        question: Question,
        turns: Sequence[Turn],
        outcome: Answer | Abstention,
    ) -> tuple[str, ...]:
        """At most three questions to ask after an outcome.

        They are on the article that is being read, else on the first source, else on what the thread quoted
        last; where that is nothing, or a notice says that something else is urgent, there are none. A question
        on its own gets none on neighbouring topics: one more topic is no use before a first one is chosen.
        """
        focus = _focus(index, question, turns, outcome)
        if focus is None or outcome.notice is not None:
            return ()
        search = self._stages.search(index, question)
        asked = {_words(text) for turn in turns for text in (turn.question, turn.interpreted)}
        asked |= {_words(outcome.question), _words(outcome.interpreted_question)}
        quoted = self._quoted_sections(focus, turns, outcome)
        sections = [each for each in self._on_sections(index, focus, quoted) if _words(each.question) not in asked]
        near: list[Suggestion] = []
        if question.document_id is not None or turns:
            found = self._on_neighbours(search, focus, question, quoted)
            near = [each for each in found if _words(each.question) not in asked]
        candidates: dict[tuple[str, ...], Suggestion] = {}
        for each in (*sections[:_SECTIONS_FIRST], *near[:1], *sections[_SECTIONS_FIRST:], *near[1:]):
            candidates.setdefault(_words(each.question), each)
        looked_at = islice(candidates.values(), _CANDIDATES)
        answered = (each for each in looked_at if self._is_answered(search, question, each))
        return tuple(each.question for each in islice(answered, _MOST))

    def _quoted_sections(
        self, focus: str, turns: Sequence[Turn], outcome: Answer | Abstention
    ) -> dict[Section, None]:
        """The sections of a document that this outcome quotes, and those that the thread quoted before."""
        now = outcome.quotes if isinstance(outcome, Answer) else ()
        quoted = dict.fromkeys(quote.section for quote in now if quote.document_id == focus)
        receipts = [receipt for turn in turns for receipt in turn.quotes if receipt.document_id == focus]
        documents: dict[str, Document | None] = {}
        for receipt in receipts:
            if receipt.version not in documents:
                documents[receipt.version] = self._document(receipt)
            document = documents[receipt.version]
            if document is not None:
                quoted |= dict.fromkeys(_sections_in(document, receipt))
        return quoted

    def _document(self, receipt: Receipt) -> Document | None:
        try:
            return self._store.document(receipt.document_id, receipt.version)
        except (UnknownDocument, UnknownVersion):
            return None

    def _on_sections(self, index: HybridIndex, focus: str, quoted: Mapping[Section, None]) -> Iterator[Suggestion]:
        """One for each section not quoted yet, from the one after the first quoted on, then from the top."""
        article = self._article(index, focus)
        order = list(article.questions)
        start = next((order.index(section) + 1 for section in quoted if section in article.questions), 0)
        for section in (*order[start:], *order[:start]):
            if section not in quoted:
                yield Suggestion(article.questions[section], focus, article.topic, section)

    def _on_neighbours(
        self, search: QuestionSearch, focus: str, question: Question, quoted: Mapping[Section, None]
    ) -> Iterator[Suggestion]:
        """One for each of the nearest topics: on the matter just quoted where that has a section, or on itself."""
        heading = next((section[-1].casefold() for section in quoted if section), None)
        index = search.index
        key = index.generation_id, focus, question.filters
        for other in self._neighbours.get(key, lambda: _on_other_topics(index, focus, search.filters)):
            article = self._article(index, other)
            if not askable(article.name):
                continue
            same = [section for section in article.questions if section[-1].casefold() == heading]
            text = article.questions[same[0]] if same else question_about(article.name)
            yield Suggestion(text, other, article.topic, same[0] if same else None)

    def _article(self, index: HybridIndex, document_id: str) -> _Article:
        return self._articles.get(
            (index.generation_id, document_id), lambda: self._read_article(index, document_id)
        )

    def _read_article(self, index: HybridIndex, document_id: str) -> _Article:
        document = self._store.document(document_id, index.version(document_id))
        topic = _topic(document)
        name = spelled(name_of(topic), document.text)
        sections = [path for path in index.sections(document_id) if path] if askable(name) else []
        questions = {path: text for path in sections if (text := question_of(path[-1], name))}
        return _Article(topic, name, questions)

    def _is_answered(self, search: QuestionSearch, question: Question, suggestion: Suggestion) -> bool:
        as_asked = question.document_id, question.filters, question.audience, question.max_quotes
        return self._verdicts.get(
            (search.index.generation_id, search.calibration, as_asked, suggestion),
            lambda: suggestion.is_answered_by(self._excerpts(search, question, suggestion.question)),
        )

    def _excerpts(self, search: QuestionSearch, question: Question, suggested: str) -> list[Excerpt]:
        """What would be quoted if the suggested question were asked in the place of the question."""
        evidence = search.evidence(suggested)
        if not evidence.sufficient:
            return []
        profile = self._profiles[question.audience]
        return self._stages.excerpts(search, evidence, profile, question.max_quotes or profile.quotes)


def _focus(
    index: HybridIndex, question: Question, turns: Sequence[Turn], outcome: Answer | Abstention
) -> str | None:
    quoted = [receipt.document_id for turn in reversed(turns) for receipt in turn.quotes]
    sources = [source.document_id for source in outcome.sources] if isinstance(outcome, Answer) else []
    near = [question.document_id] if question.document_id else [*sources, *quoted]
    return next((document_id for document_id in near if index.holds(document_id)), None)


def _on_other_topics(index: HybridIndex, focus: str, filters: Filters) -> tuple[str, ...]:
    """The nearest document on each of the nearest other topics, by its title."""
    own = _words(topic_of_title(index.title(focus)))
    nearest: dict[tuple[str, ...], str] = {}
    for other in index.neighbours(focus, filters, _NEAR_ENOUGH):
        nearest.setdefault(_words(topic_of_title(index.title(other))), other)
    nearest.pop(own, None)
    return tuple(nearest.values())[:_NEIGHBOURS]


def _topic(document: Document) -> str:
    return topic_of_title(document.metadata.topic or document.metadata.title)


def _words(text: str) -> tuple[str, ...]:
    """What makes two texts the same question or topic: their words, without the s of a plural or possessive."""
    words = (word.casefold().removesuffix("s") for word in _WORD.findall(text))
    return tuple(word for word in words if word)


def _sections_in(document: Document, receipt: Receipt) -> Iterable[Section]:
    """The sections in which the bytes of a receipt stand; none where the text does not reach that far."""
    encoded = document.text.encode()
    start, end = (len(encoded[:at].decode(errors="ignore")) for at in (receipt.byte_start, receipt.byte_end))
    for sentence in document.sentences:
        if sentence.span.start < end and start < sentence.span.end:
            yield document.blocks[sentence.block].section
