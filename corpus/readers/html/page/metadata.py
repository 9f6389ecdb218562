"""A page's metadata, from Highwire `citation_*` tags, JSON-LD, Dublin Core, OpenGraph and the HTML head."""

import json
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from corpus.document import Kind, Metadata, Standing
from corpus.readers.declared import most_serious, standing_of_status, standing_of_text
from corpus.readers.html.page.byline import byline_of
from corpus.readers.html.page.tree import text_of
from corpus.readers.shared import doi_in, kind_of
from corpus.text import clean, is_visible

if TYPE_CHECKING:
    from lxml.etree import _Element

MAX_URL = 2000
_KINDS = {
    "MedicalGuideline": Kind.GUIDELINE,
    "MedicalGuidelineRecommendation": Kind.GUIDELINE,
    "MedicalScholarlyArticle": Kind.ARTICLE,
    "ScholarlyArticle": Kind.ARTICLE,
    "Article": Kind.ARTICLE,
    "NewsArticle": Kind.ARTICLE,
    "BlogPosting": Kind.ARTICLE,
    "Report": Kind.OTHER,
    "WebPage": Kind.OTHER,
    "MedicalWebPage": Kind.ARTICLE,
}
_PMID = re.compile(r"\d{1,9}")
_URL = re.compile(r"https?://\S+")
_DATE = re.compile(r"(\d{4})[-/](\d{1,2})[-/](\d{1,2})(?!\d)")
_YEAR = re.compile(r"(?<!\d)(1[5-9]\d\d|20\d\d)(?!\d)")
_RETRACTED = re.compile(r"\[?(?:retracted|withdrawn)(?:\s+article)?\]?\s*[:.\u2013-]", re.IGNORECASE)
_GRAPH_DEPTH = 6
_PUBLISHED = ("citation_publication_date", "citation_online_date", "citation_date")
_ISSUED = ("dc.date", "dcterms.issued", "dc.date.issued", "article:published_time")
_UPDATED = ("dcterms.modified", "dc.date.modified", "article:modified_time", "og:updated_time", "last-modified")
_STATUS = ("status", "dc.status", "dcterms.status", "document-status", "guideline-status", "publication-status")
_REPLACED = ("dcterms.isreplacedby", "dc.relation.isreplacedby", "isreplacedby", "superseded-by", "supersededby")
_JOURNAL = ("citation_journal_title", "citation_conference_title", "prism.publicationname")
_DOI_TAGS = ("citation_doi", "dc.identifier", "prism.doi")

Fields = Mapping[str, list[str]]


class PageData:
    """The machine-readable data of a page, collected at once, because reading the page modifies its tree.

    Invalid values (a malformed DOI, an impossible date) are ignored.
    """

    def __init__(self, root: "_Element") -> None:
        self._tags = _tags(root)
        self._linked = _Linked(root)
        self._byline = byline_of(root)
        self._urls = list(_hrefs(root, "canonical", "link"))
        self._successors = list(_hrefs(root, "successor-version", "link"))
        self._licences = list(_hrefs(root, "license", "link", "a"))
        self._language = clean(root.get("lang", "") or root.get("{http://www.w3.org/XML/1998/namespace}lang", ""))
        self._window = " ".join(text_of(title) for title in root.iterfind("head/title"))

    @property
    def title(self) -> str | None:
        """The title of the work in Highwire or Dublin Core tags."""
        return self._first("citation_title", "dc.title", "dcterms.title") or None

    @property
    def other_title(self) -> str | None:
        """The JSON-LD headline, the OpenGraph title or the window title, which are less reliable."""
        found = self._linked.text("headline") or self._first("og:title") or self._window
        return found if is_visible(found) else None

    def metadata(self, id_: str, title: str, opening: Sequence[str] = ()) -> Metadata:
        """The metadata of the page's document, as far as the page states it; `opening` has its first blocks."""
        standing, notice = self._standing(title, opening)
        published = self._published() or _iso(self._byline.dates.get("published"))
        reviewed = _day(self._linked.text("lastReviewed")) or self._byline.dates.get("reviewed")
        return Metadata(
            id=id_,
            title=title,
            kind=self._kind(),
            publisher=self._publisher(),
            authors=tuple(self._authors()),
            year=_year(published),
            published=_day(published),
            last_updated=_day(self._linked.text("dateModified") or self._first(*_UPDATED))
            or self._byline.dates.get("updated"),
            doi=next(filter(None, map(doi_in, self._identifiers())), None),
            pmid=_matching(_PMID, self._all("citation_pmid"), whole=True),
            url=self._url(),
            licence=self._licence(),
            language=self._language or self._first("citation_language", "dc.language") or None,
            standing=standing,
            standing_notice=notice,
            extra={"last_reviewed": reviewed.isoformat()} if reviewed else {},
        )

    def _standing(self, title: str, opening: Sequence[str]) -> tuple[Standing, str | None]:
        """The most serious standing that the title, the tags, the JSON-LD or the first blocks state."""
        titled = Standing.RETRACTED if _RETRACTED.match(title) else Standing.CURRENT
        status = standing_of_status([*self._all(*_STATUS), *self._linked.texts("creativeWorkStatus", "status")])
        named = [*self._all(*_REPLACED), *self._linked.texts("supersededBy"), *self._successors]
        replaced = (Standing.SUPERSEDED, f"replaced by {named[0]}") if named else (Standing.CURRENT, None)
        return most_serious((titled, None), (status, None), replaced, standing_of_text(opening))

    def _identifiers(self) -> list[str]:
        return [*self._all(*_DOI_TAGS), *self._linked.texts("identifier"), *self._linked.texts("sameAs")]

    def _first(self, *names: str) -> str:
        return next((values[0] for name in names if (values := self._tags.get(name))), "")

    def _all(self, *names: str) -> list[str]:
        return [value for name in names for value in self._tags.get(name, ())]

    def _published(self) -> str:
        stated = self._first(*_PUBLISHED)
        return stated or self._linked.text("datePublished") or self._first(*_ISSUED)

    def _authors(self) -> Iterator[str]:
        stated = self._all("citation_author") or self._linked.texts("author")
        named = stated or self._all("dc.creator") or self._all("author")
        names = dict.fromkeys(name for name in named if not _URL.match(name))
        return iter(names or self._byline.authors)

    def _kind(self) -> Kind:
        labels = self._all("citation_article_type", "dc.type")
        known = (*map(kind_of, labels), *map(_KINDS.get, self._linked.types))
        told = next((kind for kind in known if kind and kind is not Kind.OTHER), None)
        is_article = self._first("citation_title", "citation_journal_title")
        return told or (Kind.ARTICLE if is_article else Kind.OTHER)

    def _publisher(self) -> str | None:
        journal = self._first(*_JOURNAL) or self._first("citation_publisher")
        return journal or self._linked.text("publisher") or self._first("dc.publisher", "og:site_name") or None

    def _licence(self) -> str | None:
        linked = next(iter(self._licences), "")
        return (
            linked or self._linked.text("license") or self._first("dcterms.license", "dc.rights.license") or None
        )

    def _url(self) -> str | None:
        stated = (*self._urls, *self._all("og:url", "citation_public_url", "citation_abstract_html_url"))
        return next((url for url in stated if _URL.fullmatch(url) and len(url) <= MAX_URL), None)


class _Linked:
    """The JSON-LD nodes that describe the page."""

    def __init__(self, root: "_Element") -> None:
        self._nodes: list[dict[str, Any]] = []
        for script in root.iter("script"):
            if script.get("type", "").partition(";")[0].strip().lower() == "application/ld+json":
                self._nodes += _works(_json(script.text or ""))

    @property
    def types(self) -> list[str]:
        """The types of the nodes, in order."""
        return [name for node in self._nodes for name in _strings(node.get("@type"))]

    def text(self, name: str) -> str:
        """The first text of this property."""
        return next(iter(self.texts(name)), "")

    def texts(self, *names: str) -> list[str]:
        """The texts of the first of these properties that a node has; for an object, its name."""
        for name in names:
            for node in self._nodes:
                found = [text for value in _several(node.get(name)) if is_visible(text := clean(_named(value)))]
                if found:
                    return found
        return []


def _json(text: str) -> object:
    try:
        return json.loads(text.strip().removeprefix("<!--").removesuffix("-->"), strict=False)
    except (ValueError, RecursionError):
        return None


def _works(value: object, depth: int = 0) -> Iterator[dict[str, Any]]:
    """The nodes of a known type, including those inside `@graph` and `mainEntity`."""
    if depth > _GRAPH_DEPTH:
        return
    for node in _several(value):
        if isinstance(node, dict):
            if not _KINDS.keys().isdisjoint(_strings(node.get("@type"))):
                yield node
            for inner in ("@graph", "mainEntity"):
                yield from _works(node.get(inner), depth + 1)


def _several(value: object) -> list[object]:
    if isinstance(value, list):
        return value
    return [] if value is None else [value]


def _strings(value: object) -> list[str]:
    return [text.rpartition("/")[2] for text in _several(value) if isinstance(text, str)]


def _named(value: object) -> str:
    """A text, or the name (else the value or address) of an object."""
    if isinstance(value, dict):
        found = (value.get(name) for name in ("name", "value", "url", "@id"))
        value = next((text for text in found if isinstance(text, str)), "")
    return value if isinstance(value, str) else ""


def _tags(root: "_Element") -> "defaultdict[str, list[str]]":
    """The contents of the `<meta>` tags by lower-case name."""
    tags: defaultdict[str, list[str]] = defaultdict(list)
    for meta in root.iter("meta"):
        content = clean(meta.get("content", ""))
        name = (meta.get("name") or meta.get("property") or meta.get("http-equiv") or "").strip().lower()
        if name and is_visible(content):
            tags[name].append(content)
    return tags


def _hrefs(root: "_Element", relation: str, *tags: str) -> Iterator[str]:
    """The targets of the links with this relation."""
    for link in root.iter(*tags):
        if relation in link.get("rel", "").lower().split() and (href := clean(link.get("href", ""))):
            yield href


def _matching(pattern: re.Pattern[str], texts: Iterable[str], *, whole: bool = False) -> str | None:
    found = (pattern.fullmatch(text) if whole else pattern.search(text) for text in texts)
    return next((match[0] for match in found if match), None)


def _day(written: str) -> date | None:
    match = _DATE.match(written)
    try:
        return date(int(match[1]), int(match[2]), int(match[3])) if match else None
    except ValueError:
        return None


def _iso(day: date | None) -> str:
    return day.isoformat() if day else ""


def _year(written: str) -> int | None:
    match = _YEAR.search(written)
    return int(match[1]) if match else None
