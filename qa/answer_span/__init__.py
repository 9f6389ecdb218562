"""Finds the words of a quoted sentence that answer the question, so that they can be marked."""

from qa.answer_span.answer_form import AnswerForm, form_of
from qa.answer_span.finder import RuleSpans, SpanFinder
from qa.answer_span.negation import negates
from qa.answer_span.quantities import first_quantity
from qa.answer_span.sentence import CoveredWord, SentenceWords

__all__ = [
    "AnswerForm",
    "CoveredWord",
    "RuleSpans",
    "SentenceWords",
    "SpanFinder",
    "first_quantity",
    "form_of",
    "negates",
]
