"""Citation markers: the places in a block where the source cites entries of its own reference list."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from corpus.document import Span

LONGEST_RANGE = 100


class MarkerStyle(StrEnum):
    """How a source writes markers: `[1, 2]` or superscripts, bare numbers at the end of a block, or not at all."""

    BRACKETS = "brackets"
    TRAILING = "trailing"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Marker:
    """The span of a marker and its reference numbers in the order written, with ranges expanded.

    A `spoken` marker is part of its sentence, such as "Doe et al. (2020)", and stays inside the sentence's span.
    So does the sign of a `note`, which has no numbers and can follow the sentence's full stop.
    """

    span: Span
    numbers: tuple[int, ...]
    spoken: bool = False
    note: bool = False


_DASH = "[-\u2010-\u2015\u2212]"
NUMBERS = rf"\d{{1,3}}(?:\s?(?:[,;]|{_DASH})\s?\d{{1,3}})*"
BRACKETED = rf"\[\s?{NUMBERS}\s?\](?:\s?(?:[,;]|{_DASH})?\s?\[\s?{NUMBERS}\s?\])*"
_BRACKETED = re.compile(rf"{BRACKETED}(?!\w)")
# The marker of a note, only directly after a full stop or a marker: "benzo[a]pyrene" has none.
_NOTE = re.compile(r"(?<=[.!?\]])\[(?:[a-z]|(?:note|nb|n\.?) ?\d{1,2})\](?!\w)", re.IGNORECASE)
_BETWEEN_BRACKETS = re.compile(rf"\]\s?({_DASH}|[,;])?\s?\[")
_RANGE = re.compile(rf"(\d+)(?:\s?{_DASH}\s?(\d+))?")
# "refs 3 through 6", "references 1, 2 and 4"; the numbers are part of the sentence.
_NAMED = re.compile(
    rf"\b(?:refs?\.?|references?|citations?)\s(\d{{1,3}}(?:\s?(?:[,;]|{_DASH}|\band\b|\bto\b|\bthrough\b|&)"
    rf"{{1,2}}\s?\d{{1,3}})*)(?![\w.]?\d|\s?%)",
    re.IGNORECASE,
)
_TO = re.compile(r"\s*\b(?:to|through)\b\s*", re.IGNORECASE)
# "[1, 4]" after one of these is an interval or a result, not a citation.
_INTERVAL = re.compile(r"\b(?:CI|CrI|IQR|interval|OR|HR|RR|SD|median|mean)\s?[:=,]?\s?\Z")
_PAIR = re.compile(rf"\[\s?\d+\s?(?:[,;]|{_DASH})\s?\d+\s?\]")

_SUPERSCRIPT = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁻", "0123456789-")
_SUPER_LIST = r"[¹²³⁴-⁹][⁰¹²³⁴-⁹]{0,2}"
_RAISED = re.compile(rf"{_SUPER_LIST}(?:[,˒\u207b\u2013-]\s?{_SUPER_LIST})*(?![⁰¹²³⁴-⁹⁺⁻\w])")
# A superscript is a marker after punctuation or a full word, but an exponent or a charge after a unit or a symbol.
_BEFORE_RAISED = re.compile(r"(?:[.,;:?!)\]\"\u201d\u2019]|[^\W\d_]{4,})\Z")
_POWERED = re.compile(r"(?:met(?:er|re)s?|inch(?:es)?|foot|feet|miles?|yards?)\Z", re.IGNORECASE)

_BARE = re.compile(r"(?<=\S)\s(\d{1,2}(?:,\s?\d{1,2})*)\Z")
# A bare number after one of these is part of the sentence ("grade 2", "at least 3", "on days 1, 8").
_COUNTING = frozenset(
    """
    grade grades stage stages type types class classes phase phases group level score category categories
    day days week weeks month months year years age aged cycle cycles dose line visit visits case step steps
    table tables figure figures part parts chapter schedule chromosome chromosomes factor interleukin vitamin
    version covid no nos number numbers times x
    a an the and or of to than least most about approximately around roughly under over above below between
    from by at in on into within with per every for after before until up only exactly is was are were be equals
    """.split()  # noqa: SIM905 - a list of words reads as words
)
# "10 years 1": the quantity is complete before the last number, which therefore is a marker.
_COUNTED = re.compile(r"(?:\d|\b(?:two|three|four|five|six|seven|eight|nine|ten|few|several|many))\s\w+s\Z")
_OPERATOR = re.compile(r"[=<>≤≥±+×÷/~:≈(\u2010-\u2015\u2212-]\Z")


def find_markers(text: str, style: MarkerStyle) -> list[Marker]:
    """The markers that are written in a block's text, in order and without overlap."""
    if style is MarkerStyle.TRAILING:
        return list(_trailing(text))
    if style is MarkerStyle.BRACKETS:
        found = [*_bracketed(text), *_raised(text), *_notes(text), *_named(text)]
        return sorted(found, key=lambda marker: marker.span)
    return []


def merge_markers(marks: list[Marker], found: list[Marker]) -> list[Marker]:
    """The marks, plus those of the markers `found` that overlap no mark, in order."""
    if not marks:
        return found
    apart = [
        marker
        for marker in found
        if all(marker.span.end <= mark.span.start or mark.span.end <= marker.span.start for mark in marks)
    ]
    return sorted([*marks, *apart], key=lambda marker: marker.span)


def unique(numbers: Iterable[int]) -> tuple[int, ...]:
    """The distinct numbers, in order of first appearance."""
    return tuple(dict.fromkeys(numbers))


def _bracketed(text: str) -> Iterator[Marker]:
    for match in _BRACKETED.finditer(text) if "[" in text else ():
        before = text[max(0, match.start() - 24) : match.start()]
        numbers = expand_numbers(match[0])
        if numbers and not (_PAIR.fullmatch(match[0]) and _INTERVAL.search(before)):
            yield Marker(Span(*match.span()), numbers)


def _notes(text: str) -> Iterator[Marker]:
    for match in _NOTE.finditer(text) if "[" in text else ():
        yield Marker(Span(*match.span()), ())


def _named(text: str) -> Iterator[Marker]:
    for match in _NAMED.finditer(text):
        numbers = expand_numbers(_TO.sub("-", match[1]))
        if numbers:
            yield Marker(Span(*match.span(1)), numbers, spoken=True)


def _raised(text: str) -> Iterator[Marker]:
    for match in _RAISED.finditer(text):
        before = text[max(0, match.start() - 24) : match.start()]
        if not _BEFORE_RAISED.search(before) or _POWERED.search(before):
            continue
        numbers = expand_numbers(match[0].translate(_SUPERSCRIPT).replace("˒", ","))
        if numbers:
            yield Marker(Span(*match.span()), numbers)


def _trailing(text: str) -> Iterator[Marker]:
    match = _BARE.search(text[-80:])
    if match is None:
        return
    offset = max(0, len(text) - 80)
    before = text[: offset + match.start()].rstrip()
    word = before[-40:].split()[-1].lower().lstrip("([\"'") if before else ""
    numbers = expand_numbers(match[1])
    if not numbers or _OPERATOR.search(before):
        return
    if word not in _COUNTING or _COUNTED.search(before[-40:]):
        yield Marker(Span(offset + match.start(1), offset + match.end(1)), numbers)


def expand_numbers(written: str) -> tuple[int, ...]:
    """Expands `1,3-5` to (1, 3, 4, 5); brackets around or between the numbers are ignored.

    Empty if a number is 0, or if a range is descending or has more than `LONGEST_RANGE` numbers.
    """
    numbers: list[int] = []
    for match in _RANGE.finditer(_BETWEEN_BRACKETS.sub(lambda gap: gap[1] or ",", written)):
        first, last = int(match[1]), int(match[2] or match[1])
        if not 1 <= first <= last < first + LONGEST_RANGE:
            return ()
        numbers.extend(range(first, last + 1))
    return unique(numbers)
