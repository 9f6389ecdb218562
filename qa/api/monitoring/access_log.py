"""Middleware that times and logs each request and turns unhandled exceptions into problems."""

import logging
from time import perf_counter

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from qa.api.monitoring.logs import error_origin
from qa.api.monitoring.metrics import METHODS, OTHER, Metrics
from qa.api.problems import INTERNAL_ERROR, respond

UNMATCHED = "unmatched"
DISCONNECTED = 499
_LOG = logging.getLogger("pincite.access")


class AccessLog:
    """Logs method, route template, status, duration and outcome; never a path, a query string or a body.

    Unhandled exceptions are caught here, because the server would log their messages, which may contain a
    question. They become an internal error or, if the response has already started, a closed connection.
    """

    def __init__(self, app: ASGIApp, metrics: Metrics) -> None:
        self._app = app
        self._metrics = metrics

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request; other scopes pass through."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        scope.setdefault("state", {})
        started, status = perf_counter(), 0

        async def send_and_note_status(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
            await send(message)

        with self._metrics.in_flight.track_inprogress():
            try:
                await self._app(scope, receive, send_and_note_status)
            except Exception as error:  # noqa: BLE001 - the message of an unknown error may hold a question
                _LOG.error("internal error: %s", error_origin(error))
                if not status:
                    scope["state"]["outcome"] = INTERNAL_ERROR.kind
                    await respond(INTERNAL_ERROR)(scope, receive, send_and_note_status)
            finally:
                self._record(scope, status or DISCONNECTED, perf_counter() - started)

    def _record(self, scope: Scope, status: int, seconds: float) -> None:
        route, method = _template(scope), scope["method"] if scope["method"] in METHODS else OTHER
        self._metrics.request(route, method, status, seconds)
        outcome = scope["state"].get("outcome", "-")
        _LOG.info("%s %s %d %.1f ms %s", method, route, status, 1000 * seconds, outcome)


def _template(scope: Scope) -> str:
    if scope.get("route") is not None:
        return str(scope["route"].path).replace(":path}", "}")
    if "app_root_path" in scope:
        return str(scope["root_path"]).removeprefix(scope["app_root_path"]) + "/{file}"
    return UNMATCHED
