"""The lines of a quote on its page: finds the quote's letters among the page's, whatever lies between them.

The store keeps no positions of words. So a quote of any stored version can be found, and what is boxed is what the
file draws. Spaces, hyphens, punctuation, ligatures and accents are ignored, because reading may change them.
"""

import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

LONGEST_QUOTE = 20_000  # characters; a quote is shorter than a page
SHORTEST_MATCH = 12  # letters: a shorter part of a line that is not found as a whole may be anywhere
MOST_WORDS = 2000
SAME_LINE = 0.5  # of the height: letters whose middles are this near to each other are on one line
WORD_GAP = 3.0  # times the height: letters that are further apart on a line are in different boxes
_CELL = " | "


class Rect(NamedTuple):
    """A rectangle, in any unit, from the upper left corner of the page."""

    x0: float
    y0: float
    x1: float
    y1: float

    @property
    def middle(self) -> float:
        """The height of its middle."""
        return (self.y0 + self.y1) / 2

    @property
    def turned(self) -> "Rect":
        """The same with its sides exchanged, for lines that go up or down the page."""
        return Rect(self.y0, self.x0, self.y1, self.x1)

    def union(self, other: "Rect") -> "Rect":
        """The smallest rectangle around both."""
        return Rect(min(self.x0, other.x0), min(self.y0, other.y0), max(self.x1, other.x1), max(self.y1, other.y1))


class Glyph(NamedTuple):
    """A character on a page."""

    text: str
    place: Rect


def letters(text: str) -> str:
    """The letters and digits of a text, without case, accents and ligatures."""
    decomposed = unicodedata.normalize("NFKD", text).casefold()
    return "".join(character for character in decomposed if character.isalnum())


def quoted_lines(glyphs: Sequence[Glyph], quote: str, before: str = "") -> list[Rect]:
    """The boxes around the parts of a page's lines that a quote is on; `before` is the text before it on the page.

    A part of the quote that occurs several times on the page is taken where its count of occurrences before says.
    The cells of a table row are those nearest to the longest of them.
    """
    page = _Page.of(glyphs)
    seen = letters(before)
    found: list[range] = []
    for line in quote[:LONGEST_QUOTE].split("\n"):
        found += _cells(page, [letters(cell) for cell in line.split(_CELL)], seen)
        seen += letters(line)
    return [box for span in found for box in _boxes([glyphs[at].place for at in page.glyphs_in(span)])]


@dataclass(frozen=True)
class _Page:
    """The letters of a page, and for each the ordinal of its glyph."""

    text: str
    owners: tuple[int, ...]
    glyphs: Sequence[Glyph]

    @classmethod
    def of(cls, glyphs: Sequence[Glyph]) -> "_Page":
        pieces = [letters(glyph.text) for glyph in glyphs]
        owners = tuple(at for at, piece in enumerate(pieces) for _ in piece)
        return cls("".join(pieces), owners, glyphs)

    def occurrences(self, wanted: str) -> list[range]:
        """Every place of a text, in the page's order; empty for an empty text."""
        found: list[range] = []
        at = self.text.find(wanted) if wanted else -1
        while at >= 0:
            found.append(range(at, at + len(wanted)))
            at = self.text.find(wanted, at + len(wanted))
        return found

    def glyphs_in(self, span: range) -> list[int]:
        """The ordinals of the glyphs of a range of letters."""
        return list(dict.fromkeys(self.owners[span.start : span.stop]))

    def height_of(self, span: range) -> float:
        """The height of the middle of the first letter of a range."""
        return self.glyphs[self.owners[span.start]].place.middle


def _cells(page: _Page, cells: Sequence[str], seen: str) -> Iterator[range]:
    """The places of the cells of a row; a text without cells is a single one."""
    anchor: float | None = None
    for cell in sorted(filter(None, cells), key=len, reverse=True):
        places = page.occurrences(cell)
        if not places:
            yield from _parts(page, cell)
            continue
        if anchor is None:
            place = places[min(seen.count(cell), len(places) - 1)]
            anchor = page.height_of(place)
        else:
            level = anchor
            place = min(places, key=lambda each: abs(page.height_of(each) - level))
        yield place


def _parts(page: _Page, text: str) -> Iterator[range]:
    """The longest parts of a text that are on the page, as where a line was moved or a hyphen was cut."""
    start = 0
    for _ in range(MOST_WORDS):
        if start + SHORTEST_MATCH > len(text):
            return
        at = page.text.find(text[start : start + SHORTEST_MATCH])
        if at < 0:
            start += 1
            continue
        length = SHORTEST_MATCH
        while text[start : start + length + 1] == page.text[at : at + length + 1] and start + length < len(text):
            length += 1
        yield range(at, at + length)
        start += length


def _boxes(places: Sequence[Rect]) -> list[Rect]:
    """The places of letters in reading order, those beside each other on a line as one box."""
    boxes: list[Rect] = []
    for place in places:
        if boxes and (_beside(boxes[-1], place) or _beside(boxes[-1].turned, place.turned)):
            boxes[-1] = boxes[-1].union(place)
        else:
            boxes.append(place)
    return boxes


def _beside(box: Rect, place: Rect) -> bool:
    """Whether a letter is on the line of a box, after it or before it."""
    height = place.y1 - place.y0
    level = abs(box.middle - place.middle) <= SAME_LINE * height
    return level and max(place.x0 - box.x1, box.x0 - place.x1) <= WORD_GAP * height
