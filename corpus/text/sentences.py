"""Where sentences begin and end: nupunkt's model with our own abbreviations, and a pass over its boundaries.

nupunkt's model learnt its abbreviations from legal text and takes "cancer", "life" and "day" for some of them, so
that "... of cancer. Riluzole ..." stays whole. We keep its orthographic statistics and replace that list by ours.
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
# "the wall.The other": the space was lost when a page was copied; no name such as "Cancer.Net" reads like this.
_UNSPACED = re.compile(r"(?<![\w./@])[a-z]{4,}\.(?=[A-Z][a-z]+[ ,])")
# "hepatitis B. Rest": the model sees the initial of a name there.
_LETTER_ENDING = re.compile(r"\s[A-Z]\.\s(?=[A-Z][a-z])")
_LETTERED_NOUN = re.compile(
    r"\b(?:hepatitis|vitamins?|influenza|types?|groups?|class|stage|grade|factor|protein|arm|cohort|phase|"
    r"immunoglobulin|ha?emophilia)\Z",
    re.IGNORECASE,
)


class SentenceSplitter:
    """Splits a cleaned text, one line without citation markers, into sentences.

    The model is loaded at the first split (40 ms) and belongs to this object alone: nothing is shared with
    other users of nupunkt. Splitting only reads it and fills its memo, so threads may share a splitter.
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
        """The sentences of `text` in order: trimmed, never blank, and nothing but white space between them."""
        starts = [0, *self._starts(text)]
        ends = [*starts[1:], len(text)]
        spans = (trimmed(text, start, end) for start, end in zip(starts, ends, strict=True))
        return [span for span in spans if span is not None]

    def _starts(self, text: str) -> Iterator[int]:
        """Where each sentence but the first begins."""
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
        """Where the model begins a sentence, and where it should."""
        if not _ENDING.search(text):
            return []
        by_model = (start for start, _ in self._model.span_tokenize(_LONG_WORD.sub(_blank_word, text)))
        unspaced = (match.end() for match in _UNSPACED.finditer(text))
        return sorted({*by_model, *_after_letters(text), *unspaced} - {0})

    def _joined(self, text: str, begin: int, end: int, start: int) -> bool:
        """Whether the sentence from `begin` on, which would stop at `end`, goes on at `start`."""
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
    """Where a sentence begins after one that ends in a letter as in "hepatitis B." or "vitamin K."."""
    for match in _LETTER_ENDING.finditer(text):
        if _LETTERED_NOUN.search(text[max(0, match.start() - LOOK_BACK) : match.start()]):
            yield match.end()


def _blank_word(match: re.Match[str]) -> str:
    """A word of hundreds of characters, in which the model would look for a boundary in quadratic time."""
    return "x" * len(match[0])


def _first_alphanumeric(text: str, position: int) -> int:
    """Where the first letter or digit from `position` on is; the end of the text if there is none."""
    match = _ALPHANUMERIC.search(text, position)
    return match.start() if match else len(text)


def _last_alphanumeric(text: str) -> int:
    """Where the last letter or digit is: what follows it is a tail that belongs to what came before."""
    last = len(text) - 1
    while last >= 0 and not text[last].isalnum():
        last -= 1
    return last


def _before_space(text: str, position: int) -> int:
    """The end of what precedes the white space before `position`."""
    while position and text[position - 1].isspace():
        position -= 1
    return position


def _short_parentheses(text: str) -> list[tuple[int, int]]:
    """The balanced parentheses of at most `SHORT_PARENTHESIS` characters, outermost ones, in order."""
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
    """Whether a position lies within one of the parentheses."""
    at = bisect_right(parentheses, (position, 0)) - 1
    return at >= 0 and parentheses[at][0] < position < parentheses[at][1]
