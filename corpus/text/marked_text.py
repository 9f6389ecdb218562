"""Rich text: text in which markup (`<xref>`, `<sup>`, a link to an entry) identifies the citation markers."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from corpus.document import Span
from corpus.text.canonical import clean, is_visible
from corpus.text.citation_markers import Marker

# Unicode noncharacters never occur in text, so they can delimit marks while the text is cleaned.
_OPEN, _CLOSE = "\ufdd0", "\ufdd1"
_WITHOUT_ENDS = {ord(_OPEN): None, ord(_CLOSE): None}


@dataclass(frozen=True, slots=True)
class Mark:
    """A citation marker: its text in the canonical text, and its reference numbers.

    A mark without visible text is written as its numbers in brackets. A mark that its sentence cannot be read
    without, as in "Doe et al. (2020) found" or "described in [4]", is `spoken`: it is never cut off the sentence.
    The sign of a footnote ("until the age of two.†") is a `note`: a mark without numbers, which is not cut off
    either, and before which a sentence can end.
    """

    text: str
    numbers: tuple[int, ...]
    spoken: bool = False
    note: bool = False


RichText = str | Sequence[str | Mark]


def plain(rich: RichText) -> str:
    """The cleaned text, including that of the marks."""
    return compose(rich)[0]


def compose(rich: RichText) -> tuple[str, list[Marker]]:
    """The cleaned text, and the markers at the places of its marks, in order and without overlap."""
    if isinstance(rich, str):
        return clean(rich), []
    pieces = list(rich)
    fenced = clean("".join(_fenced(piece) for piece in pieces))
    marks = [piece for piece in pieces if isinstance(piece, Mark)]
    text = fenced.translate(_WITHOUT_ENDS)
    if clean(text) != text:  # rare: characters compose across a mark's end; canonical text matters more than marks
        return clean(text), []
    paired = zip(_spans(fenced), marks, strict=True)
    return text, [Marker(span, mark.numbers, mark.spoken, mark.note) for span, mark in paired]


def _fenced(piece: str | Mark) -> str:
    if isinstance(piece, str):
        return piece.translate(_WITHOUT_ENDS)
    text = clean(piece.text.translate(_WITHOUT_ENDS))
    if not is_visible(text):
        text = f"[{', '.join(map(str, piece.numbers))}]"
    return f"{_OPEN}{text}{_CLOSE}"


def _spans(fenced: str) -> Iterator[Span]:
    """The spans of the delimited parts, as offsets into the text without the delimiters."""
    position = ends = 0
    while (opened := fenced.find(_OPEN, position)) >= 0:
        closed = fenced.index(_CLOSE, opened)
        yield Span(opened - ends, closed - ends - 1)
        ends += 2
        position = closed
