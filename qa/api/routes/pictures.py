"""The route to pictures of a PDF's pages, drawn from the stored original, with the lines of a quote boxed."""

import hashlib
from functools import partial
from typing import Annotated, Self

import anyio
from anyio import to_thread
from fastapi import APIRouter, Path, Query, Request
from pydantic import Field, model_validator
from starlette.responses import Response

from corpus.document import Span
from corpus.pictures import DRAWING_VERSION, PictureError, PictureRequest
from corpus.readers import PageMissing
from corpus.store import Store
from qa.api import problems
from qa.api.dependencies import AppState, StateDep, problem_responses
from qa.api.problems import Fault, ProblemError
from qa.api.routes.documents import YEAR, DocumentId, current_version
from qa.schema import Body

QUEUE_SECONDS = 30  # how long a request may wait for the pictures before it
PICTURE_POLICY = "default-src 'none'; img-src 'self'; style-src 'unsafe-inline'"  # what a browser's viewer needs
router = APIRouter(prefix="/v1/documents", tags=["documents"])
PageNumber = Annotated[int, Path(description="The ordinal of the page in the file, from 1.")]


class PictureQuery(Body):
    """The version of the document, and the byte range of the quote to box."""

    version: str | None = Field(default=None, max_length=200, description="Defaults to the current version.")
    start: int | None = Field(default=None, ge=0, description="The `byte_start` of the quote.")
    end: int | None = Field(default=None, ge=1, description="The `byte_end` of the quote.")

    @model_validator(mode="after")
    def _both_ends_or_none(self) -> Self:
        if (self.start is None) != (self.end is None):
            raise ValueError("give both `start` and `end`, or neither")
        if self.start is not None and self.end is not None and self.start >= self.end:
            raise ValueError("`start` must come before `end`")
        return self


@router.get(
    "/{document_id:path}/pages/{page:int}.png",
    response_class=Response,
    responses={
        200: {"content": {"image/png": {"schema": {"type": "string", "format": "binary"}}}},
        304: {"description": "The picture has not changed."},
        **problem_responses(
            problems.UNKNOWN_DOCUMENT,
            problems.UNKNOWN_VERSION,
            problems.UNKNOWN_PAGE,
            problems.NO_ORIGINAL,
            problems.INVALID_REQUEST,
            problems.UNDRAWABLE_PAGE,
            problems.BUSY_DRAWING,
        ),
    },
)
async def picture(
    document_id: DocumentId,
    page: PageNumber,
    query: Annotated[PictureQuery, Query()],
    state: StateDep,
    request: Request,
) -> Response:
    """A page of a PDF as a PNG picture; with `start` and `end`, the lines of that quote are boxed.

    Only for documents whose original is stored. Pictures are drawn one at a time, in another process.
    """
    version, etag = await to_thread.run_sync(partial(_identified, state.engine.store, document_id, page, query))
    caching = f"public, max-age={YEAR}, immutable" if query.version else "no-cache"
    headers = {"ETag": etag, "Cache-Control": caching, "Content-Security-Policy": PICTURE_POLICY}
    if etag in request.headers.get("if-none-match", ""):
        return Response(status_code=304, headers=headers)
    call = partial(_drawn, state, document_id, version, page, query)
    try:
        with anyio.fail_after(QUEUE_SECONDS):
            await state.drawing.acquire()
    except TimeoutError as error:
        raise ProblemError(problems.BUSY_DRAWING) from error
    try:
        drawn = await to_thread.run_sync(call)
    finally:
        state.drawing.release()
    return Response(drawn, headers=headers, media_type="image/png")


def _identified(store: Store, document_id: str, page: int, query: PictureQuery) -> tuple[str, str]:
    """The version and ETag of a picture; ends the request if there is no original to draw it from."""
    version = query.version or current_version(store, document_id)
    store.text(document_id, version)  # raises UnknownDocument or UnknownVersion
    if not store.has_original(document_id, version):
        raise ProblemError(problems.NO_ORIGINAL)
    parts = (DRAWING_VERSION, document_id, version, page, query.start, query.end)
    return version, f'"{hashlib.sha256(repr(parts).encode()).hexdigest()[:32]}"'


def _drawn(state: AppState, document_id: str, version: str, page: int, query: PictureQuery) -> bytes:
    store = state.engine.store
    original = store.original(document_id, version)
    if original is None:
        raise ProblemError(problems.NO_ORIGINAL)
    quote, before = _on_page(store, document_id, version, page, query)
    try:
        return state.pictures.draw(PictureRequest(original, page, quote, before))
    except PageMissing as error:
        raise ProblemError(problems.UNKNOWN_PAGE) from error
    except PictureError as error:
        raise ProblemError(problems.UNDRAWABLE_PAGE) from error


def _on_page(store: Store, document_id: str, version: str, page: int, query: PictureQuery) -> tuple[str, str]:
    """The part of the quote that is on a page, and the text of the page before it."""
    if query.start is None or query.end is None:
        return "", ""
    text = store.text(document_id, version)
    encoded = text.encode()
    if query.end > len(encoded):
        fault = Fault(field="end", message=f"is outside the text, which has {len(encoded)} bytes")
        raise ProblemError(problems.INVALID_REQUEST.model_copy(update={"faults": (fault,)}))
    start, end = (len(encoded[:at].decode(errors="ignore")) for at in (query.start, query.end))
    spans = [each.span for each in store.pages(document_id, version) if each.number == page]
    quoted = [span for span in spans if span.start < end and start < span.end]
    parts = [Span(max(start, span.start), min(end, span.end)) for span in quoted]
    if not parts:
        return "", ""
    return "\n".join(part.of(text) for part in parts), Span(quoted[0].start, parts[0].start).of(text)
