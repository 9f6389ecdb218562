"""Routes to the HTML pages (the ask page and the reader) and to the files of the widget."""

from pathlib import Path
from typing import Annotated

from fastapi import APIRouter, Depends, FastAPI, Query
from starlette.responses import HTMLResponse
from starlette.staticfiles import StaticFiles

from qa.api.dependencies import StateDep
from qa.api.middleware import WIDGET
from qa.api.page_links import page_root
from qa.api.routes.documents import DocumentId, TextQuery
from qa.pages import MAX_LISTED, ask_page, reader_page
from qa.schema import Audience

PAGE_AUDIENCE: Audience = "default"
Root = Annotated[str, Depends(page_root)]
router = APIRouter(include_in_schema=False)


@router.get("/")
def ask(state: StateDep, root: Root) -> HTMLResponse:
    """The ask page; it lists the documents if there are few."""
    store = state.engine.store
    ids = store.ids()
    listed = [store.metadata(document_id) for document_id in ids] if len(ids) <= MAX_LISTED else []
    return HTMLResponse(ask_page(listed, state.engine.disclaimer(PAGE_AUDIENCE), total=len(ids), root=root))


@router.get("/read/{document_id:path}")
def read(
    document_id: DocumentId, query: Annotated[TextQuery, Query()], state: StateDep, root: Root
) -> HTMLResponse:
    """The reader, by default for the current version; `#q=<byte_start>-<byte_end>` highlights a quote."""
    store = state.engine.store
    document = store.document(document_id, query.version)
    current = next(stored.version for stored in store.versions(document_id) if stored.current)
    return HTMLResponse(
        reader_page(
            document,
            state.engine.disclaimer(PAGE_AUDIENCE),
            current=document.version == current,
            findings=store.findings(document_id),
            root=root,
            pictured=store.has_original(document_id, document.version),
        )
    )


def mount_widget(app: FastAPI) -> None:
    """Serve the widget's files as static files."""
    app.mount(WIDGET, StaticFiles(directory=Path(__file__).parents[2] / "widget"))
