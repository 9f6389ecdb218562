"""Sentence splitting: the stops at which a sentence may end, decided one by one by the rules for boundaries."""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import cached_property

from corpus.document import Span
from corpus.text.boundaries.abbreviations import Abbreviations
from corpus.text.boundaries.in_line_lists import governed_lists
from corpus.text.boundaries.own_abbreviations import own_abbreviations
from corpus.text.boundaries.rules import BoundaryRules
from corpus.text.boundaries.sentence_words import SentenceWords
from corpus.text.boundaries.shortened_words import ShortenedWords
from corpus.text.boundaries.stops import stops

SHORT_PARENTHESIS = 200

_ALPHANUMERIC = re.compile(r"[^\W_]")
_BRACKET = re.compile(r"[()\[\]]")
_OPENING = "(["


class SentenceSplitter:
    """Splits cleaned text (one line, without citation markers) into sentences.

    The lists of words are loaded at the first split. Splitting only reads them, so threads can share a splitter.
    """

    def __init__(self, abbreviations: Abbreviations | None = None, *, rules: BoundaryRules | None = None) -> None:
        self._given = abbreviations
        self._given_rules = rules

    @cached_property
    def _rules(self) -> BoundaryRules:
        listed = self._given or Abbreviations.clinical()
        return self._given_rules or BoundaryRules(listed, SentenceWords.english(), ShortenedWords.clinical())

    def knowing(self, texts: Iterable[str]) -> "SentenceSplitter":
        """A splitter that also knows the abbreviations that these texts of a document use."""
        own = own_abbreviations(texts)
        return SentenceSplitter(rules=replace(self._rules, own=own)) if own else self

    def spans(self, text: str) -> list[Span]:
        """The spans of the sentences of `text`, in order: trimmed, not blank, separated by white space only."""
        starts = [0, *self._starts(text)]
        ends = [*starts[1:], len(text)]
        spans = (trimmed(text, start, end) for start, end in zip(starts, ends, strict=True))
        return [span for span in spans if span is not None]

    def _starts(self, text: str) -> Iterator[int]:
        """The start of each sentence except the first."""
        found = stops(text)
        if not found:
            return
        brackets, last = _short_brackets(text), _last_alphanumeric(text)
        lists = governed_lists(text, self._rules.words)
        begin, first = 0, _first_alphanumeric(text, 0)
        for stop in found:
            if not first < stop.at or stop.start > last:
                continue
            if _inside(brackets, stop.start) or _inside(lists, stop.start):
                continue
            if self._rules.is_boundary(text, begin, stop):
                yield stop.start
                begin, first = stop.start, _first_alphanumeric(text, stop.start)


def trimmed(text: str, start: int, end: int) -> Span | None:
    """The span without the white space at its ends; None if nothing is left."""
    piece = text[start:end]
    inner = piece.strip()
    begin = start + len(piece) - len(piece.lstrip())
    return Span(begin, begin + len(inner)) if inner else None


def _first_alphanumeric(text: str, position: int) -> int:
    """The offset of the first letter or digit at or after `position`, or the end of the text."""
    match = _ALPHANUMERIC.search(text, position)
    return match.start() if match else len(text)


def _last_alphanumeric(text: str) -> int:
    """The offset of the last letter or digit; no sentence starts after it."""
    last = len(text) - 1
    while last >= 0 and not text[last].isalnum():
        last -= 1
    return last


def _short_brackets(text: str) -> list[tuple[int, int]]:
    """The spans of the outermost balanced brackets of at most `SHORT_PARENTHESIS` characters, in order."""
    opened: list[int] = []
    found: list[tuple[int, int]] = []
    for match in _BRACKET.finditer(text):
        if match[0] in _OPENING:
            opened.append(match.start())
        elif opened:
            start = opened.pop()
            if match.end() - start <= SHORT_PARENTHESIS:
                while found and found[-1][0] > start:
                    found.pop()
                found.append((start, match.end()))
    return found


def _inside(brackets: list[tuple[int, int]], position: int) -> bool:
    """Whether a position lies inside one of the brackets or lists."""
    at = bisect_right(brackets, (position, 0)) - 1
    return at >= 0 and brackets[at][0] < position < brackets[at][1]
