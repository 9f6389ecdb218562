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
_DOI = re.compile(r"\b(?:doi:?\s*)?(10\.\d{4,9}/[^\s<>]+)", re.IGNORECASE)
_PMID = re.compile(r"\bpmid:?\s*(\d{1,9})\b", re.IGNORECASE)
_YEAR = re.compile(r"(?<![\w./-])(1[5-9]\d\d|20\d\d)(?![\w/-])")
_LAST_YEAR = re.compile(r"[\s,;(]+(1[5-9]\d\d|20\d\d)\)?[\s.,;]*\Z")
_CLOSING = ".,;)>]"


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
    identifiers = tail or title
    url, doi, pmid = _URL.search(identifiers), _DOI.search(identifiers), _PMID.search(identifiers)
    if not tail:
        title, tail = _split_entry(title)
    year = _YEAR.search(_without_identifiers(tail))
    return Reference(
        number=number,
        kind=kind,
        title=_tidy(title),
        container=_tidy(container) or None,
        year=int(year[1]) if year else None,
        doi=doi[1].rstrip(_CLOSING) if doi else None,
        pmid=pmid[1] if pmid else None,
        url=url[0].strip("<>").rstrip(".,;") if url else None,
    )


def _split_entry(entry: str) -> tuple[str, str]:
    """The title of an entry without markup, and the year at its end."""
    entry = _without_identifiers(entry).strip()
    year = _LAST_YEAR.search(entry)
    return (entry[: year.start()], year[0]) if year else (entry, "")


def _without_identifiers(text: str) -> str:
    return _PMID.sub(" ", _DOI.sub(" ", _URL.sub(" ", text)))


def _tidy(text: str) -> str:
    """The text without the punctuation at its ends, including one full stop."""
    text = clean(text).strip(" ,;")
    return text.removesuffix(".").rstrip(" ,;")
