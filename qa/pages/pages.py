"""The ask page and the reader as HTML.

Pure functions from data to a page. All strings are escaped, URLs of sources become links only if they are http(s),
and no page contains inline scripts or styles, so that a strict content security policy can apply.
"""

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache
from urllib.parse import quote, urlsplit

from jinja2 import Environment

from corpus.byte_offsets import ByteRuler
from corpus.document import Document, Kind, Metadata, Reference, ReviewStatus, Standing
from corpus.reference_lint import Finding
from qa.pages.document_layout import layout, references_of, title_of
from qa.pages.rendering import templates
from qa.schema import Disclaimer

MAX_LISTED = 200
KINDS: Mapping[Kind, str] = {
    Kind.GUIDELINE: "Guideline",
    Kind.SYSTEMATIC_REVIEW: "Systematic review",
    Kind.TRIAL: "Trial",
    Kind.RESEARCH: "Research",
    Kind.ARTICLE: "Article",
    Kind.LABEL: "Product label",
    Kind.SUMMARY: "Summary",
    Kind.OTHER: "Other",
}
REVIEWS: Mapping[ReviewStatus, str] = {
    ReviewStatus.SUBMITTED: "Submitted",
    ReviewStatus.UNDER_REVIEW: "Under Review",
    ReviewStatus.APPROVED: "Approved",
}
STANDINGS: Mapping[Standing, str] = {
    Standing.CORRECTED: "This document has been corrected.",
    Standing.EXPRESSION_OF_CONCERN: "The publisher has expressed concern about this document.",
    Standing.SUPERSEDED: "This document has been superseded by a newer one.",
    Standing.WITHDRAWN: "This document has been withdrawn. Do not rely on it.",
    Standing.RETRACTED: "This document has been retracted. Do not rely on it.",
}
BIDI_CONTROLS = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")


def ask_page(
    documents: Sequence[Metadata],
    disclaimer: Disclaimer,
    *,
    total: int | None = None,
    root: str = "./",
) -> str:
    """The ask page. `total` is the number of stored documents if `documents` does not contain all of them.

    Up to `MAX_LISTED` articles are listed; with more, the page has a search field for articles instead. `root` is
    the relative URL of the service's root.
    """
    count = len(documents) if total is None else total
    listed = documents if count <= MAX_LISTED else ()
    return _render("ask.html", documents=listed, total=count, disclaimer=disclaimer, root=root)


def reader_page(
    document: Document,
    disclaimer: Disclaimer,
    *,
    current: bool = True,
    findings: Sequence[Finding] = (),
    root: str = "../",
    pictured: bool = False,
) -> str:
    """One version of a document, readable without JavaScript; `current` is False for an earlier version.

    `findings` are the problems with its references that were found at ingestion. `pictured` is whether pictures of
    its pages can be drawn. The text is in elements with
    `data-b="start-end"`, their UTF-8 byte offsets, so that `#q=start-end` in the URL can highlight it.
    """
    return _render(
        "reader.html",
        document=document,
        metadata=document.metadata,
        title=title_of(document),
        groups=layout(document),
        references=references_of(document),
        numbers={reference.number for reference in document.references if not reference.missing},
        current=current,
        findings=findings,
        disclaimer=disclaimer,
        root=root,
        pages=page_starts(document) if pictured else "",
        pictures=f"{root}v1/documents/{quote(document.id, safe='')}/pages",
    )


def page_starts(document: Document) -> str:
    """The number and the first byte of each page: `12:0 13:2400`."""
    ruler = ByteRuler(document.text)
    return " ".join(f"{page.number}:{ruler.at(page.span.start)}" for page in document.pages)


def web_address(address: str | None) -> str | None:
    """The URL if it is http(s) and has a host, else None."""
    if address is None:
        return None
    try:
        parts = urlsplit(address.strip())
    except ValueError:
        return None
    return address.strip() if parts.scheme in ("http", "https") and parts.netloc else None


def identifiers(record: Metadata | Reference) -> tuple[tuple[str, str], ...]:
    """The links of a document or a reference, as pairs of text and http(s) URL."""
    links = []
    if record.doi:
        links.append((f"doi:{record.doi}", f"https://doi.org/{quote(record.doi, safe='/:;()')}"))
    if record.pmid:
        links.append((f"PubMed {record.pmid}", f"https://pubmed.ncbi.nlm.nih.gov/{quote(record.pmid, safe='')}/"))
    if url := web_address(record.url):
        links.append((urlsplit(url).hostname or url, url))
    return tuple(links)


def reader_path(document_id: str, root: str) -> str:
    """The relative URL of the reader for a document's current version; `root` is that of the service's root."""
    return f"{root}read/{quote(document_id, safe='')}"


def without_bidi_controls(text: str) -> str:
    """The text without bidirectional control characters, for a window title, where they cannot be isolated."""
    return BIDI_CONTROLS.sub("", text)


def _render(template: str, **values: object) -> str:
    return _environment().get_template(template).render(values)


@lru_cache(maxsize=1)
def _environment() -> Environment:
    environment = templates()
    environment.filters |= {
        "reader_path": reader_path,
        "web_address": web_address,
        "without_bidi_controls": without_bidi_controls,
    }
    environment.globals |= {
        "kinds": KINDS,
        "reviews": REVIEWS,
        "standings": STANDINGS,
        "identifiers": identifiers,
    }
    return environment
