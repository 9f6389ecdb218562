"""Suggests further questions: about sections that were not quoted yet, and about neighbouring topics.

Each candidate is put through the stages of an answer before it is suggested, with the reader's article, filters
and audience. Only the outcome and its conversation decide which questions are candidates and in which order, so
that the same conversation gets the same suggestions.
"""

import re
from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice

from index.hybrid import HybridIndex
from index.types import Filters
from qa.answering import Stages
from qa.audience import AudienceProfile
from qa.conversation import Turn
from qa.language import LruCache, singular, topic_of_title
from qa.schema import Abstention, Answer, Audience, Question
from qa.search import QuestionSearch
from qa.selection import Excerpt
from qa.suggestion.article_questions import ArticleQuestions, document_topic
from qa.suggestion.question_templates import askable, question_about
from qa.suggestion.quoted_sections import Section, quoted_sections

_MAX_SUGGESTIONS = 3
# A suggestion names its topic and section, so its passages come first; more would only cost time.
_MAX_PASSAGES = 10
_MAX_CANDIDATES = 4
_SECTIONS_FIRST = 2
_MAX_NEIGHBOURS = 1
_MIN_SIMILARITY = 0.3
_CACHE_SIZE = 4096
_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A question, and where its evidence has to be: in a section of a document, or in any document on a topic."""

    question: str
    document_id: str
    topic: str
    section: Section | None = None

    def is_answered_by(self, excerpts: Sequence[Excerpt]) -> bool:
        """Whether the excerpts quote the section, or without one, a document on the topic."""
        if self.section is None:
            return any(
                document_topic(excerpt.document).casefold() == self.topic.casefold() for excerpt in excerpts
            )
        return any(
            run.section(excerpt.document) == self.section
            for excerpt in excerpts
            if excerpt.document.id == self.document_id
            for run in excerpt.runs
        )


class Suggestions:
    """Suggests questions over one store. Thread-safe.

    The questions of an article and the verdict on a candidate are cached per index generation.
    """

    def __init__(self, stages: Stages, profiles: Mapping[Audience, AudienceProfile]) -> None:
        self._stages = stages.narrowed(_MAX_PASSAGES)
        self._store = stages.store
        self._profiles = profiles
        self._articles: LruCache[tuple[str, str], ArticleQuestions] = LruCache(_CACHE_SIZE)
        self._neighbours: LruCache[tuple[object, ...], tuple[str, ...]] = LruCache(_CACHE_SIZE)
        self._verdicts: LruCache[tuple[object, ...], bool] = LruCache(_CACHE_SIZE)

    def after(
        self,
        index: HybridIndex,
        question: Question,
        turns: Sequence[Turn],
        outcome: Answer | Abstention,
    ) -> tuple[str, ...]:
        """At most three questions to ask after an outcome.

        They are about the article that the question was asked under, or else about the first source, or else
        about the document that the conversation quoted last. There are none without such a document, or if the
        outcome carries an emergency notice, since something else is urgent then.
        """
        focus = _focus(index, question, turns, outcome)
        if focus is None or outcome.notice is not None:
            return ()
        search = self._stages.search(index, question)
        candidates = self._candidates(search, focus, question, turns, outcome)
        answered = (each for each in candidates if self._is_answered(search, question, each))
        return tuple(each.question for each in islice(answered, _MAX_SUGGESTIONS))

    def _candidates(
        self,
        search: QuestionSearch,
        focus: str,
        question: Question,
        turns: Sequence[Turn],
        outcome: Answer | Abstention,
    ) -> list[Suggestion]:
        """The distinct candidates that were not asked before: two sections, a neighbouring topic, then the rest.

        A first question without an article gets no neighbouring topics: they are of no use before the reader has
        settled on a topic.
        """
        asked = {_words(text) for turn in turns for text in (turn.question, turn.interpreted)}
        asked |= {_words(outcome.question), _words(outcome.interpreted_question)}
        quoted = quoted_sections(self._store, focus, turns, outcome)
        sections = _without(asked, self._on_sections(search.index, focus, quoted))
        neighbours: list[Suggestion] = []
        if question.document_id is not None or turns:
            neighbours = _without(asked, self._on_neighbours(search, focus, question, quoted))
        distinct: dict[tuple[str, ...], Suggestion] = {}
        for each in (*sections[:_SECTIONS_FIRST], *neighbours[:1], *sections[_SECTIONS_FIRST:], *neighbours[1:]):
            distinct.setdefault(_words(each.question), each)
        return list(islice(distinct.values(), _MAX_CANDIDATES))

    def _on_sections(self, index: HybridIndex, focus: str, quoted: Sequence[Section]) -> Iterator[Suggestion]:
        """One for each unquoted section: first those after the first quoted section, then those before it."""
        article = self._article(index, focus)
        order = list(article.questions)
        start = next((order.index(section) + 1 for section in quoted if section in article.questions), 0)
        for section in (*order[start:], *order[:start]):
            if section not in quoted:
                yield Suggestion(article.questions[section], focus, article.topic, section)

    def _on_neighbours(
        self, search: QuestionSearch, focus: str, question: Question, quoted: Sequence[Section]
    ) -> Iterator[Suggestion]:
        """One for each nearest other topic: about its section with the quoted heading, or else about the topic."""
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

    def _article(self, index: HybridIndex, document_id: str) -> ArticleQuestions:
        return self._articles.get(
            (index.generation_id, document_id),
            lambda: ArticleQuestions.of(self._store.document(document_id, index.version(document_id)), index),
        )

    def _is_answered(self, search: QuestionSearch, question: Question, suggestion: Suggestion) -> bool:
        context = question.document_id, question.filters, question.audience, question.max_quotes
        return self._verdicts.get(
            (search.index.generation_id, search.calibration, context, suggestion),
            lambda: suggestion.is_answered_by(self._excerpts(search, question, suggestion.question)),
        )

    def _excerpts(self, search: QuestionSearch, question: Question, suggested: str) -> list[Excerpt]:
        """What an answer would quote if the suggested question were asked in place of the question."""
        evidence = search.evidence(suggested)
        if not evidence.sufficient:
            return []
        profile = self._profiles[question.audience]
        return self._stages.excerpts(search, evidence, profile, question.max_quotes or profile.quotes)


def _focus(
    index: HybridIndex, question: Question, turns: Sequence[Turn], outcome: Answer | Abstention
) -> str | None:
    """The document that the suggestions are about, or None."""
    if question.document_id:
        documents = [question.document_id]
    else:
        sources = [source.document_id for source in outcome.sources] if isinstance(outcome, Answer) else []
        documents = [*sources, *(receipt.document_id for turn in reversed(turns) for receipt in turn.quotes)]
    return next((document_id for document_id in documents if index.holds(document_id)), None)


def _without(asked: Container[tuple[str, ...]], suggestions: Iterator[Suggestion]) -> list[Suggestion]:
    return [each for each in suggestions if _words(each.question) not in asked]


def _on_other_topics(index: HybridIndex, focus: str, filters: Filters) -> tuple[str, ...]:
    """The most similar document on each of the nearest other topics, by their titles."""
    own = _words(topic_of_title(index.title(focus)))
    nearest: dict[tuple[str, ...], str] = {}
    for other in index.neighbours(focus, filters, _MIN_SIMILARITY):
        nearest.setdefault(_words(topic_of_title(index.title(other))), other)
    nearest.pop(own, None)
    return tuple(nearest.values())[:_MAX_NEIGHBOURS]


def _words(text: str) -> tuple[str, ...]:
    """The words of a question or topic in the singular, for comparison: plurals and possessives are equal."""
    words = (singular(word.casefold()) for word in _WORD.findall(text))
    return tuple(word for word in words if word != "s")
