"""Negations that govern a span: without them it would say the opposite of its sentence."""

from functools import partial

from corpus.document import Span
from qa.language import load_rules

_rules = partial(load_rules, "qa.answer_span", "phrases")


def negates(text: str) -> bool:
    """Whether a text has a negation."""
    return _rules()["negation"].search(text) is not None


def is_retracted(text: str, span: Span) -> bool:
    """Whether a retraction or an exception after the span takes it back: "5 mg is not recommended", "except"."""
    retractions = (found for name in ("retraction", "exception") for found in _rules()[name].finditer(text))
    return any(found.start() >= span.end and not _parted(text, span.end, found.start()) for found in retractions)


def is_divided(text: str) -> bool:
    """Whether a sentence says that something holds for some and not for others: no verdict then stands alone."""
    return _rules()["divided"].search(text) is not None


def with_negations(text: str, span: Span) -> Span:
    """The span, extended to the negations that govern it.

    These are every negation before it and every retraction after it ("is not recommended"), except those that a
    contrast such as "but" or a semicolon parts from the span.
    """
    start, end = span.start, span.end
    for found in _rules()["negation"].finditer(text):
        if found.start() < start and not _parted(text, found.end(), span.start):
            start = found.start()
        if found.start() < end < found.end():
            end = found.end()
    for found in _rules()["retraction"].finditer(text):
        if found.end() > end and not _parted(text, span.end, found.start()):
            end = found.end()
    return Span(start, end)


def _parted(text: str, start: int, end: int) -> bool:
    return start < end and _rules()["contrast"].search(text, start, end) is not None
