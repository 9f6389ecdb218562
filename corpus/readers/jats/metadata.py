"""The bibliographic record of an article, from its front matter alone."""

from collections.abc import Iterable, Iterator
from datetime import date

from corpus.document import Metadata
from corpus.readers.jats.inline import Inline
from corpus.readers.jats.kinds import kind_of_article
from corpus.readers.jats.notices import declared_standing
from corpus.readers.jats.tree import XLINK, XML_LANG, Element
from corpus.readers.shared import content, doi_in, text_of
from corpus.text import clean, plain

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_ONLINE = frozenset(("epub", "electronic", "pub", "epreprint"))
_YEARS = ("collection", "ppub", "print", "epub", "electronic", "pub", "epub-ppub", "cover")
_LICENCES = ("license-ref", "license_ref")


def metadata_of(article: Element, id_: str, title: str) -> Metadata:
    """The record of an article; `extra` has the PMCID, publisher, volume, issue and pages."""
    front = article.find("front/article-meta")
    meta = front if front is not None else article
    ids = dict(_ids(meta))
    standing, notice = declared_standing(meta, title, article.get("article-type", ""))
    return Metadata(
        id=id_,
        title=title,
        kind=kind_of_article(article.get("article-type", ""), _headings(meta), title),
        publisher=_journal(article),
        authors=tuple(_authors(meta)),
        year=_year(meta),
        published=_published(meta),
        doi=ids.get("doi"),
        pmid=ids.get("pmid"),
        url=f"https://doi.org/{ids['doi']}" if "doi" in ids else None,
        licence=_licence(meta),
        language=(article.get(XML_LANG) or "").lower() or None,
        standing=standing,
        standing_notice=notice,
        extra=dict(_extra(article, meta, ids)),
    )


def title_of(article: Element) -> str:
    """The title and subtitle; empty if the article has none."""
    group = article.find("front/article-meta/title-group")
    if group is None:
        return ""
    inline = Inline({})
    title, subtitles = plain(inline.of(group.find("article-title"))), group.iterfind("subtitle")
    for subtitle in subtitles:
        title = f"{title}{'' if title.endswith((':', '?', '!')) else ':'} {plain(inline.of(subtitle))}"
    return clean(title)


def _ids(meta: Element) -> Iterator[tuple[str, str]]:
    for element in meta.iterfind("article-id"):
        text = text_of(element)
        match element.get("pub-id-type"):
            case "doi" if doi := doi_in(text):
                yield "doi", doi
            case "pmid" if text.isdecimal():
                yield "pmid", text
            case "pmc" | "pmcid":
                yield "pmcid", f"PMC{text.upper().removeprefix('PMC')}"


def _headings(meta: Element) -> list[str]:
    """The journal sections that the article appears in; not its subjects."""
    groups = meta.iterfind("article-categories/subj-group[@subj-group-type='heading']")
    return [text_of(subject) for group in groups for subject in group.iterfind("subject")]


def _journal(article: Element) -> str | None:
    """The title of the journal, else the name of the publisher."""
    journal = article.find("front/journal-meta")
    if journal is None:
        return None
    paths = ("journal-title-group/journal-title", "journal-title", "publisher/publisher-name")
    return next((text for path in paths if (text := text_of(journal.find(path)))), None)


def _authors(meta: Element) -> Iterator[str]:
    for contributor in meta.iterfind("contrib-group/contrib"):
        if contributor.get("contrib-type", "author") == "author":
            name = _name(contributor)
            if name:
                yield name


def _name(contributor: Element) -> str:
    name = contributor.find("name")
    if name is None:
        name = contributor.find("name-alternatives/name")
    if name is None:
        whole = contributor.find("string-name")
        group = contributor.find("collab")
        return text_of(whole) if whole is not None else _collaboration(group)
    parts = [text_of(name.find(part)) for part in ("given-names", "surname", "suffix")]
    if name.get("name-style") == "eastern":
        parts = [parts[1], parts[0], parts[2]]
    return " ".join(part for part in parts if part)


def _collaboration(group: Element | None) -> str:
    """The name of a group of authors, without its members."""
    if group is None:
        return ""
    return clean("".join(_shallow(group)))


def _shallow(group: Element) -> Iterator[str]:
    for part in content(group):
        if isinstance(part, str):
            yield part
        elif part.tag not in ("contrib-group", "xref", "aff"):
            yield text_of(part)


def _dates(meta: Element) -> list[tuple[str, Element]]:
    """The publication dates with their types: `epub`, `ppub`, `collection` and so on."""
    return [
        (element.get("pub-type") or element.get("publication-format") or element.get("date-type") or "", element)
        for element in meta.iterfind("pub-date")
    ]


def _published(meta: Element) -> date | None:
    """The first complete date, preferably that of online publication; None if no date has a day."""
    ordered = sorted(_dates(meta), key=lambda dated: dated[0] not in _ONLINE)
    return next((day for _, element in ordered if (day := _day(element))), None)


def _day(element: Element) -> date | None:
    year, month, day = (text_of(element.find(part)) for part in ("year", "month", "day"))
    named = month[:3].lower()
    try:
        return date(int(year), _MONTHS.index(named) + 1 if named in _MONTHS else int(month), int(day))
    except ValueError:
        return None


def _year(meta: Element) -> int | None:
    """The year of the volume, by which articles are cited, else that of online publication."""
    years = {name: text_of(element.find("year")) for name, element in _dates(meta)}
    ordered = [*(years.get(name, "") for name in _YEARS), *years.values()]
    return next((int(year) for year in ordered if year.isdecimal() and len(year) == 4), None)  # noqa: PLR2004


def _licence(meta: Element) -> str | None:
    """The URL of the licence if it has one, else its text."""
    permissions = meta.find("permissions")
    if permissions is None:
        return None
    licence = permissions.find("license")
    if licence is None:
        return text_of(permissions.find("copyright-statement")) or None
    named = next((text_of(element) for element in permissions.iter(*_LICENCES) if text_of(element)), None)
    return licence.get(XLINK) or named or _linked(licence) or text_of(licence) or None


def _linked(licence: Element) -> str | None:
    links = (element.get(XLINK, "") for element in licence.iter("ext-link", "uri"))
    return next((link for link in links if "creativecommons.org/" in link), None)


def _extra(article: Element, meta: Element, ids: dict[str, str]) -> Iterable[tuple[str, str]]:
    pages = [text_of(meta.find(name)) for name in ("fpage", "lpage")]
    values = {
        "article_type": article.get("article-type", ""),
        "issue": text_of(meta.find("issue")),
        "pages": "-".join(page for page in pages if page) or text_of(meta.find("elocation-id")),
        "pmcid": ids.get("pmcid", ""),
        "publisher_name": text_of(article.find("front/journal-meta/publisher/publisher-name")),
        "volume": text_of(meta.find("volume")),
    }
    return ((name, value) for name, value in values.items() if value)
