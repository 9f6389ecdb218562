"""Removal of page furniture: headers, footers and page numbers, which repeat at the same place on many pages."""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import groupby

from corpus.readers.pdf.page import Line

MARGIN = 0.13  # of the page's height, at the top and at the bottom: furniture is within it
MAX_ROWS = 3  # of furniture at an edge of the page
MAX_PARTS = 3  # of a row of furniture: left, middle and right
APART = 1.45  # of the font size: the gap between furniture and text is larger than this
LARGEST = 1.15  # of the size of the running text
MIN_PAGES = 3
REPEATED = 0.5  # maximum number of distinct texts per page at a place of furniture
PAGE_NUMBER = "#"
_DIGITS = re.compile(r"\d+")
_ROMAN = re.compile(r"(?=[ivxl])(?:xl|l)?x{0,3}(?:ix|iv|v?i{0,3})")
_NUMBER = re.compile(r"\W*(?:page|p\.?)?\W*#(?:\s*(?:of|/|\|)\s*#)?\W*")

Place = tuple[bool, int, str]
Texts = set[tuple[Place, str]]


def without_furniture(
    pages: Sequence[Sequence[Line]], heights: Sequence[float], body_size: float
) -> list[list[Line]]:
    """The lines of each page without headers, footers and page numbers.

    A line at the edge of a page, apart from the text, is furniture if the same words (ignoring numbers) are there
    on several pages, if its place and style are those of lines that mostly repeat, or if it is a page number.
    """
    at_edges = [list(_at_edges(page, height, body_size)) for page, height in zip(pages, heights, strict=True)]
    repeated, places = _repeated(at_edges)
    kept = []
    for page, edges in zip(pages, at_edges, strict=True):
        gone = {id(line) for line, place in edges if place in places or (place, _folded(line.text)) in repeated}
        for _, row in groupby((line for line, _ in edges), key=lambda line: line.row):
            parts = list(row)
            if all(id(line) in gone or _folded(line.text) == PAGE_NUMBER for line in parts):
                gone |= {id(line) for line in parts}
        kept.append([line for line in page if id(line) not in gone])
    return kept


def _at_edges(page: Sequence[Line], height: float, body_size: float) -> Iterator[tuple[Line, Place]]:
    """The lines at the upper and lower edge that are set apart from the text, each with its place."""
    rows = [list(row) for _, row in groupby(page, key=lambda line: line.row)]
    for upper in (True, False):
        inward = rows if upper else rows[::-1]
        for row in _cluster(inward, height, upper):
            if len(row) <= MAX_PARTS and max(line.size for line in row) <= LARGEST * body_size:
                for line in row:
                    distance = line.y if upper else height - line.y
                    yield line, (upper, round(distance / 4), f"{line.font} {line.size:.0f}")


def _cluster(inward: Sequence[list[Line]], height: float, upper: bool) -> list[list[Line]]:
    """The rows from the edge up to the last wide gap within the margin; none if there is no such gap."""
    cluster: list[list[Line]] = []
    reached: list[list[Line]] = []
    for row in inward:
        y = row[0].y
        if cluster and abs(y - cluster[-1][0].y) > APART * max(row[0].size, cluster[-1][0].size):
            reached = list(cluster)
        if len(cluster) == 1 and _is_page_number(cluster[0]):
            reached = list(cluster)
        if len(cluster) == MAX_ROWS or not (y < MARGIN * height if upper else y > (1 - MARGIN) * height):
            return reached
        cluster.append(row)
    return cluster


def _is_page_number(row: Sequence[Line]) -> bool:
    return all(_folded(line.text) == PAGE_NUMBER for line in row)


def _repeated(at_edges: Sequence[Sequence[tuple[Line, Place]]]) -> tuple[Texts, set[Place]]:
    """The texts that repeat at their place, and the places where most texts repeat."""
    pages_of: dict[Place, dict[str, set[int]]] = defaultdict(lambda: defaultdict(set))
    for number, edges in enumerate(at_edges):
        for line, place in edges:
            pages_of[place][_folded(line.text)].add(number)
    fewest = min(MIN_PAGES, max(2, len(at_edges)))
    repeated: Texts = set()
    places: set[Place] = set()
    for place, texts in pages_of.items():
        same = {text for text, numbers in texts.items() if len(numbers) >= fewest}
        repeated |= {(place, text) for text in same}
        used = len(set().union(*texts.values()))
        if same and used >= MIN_PAGES and len(texts) <= REPEATED * used:
            places.add(place)
    return repeated, places


def _folded(text: str) -> str:
    """The text with numbers replaced by `#`; all page numbers give the same text."""
    folded = _DIGITS.sub("#", text.casefold())
    return PAGE_NUMBER if _ROMAN.fullmatch(folded) or _NUMBER.fullmatch(folded) else folded
