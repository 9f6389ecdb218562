"""Removal of page furniture: headers, footers and page numbers, which repeat at the same place on many pages."""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import groupby

from corpus.readers.pdf.layout.vital import is_vital, opens_with_number
from corpus.readers.pdf.page import Line

MARGIN = 0.13  # of the page's height, at the top and at the bottom: furniture is within it
PAGE_NUMBER_MARGIN = 0.2  # of the page's height: a number that counts the pages, alone in its row, is within it
MAX_ROWS = 3  # of furniture at an edge of the page
MAX_PARTS = 3  # of a row of furniture: left, middle and right
APART = 1.45  # of the font size: the gap between furniture and text is larger than this
LARGEST = 1.15  # of the size of the running text
MIN_PAGES = 3
MIN_PAGES_AT_PLACE = 2  # at a place where other furniture is: running heads of short chapters
_DIGITS = re.compile(r"\d+")
_ROMAN = re.compile(r"(?=[ivxl])(?:xl|l)?x{0,3}(?:ix|iv|v?i{0,3})")
_NUMBER = re.compile(r"\W*(?:page|p\.?)?\W*\d+(?:\s*(?:of|/|\|)\s*\d+)?\W*")

Place = tuple[bool, int, str]
Edge = list[tuple[Line, Place]]


def without_furniture(
    pages: Sequence[Sequence[Line]], heights: Sequence[float], body_size: float
) -> list[tuple[list[Line], list[Line]]]:
    """The lines of each page without headers, footers and page numbers, and the lines that are left out.

    A line at the edge of a page, apart from the text, is furniture if it is at the same place on several pages,
    with the same words and numbers except for one that counts the pages, or if it is only a page number. A row is
    left out if all of its parts are furniture and none holds a dose, an amount or a recommendation's number.
    """
    at_edges = [list(_at_edges(page, height, body_size)) for page, height in zip(pages, heights, strict=True)]
    repeated, steady = _repeated(at_edges)
    kept = []
    for number, (page, rows) in enumerate(zip(pages, at_edges, strict=True)):
        gone: set[int] = set()
        for row in rows:
            line, (upper, *_) = row[0]
            near = _is_within(line.y, heights[number], MARGIN, upper=upper)
            judge = _is_furniture if near else _counts_pages
            if judge(row, number, repeated) and not _is_kept(row, steady):
                gone |= {id(line) for line, _ in row}
        kept.append(([line for line in page if id(line) not in gone], [line for line in page if id(line) in gone]))
    return kept


def _is_furniture(row: Edge, number: int, repeated: set[tuple[Place, str]]) -> bool:
    """Whether each part of a row repeats or is a page number."""
    return all(
        _is_page_number(line.text) or any((place, form) in repeated for form in _forms(line.text, number))
        for line, place in row
    )


def _counts_pages(row: Edge, number: int, repeated: set[tuple[Place, str]]) -> bool:
    """Whether a row is only a page number, and counts the pages at its place."""
    return all(
        _is_page_number(line.text)
        and any((place, form) in repeated for form in _forms(line.text, number) if form != line.text.casefold())
        for line, place in row
    )


def _is_kept(row: Edge, steady: set[tuple[Place, str]]) -> bool:
    """Whether a row holds what must not be lost. The number of a section may repeat in a running head."""
    text = " ".join(line.text for line, _ in row)
    if is_vital(text):
        return True
    return opens_with_number(text) and not all((place, line.text.casefold()) in steady for line, place in row)


def _at_edges(page: Sequence[Line], height: float, body_size: float) -> Iterator[Edge]:
    """The rows at the upper and lower edge that are set apart from the text, each line with its place."""
    rows = [list(row) for _, row in groupby(page, key=lambda line: line.row)]
    for upper in (True, False):
        inward = rows if upper else rows[::-1]
        for row in _cluster(inward, height, upper):
            if len(row) <= MAX_PARTS and max(line.size for line in row) <= LARGEST * body_size:
                yield [(line, _place(line, height, upper)) for line in row]


def _place(line: Line, height: float, upper: bool) -> Place:
    return upper, round((line.y if upper else height - line.y) / 4), f"{line.font} {line.size:.0f}"


def _cluster(inward: Sequence[list[Line]], height: float, upper: bool) -> list[list[Line]]:
    """The rows from the edge up to the last wide gap within the margin; none if there is no such gap."""
    cluster: list[list[Line]] = []
    reached: list[list[Line]] = []
    for row in inward:
        y = row[0].y
        is_number = all(_is_page_number(line.text) for line in row)
        if cluster and abs(y - cluster[-1][0].y) > APART * max(row[0].size, cluster[-1][0].size):
            reached = list(cluster)
        if len(cluster) == 1 and all(_is_page_number(line.text) for line in cluster[0]):
            reached = list(cluster)
        margin = MARGIN if cluster or not is_number else PAGE_NUMBER_MARGIN
        if len(cluster) == MAX_ROWS or not _is_within(y, height, margin, upper=upper):
            return reached
        cluster.append(row)
    return cluster


def _is_within(y: float, height: float, margin: float, *, upper: bool) -> bool:
    return y < margin * height if upper else y > (1 - margin) * height


def _repeated(at_edges: Sequence[Sequence[Edge]]) -> tuple[set[tuple[Place, str]], set[tuple[Place, str]]]:
    """The forms of lines that repeat at their place, and those among them that are the same on every page."""
    pages_of: dict[tuple[Place, str], set[int]] = defaultdict(set)
    steady: set[tuple[Place, str]] = set()
    for number, rows in enumerate(at_edges):
        for line, place in (member for row in rows for member in row):
            steady.add((place, line.text.casefold()))
            for form in _forms(line.text, number):
                pages_of[place, form].add(number)
    fewest = min(MIN_PAGES, max(MIN_PAGES_AT_PLACE, len(at_edges)))
    places = {place for (place, _), numbers in pages_of.items() if len(numbers) >= fewest}
    repeated = {
        (place, form)
        for (place, form), numbers in pages_of.items()
        if len(numbers) >= (MIN_PAGES_AT_PLACE if place in places else fewest)
    }
    return repeated, repeated & steady


def _forms(text: str, number: int) -> Iterator[str]:
    """The text as it is and, for each of its numbers, with the number's distance from the page's in its stead."""
    text = text.casefold()
    yield text
    for match in _DIGITS.finditer(text):
        if len(match[0]) <= len("9999"):
            yield f"{text[: match.start()]}#{int(match[0]) - number}#{text[match.end() :]}"


def _is_page_number(text: str) -> bool:
    text = text.casefold()
    return _ROMAN.fullmatch(text) is not None or _NUMBER.fullmatch(text) is not None
