"""Exception handlers: map each exception to its problem and send it as a response."""

import logging
import sqlite3
from collections.abc import Mapping, Sequence

from fastapi import FastAPI
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import Match, Route

from corpus.store import UnknownDocument, UnknownVersion
from corpus.stored_version import StoreError
from index.errors import EmbeddingModelError, NoIndexError, UnknownDocumentError, UnusableIndexError
from qa.api import problems
from qa.api.monitoring import error_origin
from qa.api.page_links import page_root
from qa.api.problems import Problem, ProblemError, respond
from qa.api.workers import ClientGone
from qa.citation import ReceiptMismatch
from qa.conversation import BusyConversation, ExpiredConversation, UnknownTurn
from qa.pages import render

_LOG = logging.getLogger("pincite.failures")
BY_ERROR: Mapping[type[Exception], Problem] = {
    UnknownDocument: problems.UNKNOWN_DOCUMENT,
    UnknownVersion: problems.UNKNOWN_VERSION,
    ExpiredConversation: problems.EXPIRED_CONVERSATION,
    BusyConversation: problems.BUSY_CONVERSATION,
    UnknownTurn: problems.UNKNOWN_TURN,
    UnknownDocumentError: problems.UNKNOWN_DOCUMENT,
    NoIndexError: problems.NO_INDEX,
    UnusableIndexError: problems.UNUSABLE_INDEX,
    EmbeddingModelError: problems.UNUSABLE_MODEL,
    ReceiptMismatch: problems.RECEIPT_MISMATCH,
    StoreError: problems.RECEIPT_MISMATCH,  # last: unknown documents and versions are store errors too
}
CLIENT_GONE = 499
UNWRITABLE = frozenset(
    (sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR, sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN)
)
BY_STATUS: Mapping[int, Problem] = {
    404: problems.UNKNOWN_PATH,
    405: problems.METHOD_NOT_ALLOWED,
    413: problems.BODY_TOO_LARGE,
}


def add_exception_handlers(app: FastAPI) -> None:
    """Have `app` answer every known exception with its problem."""
    app.add_exception_handler(ProblemError, _respond)
    app.add_exception_handler(ClientGone, _end_without_response)
    app.add_exception_handler(RequestValidationError, _respond)
    app.add_exception_handler(HTTPException, _respond)
    app.add_exception_handler(sqlite3.OperationalError, _respond)
    for error in BY_ERROR:
        app.add_exception_handler(error, _respond)


async def _end_without_response(request: Request, _: Exception) -> Response:
    """The status for the log and the metrics; the server sends nothing on a closed connection."""
    request.state.outcome = "client-gone"
    return Response(status_code=CLIENT_GONE)


async def _respond(request: Request, error: Exception) -> Response:
    """The problem as problem+json, or as an HTML page for a browser that navigates to it."""
    problem = problem_of(error)
    request.state.outcome = problem.kind
    if problem.status == problems.INTERNAL_ERROR.status:
        _LOG.error("%s: %s", problem.kind, error_origin(error))
    elif isinstance(error, sqlite3.OperationalError):
        _LOG.error("%s: %s, %s", problem.kind, error.sqlite_errorname, error_origin(error))
    headers = dict(error.headers or {}) if isinstance(error, HTTPException) else {}
    if problem is problems.METHOD_NOT_ALLOWED:
        headers["Allow"] = ", ".join(sorted(_methods_at(request)))
    if "text/html" in request.headers.get("accept", ""):
        page = render("problem.html", problem=problem, root=page_root(request))
        return HTMLResponse(page, problem.status, {**headers, "Vary": "Accept"})
    return respond(problem, headers)


def _methods_at(request: Request) -> set[str]:
    """The methods of all routes at the path of the request; Starlette names those of the first only."""
    routes: Sequence[Route] = request.app.state.routes
    at_path = (route for route in routes if route.matches(request.scope)[0] is not Match.NONE)
    return {method for route in at_path for method in route.methods or ()} or {"GET", "HEAD"}


def problem_of(error: Exception) -> Problem:
    """The problem for an exception; an unknown exception is an internal error."""
    if isinstance(error, ProblemError):
        return error.problem
    if isinstance(error, RequestValidationError):
        return problems.from_validation_errors(error.errors())
    if isinstance(error, HTTPException):
        return _of_http(error)
    if isinstance(error, sqlite3.OperationalError) and getattr(error, "sqlite_errorcode", 0) & 0xFF in UNWRITABLE:
        return problems.UNWRITABLE_HOME
    known = (problem for kind, problem in BY_ERROR.items() if isinstance(error, kind))
    return next(known, problems.INTERNAL_ERROR)


def _of_http(error: HTTPException) -> Problem:
    if isinstance(error.__cause__, UnicodeDecodeError):
        return problems.INVALID_UTF8
    if error.status_code == problems.MALFORMED_JSON.status and error.__cause__ is not None:
        return problems.MALFORMED_JSON
    refused = problems.REFUSED.model_copy(update={"status": error.status_code})
    return BY_STATUS.get(error.status_code, refused)
