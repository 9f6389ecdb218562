"""The pages: the ask page, the reader, and the files of the widget."""

from pathlib import Path
from typing import Annotated

from fastapi import APIRouter, FastAPI, Query
from starlette.responses import HTMLResponse
from starlette.staticfiles import StaticFiles

from qa.api.dependencies import EdgeHere
from qa.api.routes.documents import SentId, TextQuery
from qa.api.security import WIDGET
from qa.pages import LISTED, ask_page, reader_page
from qa.schema import Audience

UNSAID: Audience = "default"
router = APIRouter(include_in_schema=False)


@router.get("/")
def ask(edge: EdgeHere) -> HTMLResponse:
    """The page to ask on; it lists the documents while they are few."""
    store = edge.engine.store
    ids = store.ids()
    listed = [store.metadata(document_id) for document_id in ids] if len(ids) <= LISTED else []
    return HTMLResponse(ask_page(listed, edge.engine.disclaimer(UNSAID), total=len(ids)))


@router.get("/read/{document_id:path}")
def read(document_id: SentId, asked: Annotated[TextQuery, Query()], edge: EdgeHere) -> HTMLResponse:
    """A document to read, by default its current version; `#q=<byte_start>-<byte_end>` highlights a quote."""
    store = edge.engine.store
    document = store.document(document_id, asked.version)
    current = next(stored.version for stored in store.versions(document_id) if stored.current)
    return HTMLResponse(
        reader_page(
            document,
            edge.engine.disclaimer(UNSAID),
            current=document.version == current,
            findings=store.findings(document_id),
        )
    )


def mount_widget(app: FastAPI) -> None:
    """Serve the files of the widget as they are."""
    app.mount(WIDGET, StaticFiles(directory=Path(__file__).with_name("widget")))
