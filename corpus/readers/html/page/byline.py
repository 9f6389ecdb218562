"""The authors and dates that a page shows in its byline, for pages whose metadata state none."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

from corpus.readers.html.page.tree import names_of, tag_of
from corpus.text import clean

if TYPE_CHECKING:
    from lxml.etree import _Element

_LONGEST = 200
_APART = ("aside", "footer", "nav", "script", "style", "template", "noscript")
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = rf"(?:{'|'.join(_MONTHS)})[a-z]*\.?"
_ISO = re.compile(r"\b(\d{4})-(\d{1,2})-(\d{1,2})(?!\d)")
_DAY_FIRST = re.compile(rf"\b(\d{{1,2}})(?:st|nd|rd|th)?\s+({_MONTH}),?\s+(\d{{4}})\b", re.IGNORECASE)
_MONTH_FIRST = re.compile(rf"\b({_MONTH})\s+(\d{{1,2}})(?:st|nd|rd|th)?,?\s+(\d{{4}})\b", re.IGNORECASE)
_LABELS = {
    "reviewed": re.compile(r"\b(?:last|medically|clinically|page)?\s*reviewed\b|\breview date\b", re.IGNORECASE),
    "updated": re.compile(r"\b(?:updated|modified|revised|amended)\b", re.IGNORECASE),
    "published": re.compile(r"\b(?:published|posted|released|issued|created|publication date)\b", re.IGNORECASE),
}
_DIGIT = re.compile(r"\d")
_NEXT = re.compile(r"\bnext\b|\bdue\b", re.IGNORECASE)
_PROPERTIES = {"datepublished": "published", "datemodified": "updated", "lastreviewed": "reviewed"}
_BY = re.compile(r"^\W*(?i:(?:(?:written|authored|posted|article|story)\s+)?by:?\s+)(?=[A-Z])")
_AFTER = re.compile(r"\s*(?:[|•·–—]|\b(?:medically|reviewed|updated|published|posted|on)\b|\d).*", re.IGNORECASE)
_PARTED = re.compile(r"\s*(?:,|;|\band\b|&)\s*")
_NAME = re.compile(
    r"(?:(?:Dr|Prof|Professor)\.?\s+)?[^\W\d_][\w.’'-]*(?:\s+(?:[a-z]{2,3}\s+)?[^\W\d_a-z][\w.’'-]*){1,3}"
)
_DEGREE = re.compile(r"(?:[A-Z][a-z]?\.?){2,6}(?:\s?\(\w+\))?")


@dataclass
class Byline:
    """The names of the authors, and dates by what they are: published, updated or reviewed."""

    authors: tuple[str, ...] = ()
    dates: dict[str, date] = field(default_factory=dict)


def byline_of(body: "_Element") -> Byline:
    """The byline of a page; what it does not state is missing.

    Dates count if they are labelled, in text or by `itemprop`; authors if they are marked with `itemprop`, `rel`
    or a class name, or come after "By" in a line of their own.
    """
    found = Byline()
    marked: list[str] = []
    written: list[str] = []
    for element, text in _short(body):
        for label, day in _dates(element, text):
            found.dates.setdefault(label, day)
        if _names_author(element):
            marked += _names(text)
        elif tag_of(element) in ("p", "div", "span", "address", "li") and (by := _BY.match(text)):
            written += _names(text[by.end() :])
    found.authors = tuple(dict.fromkeys(marked or written))
    return found


def _short(element: "_Element") -> "Iterator[tuple[_Element, str]]":
    """The elements with short texts, and these texts, outside of page furniture."""
    for child in element:
        if tag_of(child) in _APART:
            continue
        text = _short_text(child)
        if text is not None:
            yield child, text
        yield from _short(child)


def _short_text(element: "_Element") -> str | None:
    """The cleaned text of an element; None if it is long or blank."""
    parts: list[str] = []
    length = 0
    for part in element.itertext():
        parts.append(str(part))
        length += len(part)
        if length > 2 * _LONGEST:
            return None
    text = clean("".join(parts))
    return text if text and len(text) <= _LONGEST else None


def _dates(element: "_Element", text: str) -> Iterator[tuple[str, date]]:
    named = _PROPERTIES.get(element.get("itemprop", "").lower())
    if named and (day := day_in(element.get("datetime") or element.get("content") or text)):
        yield named, day
        return
    if not _DIGIT.search(text):
        return
    found = ((match.start(), name) for name, pattern in _LABELS.items() for match in pattern.finditer(text))
    labels = sorted(found)
    for (start, name), end in zip(labels, [*(at for at, _ in labels[1:]), len(text)], strict=False):
        day = day_in(text[start:end])
        if day and not _NEXT.search(text[max(0, start - 12) : start]):
            yield name, day


def day_in(written: str) -> date | None:
    """The first day in a text, such as 2001-05-06, 6 May 2001 or May 6, 2001; None if there is none."""
    if iso := _ISO.search(written):
        return _day(int(iso[1]), int(iso[2]), int(iso[3]))
    if day_first := _DAY_FIRST.search(written):
        return _day(int(day_first[3]), _month(day_first[2]), int(day_first[1]))
    month_first = _MONTH_FIRST.search(written)
    return _day(int(month_first[3]), _month(month_first[1]), int(month_first[2])) if month_first else None


def _month(name: str) -> int:
    return _MONTHS.index(name[:3].lower()) + 1


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _names_author(element: "_Element") -> bool:
    names = names_of(element)
    is_marked = (
        element.get("itemprop", "").lower() == "author" or "author" in element.get("rel", "").lower().split()
    )
    return is_marked or "byline" in names or {"author", "name"} <= names


def _names(text: str) -> list[str]:
    """The names of people in a byline, without "By", degrees and dates."""
    bare = _AFTER.sub("", _BY.sub("", clean(text)))
    parts = (part.strip(" .,:") for part in _PARTED.split(bare))
    return [part for part in parts if _NAME.fullmatch(part) and not _DEGREE.fullmatch(part)]
