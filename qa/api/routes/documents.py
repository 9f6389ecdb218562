"""The calls that show what is stored: the list, a document's description, its canonical text."""

import hashlib
from bisect import bisect_right
from typing import Annotated
from urllib.parse import unquote

from fastapi import APIRouter, Depends, Path, Query, Request
from pydantic import Field
from starlette.responses import Response

from corpus.store import Store
from qa.api import problems
from qa.api.dependencies import EdgeHere, documented
from qa.citation import ReceiptMismatch
from qa.schema import Body, Description, DocumentRecord, RecordPage, describe

YEAR = 365 * 24 * 3600
router = APIRouter(prefix="/v1/documents", tags=["documents"])


class PageQuery(Body):
    """Which page of the list."""

    limit: int = Field(default=50, ge=1, le=500, description="how many documents")
    after: str | None = Field(default=None, max_length=500, description="the `next` of the page before")


class TextQuery(Body):
    """Which version of a text."""

    version: str | None = Field(default=None, max_length=200, description="left out: the current one")


def sent_id(
    document_id: Annotated[str, Path(description="percent-encoded; a slash in it as `%2F`")],
) -> str:
    """The id in a path that is routed as it was sent."""
    return unquote(document_id)


SentId = Annotated[str, Depends(sent_id)]


@router.get("", responses=documented(problems.INVALID_REQUEST))
def documents(page: Annotated[PageQuery, Query()], edge: EdgeHere) -> RecordPage:
    """The records of the documents, in the order of their ids, a page at a time."""
    store = edge.engine.store
    ids = store.ids()
    start = 0 if page.after is None else bisect_right(ids, page.after)
    shown = ids[start : start + page.limit]
    more = start + page.limit < len(ids)
    return RecordPage(
        total=len(ids),
        documents=tuple(DocumentRecord.of(store.metadata(document_id)) for document_id in shown),
        next=shown[-1] if more else None,
    )


@router.get(
    "/{document_id:path}/text",
    response_class=Response,
    responses={
        200: {"content": {"text/plain; charset=utf-8": {"schema": {"type": "string"}}}},
        304: {"description": "The text has not changed."},
        **documented(
            problems.UNKNOWN_DOCUMENT,
            problems.UNKNOWN_VERSION,
            problems.INVALID_REQUEST,
            problems.RECEIPT_MISMATCH,
        ),
    },
)
def text(document_id: SentId, asked: Annotated[TextQuery, Query()], edge: EdgeHere, request: Request) -> Response:
    """The canonical text: exactly the UTF-8 bytes that offsets count and that `version` hashes."""
    store = edge.engine.store
    version = asked.version or _current(store, document_id)
    encoded = store.text(document_id, version).encode()
    if hashlib.sha256(encoded).hexdigest() != version:
        raise ReceiptMismatch("a stored text does not hash to its version: ingest it again")
    lasting = f"public, max-age={YEAR}, immutable" if asked.version else "no-cache"
    headers = {"ETag": f'"{version}"', "Cache-Control": lasting}
    if f'"{version}"' in request.headers.get("if-none-match", ""):
        return Response(status_code=304, headers=headers)
    return Response(encoded, headers=headers, media_type="text/plain; charset=utf-8")


@router.get("/{document_id:path}", responses=documented(problems.UNKNOWN_DOCUMENT, problems.INVALID_REQUEST))
def document(document_id: SentId, edge: EdgeHere) -> Description:
    """A document: its record, versions, sections and references, and what is wrong with the references."""
    store = edge.engine.store
    return describe(store.document(document_id), store.versions(document_id), store.findings(document_id))


def _current(store: Store, document_id: str) -> str:
    return next(stored.version for stored in store.versions(document_id) if stored.current)
