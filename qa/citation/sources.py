"""The bibliographic part of an answer: sources with cautions and cited references, and links to the quotes."""

import re
from collections.abc import Iterable
from urllib.parse import quote as percent

from corpus.document import Document, Metadata, Reference, ReviewStatus, Span, Standing
from corpus.store import Store
from qa.citation.receipts import Cut
from qa.schema import AnswerSpan, CitedReference, Links, Source

_STANDING_CAUTION = {
    Standing.CORRECTED: "A correction of this work has been published",
    Standing.EXPRESSION_OF_CONCERN: "The publisher has expressed concern about this work",
    Standing.SUPERSEDED: "A newer version replaces this work",
    Standing.WITHDRAWN: "This work has been withdrawn",
    Standing.RETRACTED: "This work has been retracted",
}
_PARTIAL = re.compile(r"\bpartial(?:ly)? retract", re.IGNORECASE)
_CITED_CAUTION = {
    Standing.RETRACTED: ("Cites a retracted work: reference", "Cites retracted works: references"),
    Standing.WITHDRAWN: ("Cites a withdrawn work: reference", "Cites withdrawn works: references"),
    Standing.EXPRESSION_OF_CONCERN: (
        "Cites a work that its publisher has expressed concern about: reference",
        "Cites works that their publishers have expressed concern about: references",
    ),
}
_WHOLE_FRAGMENT = 160
_FRAGMENT_WORDS = 8


def source_of(document: Document, cited: Iterable[int]) -> Source:
    """The source entry of a document, with only those of its references that are cited."""
    references = [document.reference(number) for number in sorted(set(cited))]
    return bare_source(document.metadata, references)


def bare_source(metadata: Metadata, references: Iterable[Reference] = ()) -> Source:
    """The source entry of a document made from its metadata, with the given references."""
    listed = tuple(references)
    return Source(
        document_id=metadata.id,
        title=metadata.title,
        kind=metadata.kind,
        publisher=metadata.publisher,
        authors=metadata.authors,
        year=_year(metadata),
        doi=metadata.doi,
        pmid=metadata.pmid,
        url=metadata.url,
        licence=metadata.licence,
        review_status=metadata.review_status,
        standing=metadata.standing,
        last_updated=metadata.last_updated,
        cautions=tuple(_cautions(metadata, listed)),
        references=tuple(cited_reference(reference) for reference in listed),
    )


def cited_reference(reference: Reference) -> CitedReference:
    """The response body of a reference."""
    return CitedReference(
        number=reference.number,
        kind=reference.kind,
        title=reference.title,
        container=reference.container,
        year=reference.year,
        doi=reference.doi,
        pmid=reference.pmid,
        url=reference.url,
        missing=reference.missing,
        standing=reference.standing,
    )


def _year(metadata: Metadata) -> int | None:
    if metadata.year is not None:
        return metadata.year
    dated = metadata.published or metadata.last_updated
    return dated.year if dated else None


def _cautions(metadata: Metadata, references: Iterable[Reference]) -> Iterable[str]:
    standing = _STANDING_CAUTION.get(metadata.standing)
    if metadata.standing is Standing.CORRECTED and _PARTIAL.search(metadata.standing_notice or ""):
        standing = "Part of this work has been retracted"
    if standing:
        when = f" ({metadata.standing_date.isoformat()})" if metadata.standing_date else ""
        notice = f": {metadata.standing_notice.rstrip('.')}" if metadata.standing_notice else ""
        yield f"{standing}{when}{notice}."
    if metadata.review_status in (ReviewStatus.SUBMITTED, ReviewStatus.UNDER_REVIEW):
        yield "Pending human review."
    if caution := metadata.extra.get("caution"):
        yield caution
    yield from _citing(references)
    missing = [str(reference.number) for reference in references if reference.missing]
    if missing:
        yield f"The source cites references that it does not list: {', '.join(missing)}."


def _citing(references: Iterable[Reference]) -> Iterable[str]:
    """The cautions about cited works, one for each standing, the most serious first."""
    for standing, (one, several) in _CITED_CAUTION.items():
        numbers = [str(reference.number) for reference in references if reference.standing is standing]
        if numbers:
            yield f"{several if len(numbers) > 1 else one} {', '.join(numbers)}."


def links_of(
    metadata: Metadata, version: str, cut: Cut, answer: AnswerSpan | None = None, page: int | None = None
) -> Links:
    """The links to a quote: the reader at its byte range, and the original page with a text fragment.

    The reader also marks `answer`, the part of the quote that answers the question. `page` is the page on which
    the quote begins, if pictures of the document's pages can be drawn.
    """
    reader = f"/read/{percent(metadata.id, safe='')}?version={version}#q={cut.byte_start}-{cut.byte_end}"
    if answer is not None:
        reader += f"&a={answer.byte_start}-{answer.byte_end}"
    picture = None if page is None else _picture(metadata.id, version, cut, page)
    url = metadata.url
    if url is None or not url.startswith(("http://", "https://")):
        return Links(reader=reader, page=picture)
    joint = ":~:" if "#" in url else "#:~:"
    return Links(reader=reader, original=f"{url}{joint}{text_fragment(cut.text)}", page=picture)


def pictured_page(store: Store, document: Document, span: Span) -> int | None:
    """The page on which a span begins, if the document's original is stored, so that the page can be drawn."""
    page = document.page_of(span)
    return page if page is not None and store.has_original(document.id, document.version) else None


def _picture(document_id: str, version: str, cut: Cut, page: int) -> str:
    place = f"/v1/documents/{percent(document_id, safe='')}/pages/{page}.png"
    return f"{place}?version={version}&start={cut.byte_start}&end={cut.byte_end}"


def text_fragment(text: str) -> str:
    """The text fragment directive (WICG scroll-to-text-fragment) for `text`, with only both ends of a long one."""
    line = text.split("\n", 1)[0].strip() if "\n" in text else text
    words = line.split()
    if len(line) <= _WHOLE_FRAGMENT or len(words) <= 2 * _FRAGMENT_WORDS:
        return f"text={_directive(' '.join(words))}"
    return f"text={_directive(' '.join(words[:_FRAGMENT_WORDS]))},{_directive(' '.join(words[-_FRAGMENT_WORDS:]))}"


def _directive(text: str) -> str:
    return percent(text, safe="").replace("-", "%2D")
