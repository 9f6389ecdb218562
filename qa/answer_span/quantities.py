"""Amounts in a text: numbers with their units, whole ranges, dates, and numbers that count something."""

from collections.abc import Iterator, Mapping
from functools import partial

from corpus.document import Span
from qa.answer_span.answer_form import AnswerForm
from qa.language import load_rules

_rules = partial(load_rules, "qa.answer_span", "quantities")
# The kinds of each form; where a form has several groups of kinds, the first group that occurs counts.
_KINDS: Mapping[AnswerForm, tuple[tuple[str, ...], ...]] = {
    AnswerForm.FREQUENCY: (("frequency",),),
    AnswerForm.AGE: (("age",),),
    AnswerForm.SHARE: (("share",),),
    AnswerForm.MONEY: (("money",),),
    AnswerForm.TEMPERATURE: (("temperature",),),
    AnswerForm.DURATION: (("duration",),),
    AnswerForm.DOSE: (("dose",),),
    AnswerForm.SIZE: (("size",),),
    AnswerForm.COUNT: (("count",), ("share",)),
    AnswerForm.AMOUNT: (("concentration", "dose", "share", "money", "temperature", "size"), ("duration",)),
    AnswerForm.TIME: (("date",),),
}
_MEASURED = ("share", "age", "duration", "dose", "temperature", "money", "size", "concentration", "date")
# Kinds that may contain an amount of the kind: a number with a unit counts nothing.
_WITHIN: Mapping[str, tuple[str, ...]] = {"count": _MEASURED, "duration": ("frequency",)}
# Of a dose belongs to it also how often and for how long it is given.
_DOSING = ("dose", "frequency", "duration")


def is_quantity(form: AnswerForm) -> bool:
    """Whether answers of this form are amounts."""
    return form in _KINDS


def quantities(text: str, form: AnswerForm) -> list[Span]:
    """The amounts of a form in a text, in order."""
    for kinds in _KINDS[form]:
        found = sorted({span for kind in kinds for span in _of_kind(text, kind)}, key=_by_place)
        if found:
            return _doses(text, found) if form is AnswerForm.DOSE else _joined(text, found, "joint")
    return []


def first_quantity(text: str) -> Span | None:
    """The amount of any form that comes first in a text, or None."""
    found = (span for form in _KINDS for span in quantities(text, form))
    return min(found, key=_by_place, default=None)


def _of_kind(text: str, kind: str) -> Iterator[Span]:
    """The amounts of a kind, without those that are a part of another kind's: the hours in "every 8 hours"."""
    others = [span for each in _WITHIN.get(kind, ()) for span in _matches(text, each)]
    for span in _matches(text, kind):
        if not any(span.start < other.end and other.start < span.end for other in others):
            yield span


def _matches(text: str, kind: str) -> Iterator[Span]:
    return (Span(*found.span()) for found in _rules()[kind].finditer(text) if found[0].strip())


def _doses(text: str, found: list[Span]) -> list[Span]:
    """The doses, each with how often and for how long it is given, if that follows."""
    parts = [span for kind in _DOSING for span in _matches(text, kind)]
    joined = _joined(text, sorted(parts, key=_by_place), "dosing")
    return [span for span in joined if any(span.start <= dose.start < span.end for dose in found)]


def _joined(text: str, found: list[Span], joint: str) -> list[Span]:
    """The spans in order, those that overlap or that only a joint parts made one."""
    result: list[Span] = []
    for span in found:
        last = result[-1] if result else None
        if last and (span.start <= last.end or _rules()[joint].fullmatch(text, last.end, span.start)):
            result[-1] = Span(last.start, max(last.end, span.end))
        else:
            result.append(span)
    return result


def with_whole_amounts(text: str, span: Span) -> Span:
    """The span, extended so that it cuts no amount in two."""
    start, end = span.start, span.end
    for kind in (*_MEASURED, "frequency", "count"):
        for amount in _joined(text, list(_matches(text, kind)), "joint"):
            if amount.start < start < amount.end:
                start = amount.start
            if amount.start < end < amount.end:
                end = amount.end
    return Span(start, end)


def _by_place(span: Span) -> tuple[int, int]:
    return span.start, -span.end
