"""Chooses the span of a sentence that answers a question."""

from collections.abc import Sequence
from typing import Protocol

from corpus.document import Span
from qa.answer_span.answer_form import AnswerForm, form_of
from qa.answer_span.negation import is_divided, is_retracted, with_negations
from qa.answer_span.phrases import clause_breaks, has_whole_brackets, phrases
from qa.answer_span.quantities import is_quantity, quantities, with_whole_amounts
from qa.answer_span.sentence import CoveredWord, SentenceWords

# How much less a covered word counts with each content word between it and a span.
_DECAY = 0.8
# How much less it counts in another clause.
_OTHER_CLAUSE = 0.7
# The next best span must have less than this share of the score of the best.
_CLEAR = 0.95
# A span that is this much of its sentence marks nothing.
_LONGEST = 0.9

# A negation, or the rest of an amount, with more words between it and a span is not clearly about it.
_FARTHEST = 8

# A longer text without a full stop is a piece of layout, and would take long to search.
_MOST_CHARACTERS = 800
# What stands between the cells of a table row.
CELLS = "|"
_OF_DOSES = (AnswerForm.DOSE, AnswerForm.AMOUNT)


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
        asks = sentence.text.rstrip().endswith("?")
        if form is None or asks or len(sentence.text) > _MOST_CHARACTERS:
            return None
        if form is AnswerForm.POLAR and is_divided(sentence.text):
            return None
        best = _nearest(sentence, candidates(sentence, form), form)
        return None if best is None else _whole(sentence.text, best)


def candidates(sentence: SentenceWords, form: AnswerForm) -> list[Span]:
    """The spans of a sentence that have the form of the answer.

    None where a dose is asked for and the sentence has several: the nearest may be that for other people.
    """
    if form in _OF_DOSES and len(quantities(sentence.text, AnswerForm.DOSE)) > 1:
        return []
    return quantities(sentence.text, form) if is_quantity(form) else phrases(sentence, form)


def _nearest(sentence: SentenceWords, spans: Sequence[Span], form: AnswerForm) -> Span | None:
    """The span beside the most covered words; None if no word beside it is covered, or if another is as near.

    The words of the spans do not count: "years" is similar to "how long" wherever it stands. A verdict's do.
    """
    inside = {word for span in spans for word in sentence.within(span)}
    beside = [word for word in sentence.words if word.covered and (form is AnswerForm.POLAR or word not in inside)]
    breaks = clause_breaks(sentence.text)
    scored = sorted(
        ((_nearness(sentence, span, beside, breaks), span) for span in spans), key=lambda each: -each[0]
    )
    if not scored or not scored[0][0]:
        return None
    clear = len(scored) == 1 or scored[1][0] < _CLEAR * scored[0][0]
    return scored[0][1] if clear else None


def _nearness(sentence: SentenceWords, span: Span, beside: Sequence[CoveredWord], breaks: Sequence[int]) -> float:
    """How many of the words are near the span; a word counts less with each word and clause between the two."""
    score = 0.0
    for word in beside:
        start = max(span.start, word.start)
        gap = Span(min(span.end, word.end, start), start)
        clauses = sum(gap.start <= each < gap.end for each in breaks)
        score += _DECAY ** len(sentence.within(gap)) * _OTHER_CLAUSE**clauses
    return score


def _whole(text: str, span: Span) -> Span | None:
    """The span with its negations, with whole amounts and with whole brackets.

    None if it is then most of the sentence or in several cells of a row, if what follows takes it back, or if a
    comma or many words part it from a negation, which then may or may not govern it.
    """
    widened = with_negations(text, with_whole_amounts(text, span))
    while (wider := with_negations(text, with_whole_amounts(text, widened))) != widened:
        widened = wider
    if text[widened.end : widened.end + 1] == ")" and widened.of(text).count("(") > widened.of(text).count(")"):
        widened = Span(widened.start, widened.end + 1)
    added = text[widened.start : span.start] + text[span.end : widened.end]
    if CELLS in widened.of(text) or is_retracted(text, span) or "," in added or len(added.split()) > _FARTHEST:
        return None
    if widened.end - widened.start > _LONGEST * len(text.strip()) or not has_whole_brackets(widened.of(text)):
        return None
    return widened
