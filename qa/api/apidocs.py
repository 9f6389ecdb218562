"""The API documentation: OpenAPI, and an HTML page rendered from it without scripts or a CDN."""

from http import HTTPStatus
from typing import Any

from fastapi import APIRouter, FastAPI, Request
from starlette.responses import HTMLResponse, JSONResponse

from qa.api.page_links import page_root
from qa.api.problems import MEDIA_TYPE
from qa.pages import render

router = APIRouter(include_in_schema=False)


@router.get("/openapi.json")
def openapi(request: Request) -> JSONResponse:
    """The OpenAPI description as JSON."""
    return JSONResponse(request.app.openapi())


@router.get("/docs")
def docs(request: Request) -> HTMLResponse:
    """The OpenAPI description as an HTML page."""
    return HTMLResponse(render("docs.html", api=request.app.openapi(), root=page_root(request)))


def describe_problems(app: FastAPI) -> None:
    """Declare in the OpenAPI description of `app` that failures are sent as `application/problem+json`."""
    describe = app.openapi

    def openapi() -> dict[str, Any]:
        api = describe()
        for calls in api["paths"].values():
            for call in calls.values():
                _as_problems(call["responses"])
        return api

    app.openapi = openapi  # type: ignore[method-assign]  # FastAPI's documented way to extend it


def _as_problems(responses: dict[str, Any]) -> None:
    for status, response in responses.items():
        content = response.get("content", {})
        if content and int(status) >= HTTPStatus.BAD_REQUEST:
            response["content"] = {MEDIA_TYPE: next(iter(content.values()))}
