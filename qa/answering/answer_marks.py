"""Marks the span of a quote that answers the question: in its most relevant sentence, and in its context."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Self

from corpus.document import Block, Document, Span
from index.analysis import words_of
from index.hybrid import HybridIndex
from index.types import Query
from qa.answer_span import RuleSpans, SentenceWords, SpanFinder, negates
from qa.search import Evidence
from qa.selection import Run


@dataclass(frozen=True)
class AnswerMarks:
    """Finds the answering spans for one question; `relevance` is that of the candidate sentences by their rows."""

    index: HybridIndex
    query: Query
    relevance: Mapping[int, float]
    finder: SpanFinder = field(default_factory=RuleSpans)

    @classmethod
    def of(cls, index: HybridIndex, evidence: Evidence, query: Query) -> Self:
        """The marks for a question, its evidence and its analysed wording."""
        candidates = evidence.candidates
        return cls(index, query, dict(zip(candidates.rows.tolist(), candidates.relevance.tolist(), strict=True)))

    def mark(self, document: Document, run: Run) -> Span | None:
        """The span of the most relevant sentence of a quote that answers, in the characters of the document.

        None if no span is clearly the answer, if what introduces the sentence negates it ("Do not give:"), or if
        the quote speaks of something that the question names only after the sentence ("A is safe. B is not.").
        """
        ordinal = self._most_relevant(document, run)
        if ordinal is None or _is_negated(document, ordinal) or self._is_named_later(document, run, ordinal):
            return None
        found = self.finder.span(self.query.text, self._words(document, ordinal))
        start = document.sentences[ordinal].span.start
        return None if found is None else Span(start + found.start, start + found.end)

    def _most_relevant(self, document: Document, run: Run) -> int | None:
        """The first of the candidates in a quote with the highest relevance; None without any."""
        rows = {ordinal: self.index.row(document.id, ordinal) for ordinal in run.ordinals}
        known = [ordinal for ordinal, row in rows.items() if row in self.relevance]
        return max(known, key=lambda ordinal: self.relevance[rows[ordinal]], default=None)

    def _is_named_later(self, document: Document, run: Run, ordinal: int) -> bool:
        """Whether a term of the question that the sentences so far lack is in a later one of the quote."""
        said = {each: self.index.analyser.terms(document.sentence_text(each)) for each in run.ordinals}
        so_far = {term for each, terms in said.items() if each <= ordinal for term in terms}
        later = {term for each, terms in said.items() if each > ordinal for term in terms}
        return bool((later - so_far) & set(self.query.terms))

    def _words(self, document: Document, ordinal: int) -> SentenceWords:
        text = document.sentence_text(ordinal)
        words = words_of(text, self.index.analyser)
        similarities = self.index.word_similarities(self.query, self.index.row(document.id, ordinal))
        return SentenceWords.of(text, words, similarities.tolist(), self.query.terms)


def _is_negated(document: Document, ordinal: int) -> bool:
    """Whether the heading, stem or header row over a sentence has a negation."""
    block = document.blocks[document.sentences[ordinal].block]
    return any(map(negates, (*block.section[-1:], *_stems(document, block))))


def _stems(document: Document, block: Block) -> list[str]:
    """The texts of the blocks that introduce a list item, and of those that introduce these."""
    texts = []
    while block.stem is not None:
        block = document.blocks[block.stem]
        texts.append(block.span.of(document.text))
    return texts
