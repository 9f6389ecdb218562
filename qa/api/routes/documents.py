"""Routes to the stored documents: the list, the description of a document, its canonical text."""

import hashlib
from bisect import bisect_right
from typing import Annotated
from urllib.parse import unquote

from fastapi import APIRouter, Depends, Path, Query, Request
from pydantic import Field
from starlette.responses import Response

from corpus.store import Store
from qa.api import problems
from qa.api.dependencies import StateDep, problem_responses
from qa.citation import ReceiptMismatch
from qa.schema import Body, Description, DocumentRecord, RecordPage, describe

YEAR = 365 * 24 * 3600
router = APIRouter(prefix="/v1/documents", tags=["documents"])


class PageQuery(Body):
    """The page of the list to return."""

    limit: int = Field(default=50, ge=1, le=500, description="Maximum number of documents.")
    after: str | None = Field(default=None, max_length=500, description="The `next` of the previous page.")


class TextQuery(Body):
    """The version of the text to return."""

    version: str | None = Field(default=None, max_length=200, description="Defaults to the current version.")


def decoded_id(
    document_id: Annotated[str, Path(description="Percent-encoded, with a slash as `%2F`.")],
) -> str:
    """The decoded id from a path that is routed without decoding."""
    return unquote(document_id)


DocumentId = Annotated[str, Depends(decoded_id)]


@router.get("", responses=problem_responses(problems.INVALID_REQUEST))
def documents(page: Annotated[PageQuery, Query()], state: StateDep) -> RecordPage:
    """The records of the documents, ordered by id, in pages."""
    store = state.engine.store
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
        **problem_responses(
            problems.UNKNOWN_DOCUMENT,
            problems.UNKNOWN_VERSION,
            problems.INVALID_REQUEST,
            problems.RECEIPT_MISMATCH,
        ),
    },
)
def text(
    document_id: DocumentId, query: Annotated[TextQuery, Query()], state: StateDep, request: Request
) -> Response:
    """The canonical text: exactly the UTF-8 bytes that offsets count and whose SHA-256 is the version."""
    store = state.engine.store
    version = query.version or current_version(store, document_id)
    encoded = store.text(document_id, version).encode()
    if hashlib.sha256(encoded).hexdigest() != version:
        raise ReceiptMismatch("a stored text does not match the hash of its version: ingest the document again")
    caching = f"public, max-age={YEAR}, immutable" if query.version else "no-cache"
    headers = {"ETag": f'"{version}"', "Cache-Control": caching}
    if f'"{version}"' in request.headers.get("if-none-match", ""):
        return Response(status_code=304, headers=headers)
    return Response(encoded, headers=headers, media_type="text/plain; charset=utf-8")


@router.get(
    "/{document_id:path}", responses=problem_responses(problems.UNKNOWN_DOCUMENT, problems.INVALID_REQUEST)
)
def document(document_id: DocumentId, state: StateDep) -> Description:
    """A document: its record, versions, sections and references, and any problems with the references."""
    store = state.engine.store
    return describe(store.document(document_id), store.versions(document_id), store.findings(document_id))


def current_version(store: Store, document_id: str) -> str:
    """The current version of a document; raises UnknownDocument."""
    return next(stored.version for stored in store.versions(document_id) if stored.current)
