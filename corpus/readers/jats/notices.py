"""What an article says of the standing of works: of others in a notice, and of its own."""

from collections.abc import Iterator
from urllib.parse import unquote

from corpus.document import Metadata, Notice, Standing
from corpus.readers.jats.references import doi_in
from corpus.readers.jats.tree import XLINK, Element
from corpus.readers.shared import text_of

# What `related-article-type` makes of the article that is pointed to.
_OF_RELATION = {
    "retracted-article": Standing.RETRACTED,
    "partially-retracted-article": Standing.CORRECTED,
    "withdrawn-article": Standing.WITHDRAWN,
    "object-of-concern": Standing.EXPRESSION_OF_CONCERN,
    "corrected-article": Standing.CORRECTED,
}
# What an `article-type` makes of the article that a relation without a type of its own points to.
_OF_TYPE = {
    "retraction": Standing.RETRACTED,
    "partial-retraction": Standing.CORRECTED,
    "withdrawal": Standing.WITHDRAWN,
    "expression-of-concern": Standing.EXPRESSION_OF_CONCERN,
    "correction": Standing.CORRECTED,
}
_UNSAID = frozenset(("", "related-article", "article", "original-article", "article-reference"))
# What `related-article-type` says of the article itself: it points to the notice.
_OF_OWN = {
    "retraction-forward": Standing.RETRACTED,
    "partial-retraction-forward": Standing.CORRECTED,
    "withdrawal-forward": Standing.WITHDRAWN,
    "concern-forward": Standing.EXPRESSION_OF_CONCERN,
    "correction-forward": Standing.CORRECTED,
}
_OF_TITLE = {
    "retracted:": Standing.RETRACTED,
    "retracted article:": Standing.RETRACTED,
    "[retracted]": Standing.RETRACTED,
    "withdrawn:": Standing.WITHDRAWN,
}


def notices_of(article: Element, metadata: Metadata) -> tuple[Notice, ...]:
    """The notices that an article gives: a standing for each work that it retracts, corrects or doubts.

    A work without DOI and PMID cannot be told from others, and gets none.
    """
    type_ = article.get("article-type", "").strip().lower()
    pointers = article.iterfind("front/article-meta/related-article")
    found = (_notice(related, type_, metadata) for related in pointers)
    return tuple(notice for notice in found if notice is not None)


def _notice(related: Element, type_: str, metadata: Metadata) -> Notice | None:
    relation = related.get("related-article-type", "").strip().lower()
    standing = _OF_TYPE.get(type_) if relation in _UNSAID else _OF_RELATION.get(relation)
    doi, pmid = _target(related)
    if standing is None or not (doi or pmid) or (doi or "").casefold() == (metadata.doi or "?").casefold():
        return None
    return Notice(standing, doi, pmid, metadata.published, metadata.title)


def _target(related: Element) -> tuple[str | None, str | None]:
    """DOI and PMID of what is pointed to."""
    link = unquote(related.get(XLINK, ""))
    doi = doi_in(link) or next(filter(None, map(doi_in, _ids(related, "doi"))), None)
    pmids = [link] if related.get("ext-link-type") in ("pmid", "pubmed") else []
    pmids = [pmid for pmid in (*pmids, *_ids(related, "pmid")) if pmid.isdecimal()]
    return doi, pmids[0] if pmids else None


def _ids(related: Element, kind: str) -> Iterator[str]:
    for element in related.iter("pub-id", "object-id"):
        if element.get("pub-id-type") == kind:
            yield text_of(element)


def declared_standing(meta: Element, title: str) -> tuple[Standing, str | None]:
    """What an article says of itself, and the DOI of the notice that it names."""
    named = [
        (standing, doi_in(unquote(related.get(XLINK, ""))))
        for related in meta.iterfind("related-article")
        if (standing := _OF_OWN.get(related.get("related-article-type", "").strip().lower()))
    ]
    named += [(standing, None) for start, standing in _OF_TITLE.items() if title.lower().startswith(start)]
    return max(named, key=lambda found: found[0].severity, default=(Standing.CURRENT, None))
