"""The reference list of an article: its entries, and their numbers by id."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from urllib.parse import unquote

from corpus.document import Kind, Reference
from corpus.readers.jats.kinds import kind_of_title
from corpus.readers.jats.tree import XLINK, Element
from corpus.readers.shared import content, doi_in, reference, text_of
from corpus.text import clean

_CITATIONS = ("element-citation", "mixed-citation", "nlm-citation", "citation", "product", "related-object")
_TITLES = ("article-title", "chapter-title", "part-title", "data-title", "trans-title")
_LABEL = re.compile(r"[\[(]?(\d{1,4})[\])]?\.?")
_YEAR = re.compile(r"\b(1[5-9]\d\d|20\d\d)")
_AUTHORS_AND_YEAR = re.compile(r"[^()]{2,300}\((1[5-9]\d\d|20\d\d)[a-z]?\)[.,:]?\s+(?=\S)")
_PUBMED = re.compile(r"ncbi\.nlm\.nih\.gov/(?:pubmed/)?(\d{1,9})\b")
_NOT_WRITTEN = frozenset(("label", "pub-id", "object-id"))
_DIGITS = re.compile(r"\d{1,9}")
_JOURNALS = frozenset(("journal", "article", "preprint", "periodical"))


def references_of(article: Element) -> tuple[dict[str, int], tuple[Reference, ...]]:
    """The numbers of the entries by id, and the references.

    The numbers are the entries' labels if all have a distinct numeric label, else their positions.
    """
    entries = [entry for back in article.iterfind("back") for entry in back.iter("ref")]
    numbers = _numbers(entries)
    by_id = {id_: number for entry, number in zip(entries, numbers, strict=True) if (id_ := entry.get("id"))}
    return by_id, tuple(_reference(entry, number) for entry, number in zip(entries, numbers, strict=True))


def _numbers(entries: Sequence[Element]) -> list[int]:
    written = [_LABEL.fullmatch(text_of(_label(entry))) for entry in entries]
    numbers = [int(match[1]) for match in written if match]
    labelled = len(numbers) == len(entries) == len(set(numbers)) and 0 not in numbers
    return numbers if labelled else list(range(1, len(entries) + 1))


def _label(entry: Element) -> Element | None:
    return next(entry.iter("label"), None)


def _reference(entry: Element, number: int) -> Reference:
    """The reference of an entry; if it cites several works, it has all their titles and the first one's data."""
    works = [_work(citation, number) for citation in _citations(entry)]
    if not works:
        return Reference(number, title=text_of(entry.find("note")))
    titles = [work.title for work in works if work.title]
    return replace(works[0], title="; ".join(dict.fromkeys(titles)))


def _citations(entry: Element) -> list[Element]:
    """The citations of an entry; of one that is given in two forms, only the first."""
    alternatives = [found[0] for group in entry.iterfind("citation-alternatives") if (found := _typed(group))]
    return alternatives or _typed(entry)


def _typed(parent: Element) -> list[Element]:
    return [child for child in parent if child.tag in _CITATIONS]


def _work(citation: Element, number: int) -> Reference:
    title, container = _names(citation)
    ids = dict(_identifiers(citation))
    year = _YEAR.search(text_of(citation.find(".//year")))
    if not title and not container:
        found = _untagged(clean("".join(_written(citation))), number)
        doi, pmid = ids.get("doi", found.doi), ids.get("pmid", found.pmid)
        return replace(found, kind=_kind(citation, found.title, None), doi=doi, pmid=pmid)
    return Reference(
        number=number,
        kind=_kind(citation, title, container),
        title=title or container or "",
        container=container if title else None,
        year=int(year[1]) if year else None,
        doi=ids.get("doi"),
        pmid=ids.get("pmid"),
        url=ids.get("url"),
    )


def _untagged(whole: str, number: int) -> Reference:
    """The reference of an untagged citation, with the year and title of text like `Doe J, Roe R (2020) Title`."""
    dated = _AUTHORS_AND_YEAR.match(whole)
    if dated is None:
        return reference(number, whole)
    return replace(reference(number, whole[dated.end() :]), year=int(dated[1]))


def _names(citation: Element) -> tuple[str, str | None]:
    """The title and the container, without trailing full stops."""
    found = (text_of(citation.find(f".//{name}")) for name in _TITLES)
    title = next((text for text in found if text), "")
    container = text_of(citation.find(".//source")) or text_of(citation.find(".//conf-name"))
    return _bare(title), _bare(container) or None


def _bare(text: str) -> str:
    return text.rstrip(" ,;").removesuffix(".") if not text.endswith("..") else text


def _written(element: Element) -> Iterator[str]:
    """The text of a citation, without its label and identifiers."""
    for part in content(element):
        if isinstance(part, str):
            yield part
        elif part.tag not in _NOT_WRITTEN:
            yield from _written(part)


def _identifiers(citation: Element) -> Iterator[tuple[str, str]]:
    """The first DOI, PMID and URL, with their names."""
    found = [*_tagged(citation), *_linked(citation)]
    for name in ("doi", "pmid", "url"):
        value = next((value for named, value in found if named == name and value), None)
        if value:
            yield name, value


def _tagged(citation: Element) -> Iterator[tuple[str, str]]:
    for element in citation.iter("pub-id", "object-id"):
        kind, text = element.get("pub-id-type", ""), text_of(element)
        if kind == "doi":
            yield "doi", doi_in(text) or ""
        elif kind == "pmid" and _DIGITS.fullmatch(text):
            yield "pmid", text


def _linked(citation: Element) -> Iterator[tuple[str, str]]:
    for element in citation.iter("ext-link", "uri", "comment"):
        target = unquote(element.get(XLINK) or text_of(element))
        pubmed = _PUBMED.search(target)
        if doi := doi_in(target):
            yield "doi", doi
        elif pubmed:
            yield "pmid", pubmed[1]
        elif element.tag != "comment" and target.startswith(("http://", "https://")):
            yield "url", target


def _kind(citation: Element, title: str, container: str | None) -> Kind:
    """The kind of the cited work, as far as its type and title tell."""
    named = kind_of_title(title)
    if named is not None:
        return named
    written = citation.get("publication-type") or citation.get("citation-type") or ""
    return Kind.ARTICLE if written in _JOURNALS and container else Kind.OTHER
