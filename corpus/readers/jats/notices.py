"""What an article declares about the standing of works: others' in notices, and its own."""

from collections.abc import Iterator
from urllib.parse import unquote

from corpus.document import Metadata, Notice, Standing
from corpus.readers.jats.tree import XLINK, Element
from corpus.readers.shared import doi_in, text_of

# The standing that a `related-article-type` gives the related article.
_OF_RELATION = {
    "retracted-article": Standing.RETRACTED,
    "partially-retracted-article": Standing.CORRECTED,
    "withdrawn-article": Standing.WITHDRAWN,
    "object-of-concern": Standing.EXPRESSION_OF_CONCERN,
    "corrected-article": Standing.CORRECTED,
}
# The standing that an `article-type` gives a related article whose relation is unspecific.
_OF_TYPE = {
    "retraction": Standing.RETRACTED,
    "partial-retraction": Standing.CORRECTED,
    "withdrawal": Standing.WITHDRAWN,
    "expression-of-concern": Standing.EXPRESSION_OF_CONCERN,
    "correction": Standing.CORRECTED,
}
_UNSAID = frozenset(("", "related-article", "article", "original-article", "article-reference"))
# A notice may name its own kind instead of the relation.
_UNSPECIFIC = _UNSAID | _OF_TYPE.keys()
_PARTIAL = "Partial retraction: "
# The standing that a `related-article-type` gives the article itself; the related article is the notice.
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
    """The notices that an article contains: one for each work that it retracts, corrects or casts doubt on.

    A work without DOI and PMID cannot be identified, so it gets none.
    """
    type_ = article.get("article-type", "").strip().lower()
    pointers = article.iterfind("front/article-meta/related-article")
    found = (_notice(related, type_, metadata) for related in pointers)
    return tuple(notice for notice in found if notice is not None)


def _notice(related: Element, type_: str, metadata: Metadata) -> Notice | None:
    relation = related.get("related-article-type", "").strip().lower()
    standing = _OF_TYPE.get(type_) if relation in _UNSPECIFIC else _OF_RELATION.get(relation)
    doi, pmid = _target(related)
    if standing is None or not (doi or pmid) or (doi or "").casefold() == (metadata.doi or "?").casefold():
        return None
    partial = "partial" in (type_ if relation in _UNSPECIFIC else relation)
    prefix = _PARTIAL if partial and "retract" not in metadata.title.casefold() else ""
    return Notice(standing, doi, pmid, metadata.published, f"{prefix}{metadata.title}")


def _target(related: Element) -> tuple[str | None, str | None]:
    """The DOI and PMID of a related article."""
    link = unquote(related.get(XLINK, ""))
    doi = doi_in(link) or next(filter(None, map(doi_in, _ids(related, "doi"))), None)
    pmids = [link] if related.get("ext-link-type") in ("pmid", "pubmed") else []
    pmids = [pmid for pmid in (*pmids, *_ids(related, "pmid")) if pmid.isdecimal()]
    return doi, pmids[0] if pmids else None


def _ids(related: Element, kind: str) -> Iterator[str]:
    for element in related.iter("pub-id", "object-id"):
        if element.get("pub-id-type") == kind:
            yield text_of(element)


def declared_standing(meta: Element, title: str, type_: str = "") -> tuple[Standing, str | None]:
    """The standing that an article of this type declares for itself, and the DOI of the notice, if named."""
    is_notice = type_.strip().lower() in _OF_TYPE
    own = _OF_OWN if is_notice else _OF_OWN | _OF_TYPE
    named = [
        (standing, doi_in(unquote(related.get(XLINK, ""))))
        for related in meta.iterfind("related-article")
        if (standing := own.get(related.get("related-article-type", "").strip().lower()))
    ]
    named += [(standing, None) for start, standing in _OF_TITLE.items() if title.lower().startswith(start)]
    return max(named, key=lambda found: found[0].severity, default=(Standing.CURRENT, None))
