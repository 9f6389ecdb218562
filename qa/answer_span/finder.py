"""Chooses the span of a sentence that answers a question."""

from collections.abc import Sequence
from typing import Protocol

from corpus.document import Span
from qa.answer_span.answer_form import AnswerForm, form_of
from qa.answer_span.negation import with_negations
from qa.answer_span.phrases import phrases
from qa.answer_span.quantities import is_quantity, quantities, with_whole_amounts
from qa.answer_span.sentence import SentenceWords

# How much less a covered word counts with each content word between it and a span.
_DECAY = 0.8
# A span that is this much of its sentence marks nothing.
_LONGEST = 0.9


class SpanFinder(Protocol):
    """Finds the part of a sentence that answers a question."""

    def span(self, question: str, sentence: SentenceWords) -> Span | None:
        """The part of the sentence, in its characters; None if no part is clearly the answer.

        It is never empty or the whole sentence, has every negation that governs it, and holds amounts whole.
        """


class RuleSpans:
    """Finds spans by rules: words of the answer's form, nearest to the words that the question covers."""

    def span(self, question: str, sentence: SentenceWords) -> Span | None:
        """The span of the form that the question asks for, beside the most covered words; None without any."""
        form = form_of(question)
        if form is None:
            return None
        best = _nearest(sentence, candidates(sentence, form))
        return None if best is None else _whole(sentence.text, best)


def candidates(sentence: SentenceWords, form: AnswerForm) -> list[Span]:
    """The spans of a sentence that have the form of the answer."""
    return quantities(sentence.text, form) if is_quantity(form) else phrases(sentence, form)


def _nearest(sentence: SentenceWords, spans: Sequence[Span]) -> Span | None:
    """The span beside the most covered words, the first of equals; None if no word beside it is covered."""
    best, highest = None, 0.0
    for span in spans:
        score = _nearness(sentence, span)
        if score > highest:
            best, highest = span, score
    return best


def _nearness(sentence: SentenceWords, span: Span) -> float:
    before = [word for word in sentence.words if word.end <= span.start]
    after = [word for word in sentence.words if word.start >= span.end]
    inside = [(0, word) for word in sentence.within(span)]
    beside = (*enumerate(reversed(before)), *enumerate(after), *inside)
    return sum(_DECAY**distance for distance, word in beside if word.covered)


def _whole(text: str, span: Span) -> Span | None:
    """The span with its negations and with whole amounts; None if it is then most of the sentence."""
    widened = with_negations(text, with_whole_amounts(text, span))
    while (wider := with_negations(text, with_whole_amounts(text, widened))) != widened:
        widened = wider
    return widened if widened.end - widened.start <= _LONGEST * len(text.strip()) else None
