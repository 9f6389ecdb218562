"""Sentence splitting: nupunkt's model with clinical abbreviations, followed by corrections of its boundaries.

nupunkt's model learnt its abbreviations from legal text. They include "cancer", "life" and "day", so that
"... of cancer. Riluzole ..." is not split. Its orthographic statistics are kept; the list is replaced by ours.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator
from functools import cached_property
from typing import TYPE_CHECKING

from corpus.document import Span
from corpus.text.abbreviations import Abbreviations, continues

if TYPE_CHECKING:
    from nupunkt import PunktSentenceTokenizer

SHORT_PARENTHESIS = 200
LONG_WORD = 300
LONGEST_ENUMERATOR = 6
LOOK_BACK = 40

_ENDING = re.compile("[.!?…]")
_ALPHANUMERIC = re.compile(r"[^\W_]")
_LONG_WORD = re.compile(rf"(?<!\S)\S{{{LONG_WORD},}}(?=\S)")
_PARENTHESIS = re.compile(r"[()]")
_OPENING = "([{\"'«\u201c\u2018"
_WORD = r"[^\s()\[\]{}\"“”/,;]+"
_LAST_WORDS = re.compile(rf"(?:({_WORD}) )?[(\[{{\"'/\u201c\u2018]*({_WORD})\Z")
_LETTERED = re.compile(r"(?:[^\W\d_]\.){2,}\Z")
_INITIAL = re.compile(r"[A-Z]\.\Z")
_ENUMERATOR = re.compile(r"\(?(?:\d{1,3}|[A-Za-z]|[ivx]{1,4})[.)]+\Z")
# "the wall.The other": the space was lost when a page was copied. Names such as "Cancer.Net" do not match.
_UNSPACED = re.compile(r"(?<![\w./@])[a-z]{4,}\.(?=[A-Z][a-z]+[ ,])")
# "hepatitis B. Rest": the model mistakes the letter for the initial of a name.
_LETTER_ENDING = re.compile(r"\s[A-Z]\.\s(?=[A-Z][a-z])")
_LETTERED_NOUN = re.compile(
    r"\b(?:hepatitis|vitamins?|influenza|types?|groups?|class|stage|grade|factor|protein|arm|cohort|phase|"
    r"immunoglobulin|ha?emophilia)\Z",
    re.IGNORECASE,
)


class SentenceSplitter:
    """Splits cleaned text (one line, without citation markers) into sentences.

    The model is loaded at the first split (40 ms) and is private to this object, so other users of nupunkt are
    unaffected. Splitting only reads the model and fills its cache, so threads can share a splitter.
    """

    def __init__(self, abbreviations: Abbreviations | None = None) -> None:
        self._given = abbreviations

    @cached_property
    def _abbreviations(self) -> Abbreviations:
        return self._given or Abbreviations.clinical()

    @cached_property
    def _model(self) -> "PunktSentenceTokenizer":
        from nupunkt import load_default_model  # noqa: PLC0415 - reading a store needs no model

        model = load_default_model()
        for learnt in model.abbreviations - {"..."}:
            model.remove_abbreviation(learnt)
        model.add_abbreviations(sorted(self._abbreviations.undecided | self._abbreviations.joining))
        return model

    def spans(self, text: str) -> list[Span]:
        """The spans of the sentences of `text`, in order: trimmed, not blank, separated by white space only."""
        starts = [0, *self._starts(text)]
        ends = [*starts[1:], len(text)]
        spans = (trimmed(text, start, end) for start, end in zip(starts, ends, strict=True))
        return [span for span in spans if span is not None]

    def _starts(self, text: str) -> Iterator[int]:
        """The start of each sentence except the first."""
        candidates = self._candidates(text)
        parentheses = _short_parentheses(text) if candidates else []
        last = _last_alphanumeric(text)
        begin, first = 0, _first_alphanumeric(text, 0)
        for start in candidates:
            end = _before_space(text, start)
            if not first < end or start > last or _inside(parentheses, start):
                continue
            if not self._joined(text, begin, end, start):
                yield start
                begin, first = start, _first_alphanumeric(text, start)

    def _candidates(self, text: str) -> list[int]:
        """The sentence starts that the model finds, and those that it is known to miss."""
        if not _ENDING.search(text):
            return []
        by_model = (start for start, _ in self._model.span_tokenize(_LONG_WORD.sub(_blank_word, text)))
        unspaced = (match.end() for match in _UNSPACED.finditer(text))
        return sorted({*by_model, *_after_letters(text), *unspaced} - {0})

    def _joined(self, text: str, begin: int, end: int, start: int) -> bool:
        """Whether the sentence from `begin` to `end` continues with the text at `start`."""
        if end - begin <= LONGEST_ENUMERATOR and _ENUMERATOR.match(text[begin:end]):
            return True
        match = _LAST_WORDS.search(text[max(begin, end - LOOK_BACK) : end])
        if match is None or not match[2].endswith("."):
            return False
        before, word = match[1] or "", match[2]
        following = text[start : start + 8].lstrip(_OPENING)[:1]
        if (_LETTERED.match(word) or _INITIAL.match(word)) and continues(following):
            return True
        if before.endswith(":") and _ENUMERATOR.match(word):
            return True
        joins = self._abbreviations.joins
        return joins(word, following) or joins(f"{before} {word}", following)


def trimmed(text: str, start: int, end: int) -> Span | None:
    """The span without the white space at its ends; None if nothing is left."""
    piece = text[start:end]
    inner = piece.strip()
    begin = start + len(piece) - len(piece.lstrip())
    return Span(begin, begin + len(inner)) if inner else None


def _after_letters(text: str) -> Iterator[int]:
    """The starts of sentences that follow one ending in a single letter, as in "hepatitis B." or "vitamin K."."""
    for match in _LETTER_ENDING.finditer(text):
        if _LETTERED_NOUN.search(text[max(0, match.start() - LOOK_BACK) : match.start()]):
            yield match.end()


def _blank_word(match: re.Match[str]) -> str:
    """Replaces a very long word, in which the model would search for boundaries in quadratic time."""
    return "x" * len(match[0])


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


def _before_space(text: str, position: int) -> int:
    """The offset at which the white space before `position` begins."""
    while position and text[position - 1].isspace():
        position -= 1
    return position


def _short_parentheses(text: str) -> list[tuple[int, int]]:
    """The spans of the outermost balanced parentheses of at most `SHORT_PARENTHESIS` characters, in order."""
    opened: list[int] = []
    found: list[tuple[int, int]] = []
    for match in _PARENTHESIS.finditer(text):
        if match[0] == "(":
            opened.append(match.start())
        elif opened:
            start = opened.pop()
            if match.end() - start <= SHORT_PARENTHESIS:
                while found and found[-1][0] > start:
                    found.pop()
                found.append((start, match.end()))
    return found


def _inside(parentheses: list[tuple[int, int]], position: int) -> bool:
    """Whether a position lies inside one of the parentheses."""
    at = bisect_right(parentheses, (position, 0)) - 1
    return at >= 0 and parentheses[at][0] < position < parentheses[at][1]
