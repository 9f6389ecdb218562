"""One entry of a page's reference list: its ids, its written number, and the reference."""

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING
from urllib.parse import parse_qs

from corpus.document import Reference
from corpus.readers.html.page import BLOCKS, is_invisible, names_of, raw_text, roles_of, tag_of, text_of
from corpus.readers.shared import StyledRun, parse_reference, reference, split_number
from corpus.text import clean

if TYPE_CHECKING:
    from lxml.etree import _Element

_HELPERS = frozenset(
    """
    abstract, article, back to text, cas, cross ref, crossref, doi, export citation, free article, free full text,
    full text, go to reference, google preview, google scholar, isi, medline, open in a new tab, open url, openurl,
    pdf, pmc, pmc free article, pubmed, pubmed central, return to ref, scopus, search google scholar, view,
    view article, view at publisher, web of science
    """.replace("\n    ", " ")
    .strip()
    .split(", ")
)
_BACK = re.compile(r"[\^↑↩⤴\ufe0e\ufe0f\s]+|(?:[\^↑]\s*)?[a-z](?:\s[a-z])*")
_STYLES = {"b": "strong", "strong": "strong", "i": "em", "em": "em"}
_TITLES = frozenset(("title", "atitle"))
_CONTAINERS = frozenset(("journal", "source", "container"))


def ids_of(entry: "_Element") -> Iterator[str]:
    """The ids that a link to an entry may use: its own, those inside it, and that of an anchor right before it."""
    before = entry.getprevious()
    around = [before] if before is not None and tag_of(before) in ("a", "dt") else []
    for element in (*around, *entry.iter()):
        yield from (value for name in ("id", "name") if (value := element.get(name)))


def written_number(entry: "_Element", position: int) -> int | None:
    """The number before an entry's text; a bare number (no stop or brackets) must equal the entry's position."""
    before = entry.getprevious()
    label = [StyledRun(raw_text(before) + " ")] if before is not None and tag_of(entry) == "dd" else []
    return split_number([*label, *_runs(entry)], position)[0]


def reference_of(entry: "_Element", number: int) -> Reference:
    """The reference in an entry, with this number; embedded machine-readable data (COinS) take precedence."""
    _, runs = split_number(list(_runs(entry)), number)
    found = parse_reference(number, runs)
    for element in entry.iter("span"):
        if "Z3988" in element.get("class", ""):
            return _described(found, parse_qs(element.get("title", "")))
    return found


def _described(found: Reference, data: dict[str, list[str]]) -> Reference:
    """The reference, updated with the data of a COinS span (OpenURL, Z39.88)."""
    first = {name: clean(values[0]) for name, values in data.items()}
    ids = " ".join(
        value.replace("info:doi/", " ").replace("info:pmid/", " pmid:") for value in data.get("rft_id", ())
    )
    title = first.get("rft.atitle") or first.get("rft.btitle") or first.get("rft.title") or found.title
    container = first.get("rft.jtitle") or first.get("rft.pub") or ""
    coded = reference(found.number, title, f"{first.get('rft.date', '')[:4]} {ids}", found.kind, container)
    return replace(
        found,
        title=coded.title,
        container=coded.container or found.container,
        year=coded.year or found.year,
        doi=coded.doi or found.doi,
        pmid=coded.pmid or found.pmid,
        url=found.url or coded.url,
    )


def _runs(element: "_Element", style: str = "", href: str = "") -> Iterator[StyledRun]:
    """The visible text of an entry as styled runs, without back links and the names of link resolvers."""
    if element.text:
        yield StyledRun(element.text, style, href)
    for child in element:
        if not is_invisible(child) and not _leads_back(child):
            separator = " " if tag_of(child) in BLOCKS or tag_of(child) == "br" else ""
            yield StyledRun(separator)
            yield from _inside(child, style, href)
            yield StyledRun(separator)
        if child.tail:
            yield StyledRun(child.tail, style, href)


def _inside(element: "_Element", style: str, href: str) -> Iterator[StyledRun]:
    names = names_of(element) if tag_of(element) != "li" else frozenset()
    if not names.isdisjoint(_CONTAINERS):
        style = "em"
    elif not names.isdisjoint(_TITLES):
        style = "title"
    else:
        style = _STYLES.get(tag_of(element), style)
    link = element.get("href", "") if tag_of(element) == "a" else ""
    if link and text_of(element).strip("[]() .").casefold() in _HELPERS:
        yield StyledRun("", "", link)
        return
    yield from _runs(element, style, link or href)


def _leads_back(element: "_Element") -> bool:
    """Whether an element is a link back to the place of citation, or a row of such links."""
    if "backlink" in names_of(element) or "doc-backlink" in roles_of(element):
        return True
    text = text_of(element)
    return element.get("href", "").startswith("#") and _BACK.fullmatch(text) is not None
