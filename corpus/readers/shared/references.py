"""Reference entries: labels of kinds, headings of reference lists, and identifiers in an entry."""

import re

from corpus.document import Kind, Reference
from corpus.text import clean

_LABELS = {
    "guideline": Kind.GUIDELINE,
    "guidelines": Kind.GUIDELINE,
    "practice guideline": Kind.GUIDELINE,
    "systematic review": Kind.SYSTEMATIC_REVIEW,
    "meta-analysis": Kind.SYSTEMATIC_REVIEW,
    "trial": Kind.TRIAL,
    "clinical trial": Kind.TRIAL,
    "research": Kind.RESEARCH,
    "article": Kind.ARTICLE,
    "review": Kind.ARTICLE,
    "label": Kind.LABEL,
    "drug label": Kind.LABEL,
    "summary": Kind.SUMMARY,
    "other": Kind.OTHER,
}
_HEADINGS = frozenset({"references", "reference list", "reference", "bibliography", "literature", "works cited"})
_URL = re.compile(r"<?\bhttps?://[^\s<>]+>?")
# Old DOIs have parts in angle brackets: 10.1000/(SICI)1097-0258(19970515)16:9<981::AID-X>3.0.CO;2-N
_DOI = re.compile(r"\b(?:doi:?\s*)?(10\.\d{4,9}/[^\s<>]+(?:<[^\s<>]{1,80}>[^\s<>]+)*)", re.IGNORECASE)
_NEXT_IDENTIFIER = re.compile(r"[;,.](?=(?:pmc?id|doi|https?):)", re.IGNORECASE)
# What follows names a notice about the work, or a work that is about it.
_ABOUT = re.compile(
    r"\b(?:errat(?:um|a)|corrigend(?:um|a)|corrections?|retractions?|retracted|expressions? of concern|comments?"
    r"|republished|updates?|summary for patients)\s+(?:in|by|on)\b:?",
    re.IGNORECASE,
)
_PMID = re.compile(r"\bpmid:?\s*(\d{1,9})\b", re.IGNORECASE)
_YEAR = re.compile(r"(?<![\w./-])(1[5-9]\d\d|20\d\d)(?![\w/-])")
_ANY_YEAR = re.compile(r"(?<![\w./:-])(1[5-9]\d\d|20\d\d)[a-z]?(?![\w/-])")
_BEFORE_VOLUME = re.compile(rf"{_ANY_YEAR.pattern}(?=(?:\s[A-Z][a-z]{{2,8}}\b\.?(?:\s\d{{1,2}})?)?\s?;)")
_IN_PARENTHESES = re.compile(rf"\({_ANY_YEAR.pattern}\)")
_AFTER_STOP = re.compile(rf"(?<=[.,?!]\s){_ANY_YEAR.pattern}(?=[.,:;]|\s*\Z)")
_LAST_YEAR = re.compile(r"[\s,;(]+(1[5-9]\d\d|20\d\d)\)?[\s.,;]*\Z")
_PAIRS = {")": "(", "]": "[", ">": "<", "}": "{"}


def kind_of(label: str) -> Kind | None:
    """The kind that a label such as `Guideline` or `Systematic review` names, or None for other text."""
    return _LABELS.get(clean(label).strip(" .:").casefold())


def is_reference_heading(text: str) -> bool:
    """Whether a heading is that of a reference list."""
    return clean(text).strip(" .:#").casefold() in _HEADINGS


def reference(number: int, title: str, tail: str = "", kind: Kind = Kind.OTHER, container: str = "") -> Reference:
    """The reference of an entry; `tail` is the text after title and container: year, URL, DOI and PMID.

    Without a tail, the identifiers and the year at the end are extracted from `title`.
    """
    identifiers = _ABOUT.split(tail or title, maxsplit=1)[0]
    url, pmid = _URL.search(identifiers), _PMID.search(identifiers)
    if not tail:
        title, tail = _split_entry(title)
    year = _YEAR.search(_without_identifiers(tail)) or _year_within(_without_identifiers(identifiers))
    return Reference(
        number=number,
        kind=kind,
        title=_tidy(title),
        container=_tidy(container) or None,
        year=int(year[1]) if year else None,
        doi=doi_in(identifiers),
        pmid=pmid[1] if pmid else None,
        url=url[0].strip("<>").rstrip(".,;") if url else None,
    )


def doi_in(text: str) -> str | None:
    """The first DOI in a text or link, without what follows it; None if there is none."""
    found = _DOI.search(text)
    return _without_closing(_NEXT_IDENTIFIER.split(found[1], maxsplit=1)[0]) if found else None


def _without_closing(identifier: str) -> str:
    """An identifier without punctuation at its end; brackets belong to it if they are opened in it."""
    while identifier and (identifier[-1] in ".,;:'\"”’" or _is_unopened(identifier)):
        identifier = identifier[:-1]
    return identifier


def _is_unopened(identifier: str) -> bool:
    """Whether an identifier ends with a closing bracket that is not opened in it."""
    closing = identifier[-1]
    return closing in _PAIRS and identifier.count(closing) > identifier.count(_PAIRS[closing])


def _split_entry(entry: str) -> tuple[str, str]:
    """The title of an entry without markup, and the year at its end."""
    entry = _without_identifiers(entry).strip()
    year = _LAST_YEAR.search(entry)
    return (entry[: year.start()], year[0]) if year else (entry, "")


def _year_within(entry: str) -> re.Match[str] | None:
    """The year of publication within an entry: before a volume, in parentheses, after a full stop, or the last."""
    found = (pattern.search(entry) for pattern in (_BEFORE_VOLUME, _IN_PARENTHESES, _AFTER_STOP))
    years = _ANY_YEAR.finditer(entry)
    return next((match for match in found if match), None) or max(years, key=re.Match.start, default=None)


def _without_identifiers(text: str) -> str:
    return _PMID.sub(" ", _DOI.sub(" ", _URL.sub(" ", text)))


def _tidy(text: str) -> str:
    """The text without the punctuation at its ends, including one full stop."""
    text = clean(text).strip(" ,;")
    return text.removesuffix(".").rstrip(" ,;")
