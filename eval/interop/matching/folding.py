"""Folds texts to what all editions of them share, so that the same passage is the same string."""

import re
import unicodedata
from array import array
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple, Self

from corpus.document import Span
from corpus.text import MarkerStyle, find_markers
from index.analysis import fold as fold_letters

_RAISED = "⁰¹²³⁴-⁹₀-₉"
_FRACTIONS = "¼-¾⅐-⅞"
_TOKEN = re.compile(
    r"(?P<number>\d{1,3}(?: \d{3})* 000(?![\d.,])|\d+(?:[.,·]\d+)*)"
    rf"|(?P<raised>[{_RAISED}]+)|(?P<fraction>[{_FRACTIONS}])"
    rf"|(?P<word>[^\W\d_{_RAISED}{_FRACTIONS}]+)"
    r"|(?P<minus>(?<![\w)\]])[-−‐\u2011–](?=\d))|(?P<over>(?<=\d)/(?=\d))|(?P<sign>[%‰<>≤≥±])"
)
_GROUPED = re.compile(r"[1-9]\d{0,2}(?:[, ]\d{3})+(?:\.\d+)?")
# Superscripts copied as plain digits: "survival.3,4 It", but not "approx.5 mg" or "vitamin B.12".
_GLUED = re.compile(r"(?<=[a-z]{3}[.,;)])\d{1,3}(?:[,–-]\d{1,3})*(?=\s+[A-Z]|\s*\Z)")
_LATIN = str.maketrans({"æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "đ": "d"})


class Token(NamedTuple):
    """A word, number or sign: its span in the text, its folded form, and whether it is a number."""

    start: int
    end: int
    folded: str
    is_number: bool


def tokens_of(text: str) -> Iterator[Token]:
    """The tokens of a text in order, without its citation markers.

    Case, accents, ligatures, punctuation, white space and the notation of numbers are folded. A number is one
    token, so that "5" is not found in "50" or "0.5". Signs that change a value (%, <, ≥, a minus) are kept.
    """
    skipped = [marker.span for marker in find_markers(text, MarkerStyle.BRACKETS)]
    reached = 0
    for match in _TOKEN.finditer(text):
        while reached < len(skipped) and skipped[reached].end <= match.start():
            reached += 1
        if reached < len(skipped) and skipped[reached].start <= match.start():
            continue
        yield from _tokens(match)


@dataclass(frozen=True)
class Folded:
    """A text as its tokens without what lies between them; numbers are fenced by "#".

    `at` has the offset of each token in the folded text, `starts` and `ends` those in the text, in code points.
    """

    text: str
    at: "array[int]"
    starts: "array[int]"
    ends: "array[int]"

    @classmethod
    def of(cls, text: str) -> Self:
        """Folds a text."""
        parts: list[str] = []
        at, starts, ends = array("I"), array("I"), array("I")
        length = 0
        for token in tokens_of(text):
            part = f"#{token.folded}#" if token.is_number else token.folded
            at.append(length)
            starts.append(token.start)
            ends.append(token.end)
            parts.append(part)
            length += len(part)
        return cls("".join(parts), at, starts, ends)

    def slice(self, span: Span) -> str:
        """The folded text of the tokens that begin within a span of the text."""
        first, last = bisect_left(self.starts, span.start), bisect_left(self.starts, span.end)
        return self.text[self._at(first) : self._at(last)]

    def begin(self, span: Span) -> int:
        """The offset in the folded text of the first token within a span of the text."""
        return self._at(bisect_left(self.starts, span.start))

    def find(self, other: str) -> Iterator[Span]:
        """The spans of the text whose folded form is another folded text, from token to token."""
        start = self.text.find(other)
        while start >= 0:
            first, last = bisect_left(self.at, start), bisect_left(self.at, start + len(other))
            if self._at(first) == start and self._at(last) == start + len(other):
                yield Span(self.starts[first], self.ends[last - 1])
            start = self.text.find(other, start + 1)

    def in_text(self, text: str, span: Span, passage: str) -> Span:
        """A span of another text where this one, of a passage, was found, with the punctuation that both share.

        That is what stands before the first and after the last token of the passage.
        """
        start, end = span.start, span.end
        for character in passage[self.ends[-1] :]:
            if text[end : end + 1] != character:
                break
            end += 1
        for character in reversed(passage[: self.starts[0]]):
            if text[max(start - 1, 0) : start] != character:
                break
            start -= 1
        blank = len(text[start:end]) - len(text[start:end].lstrip())
        return Span(start + blank, start + len(text[start:end].rstrip()))

    def within(self, start: int, end: int) -> Span:
        """The span of the tokens that a range of the folded text touches."""
        last = max(bisect_left(self.at, end), 1)
        first = min(bisect_left(self.at, start + 1) - 1, last - 1)
        return Span(self.starts[first], self.ends[last - 1])

    def _at(self, token: int) -> int:
        return self.at[token] if token < len(self.at) else len(self.text)


def fold(text: str) -> str:
    """The folded text alone; see `Folded`."""
    return Folded.of(text).text


def without_glued_markers(text: str) -> str:
    """The text without citation markers that were copied as plain digits, as in "survival.3,4 It"."""
    return _GLUED.sub("", text)


def cited_numbers(text: str) -> tuple[int, ...]:
    """The reference numbers of the citation markers in a text."""
    return tuple(number for marker in find_markers(text, MarkerStyle.BRACKETS) for number in marker.numbers)


def _tokens(match: re.Match[str]) -> Iterator[Token]:
    start, end = match.span()
    match match.lastgroup:
        case "word":
            yield Token(start, end, _letters(match[0]), is_number=False)
        case "number":
            yield Token(start, end, _number(match[0]), is_number=True)
        case "raised":
            yield Token(start, end, unicodedata.normalize("NFKC", match[0]), is_number=True)
        case "fraction":
            for part in re.split("(\u2044)", unicodedata.normalize("NFKC", match[0])):
                yield Token(start, end, part.replace("\u2044", "/"), is_number=part.isdecimal())
        case "minus":
            yield Token(start, end, "-", is_number=False)
        case _:
            yield Token(start, end, match[0], is_number=False)


def _letters(word: str) -> str:
    return word.lower() if word.isascii() else fold_letters(word).translate(_LATIN)


def _number(written: str) -> str:
    """The number in plain notation: "1,000" is 1000, "0,5" and "0·5" are 0.5, "5.0" is 5."""
    plain = "".join(str(unicodedata.decimal(character, character)) for character in written.replace("·", "."))
    if _GROUPED.fullmatch(plain):
        plain = plain.replace(",", "").replace(" ", "")
    elif plain.count(",") == 1 and "." not in plain:
        plain = plain.replace(",", ".")
    whole, _, part = plain.partition(".")
    if not (whole + part).isdecimal():
        return plain
    return ".".join(filter(None, (whole.lstrip("0") or "0", part.rstrip("0"))))
