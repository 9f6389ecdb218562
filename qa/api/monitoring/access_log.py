"""The last resort around the application: times each request, logs one line of it, ends failures as problems."""

import logging
from time import perf_counter

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from qa.api.monitoring.logs import place
from qa.api.monitoring.metrics import METHODS, OTHER, Metrics
from qa.api.problems import INTERNAL_ERROR, respond

UNMATCHED = "unmatched"
DISCONNECTED = 499
_LOG = logging.getLogger("pincite.access")


class Access:
    """Logs method, route template, status, duration and outcome; never a path, a query string or a body.

    An exception that nothing else has turned into a problem ends here, because the server would log its
    message. Where the response has begun, the connection is cut instead.
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

        async def watched(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
            await send(message)

        with self._metrics.in_flight.track_inprogress():
            try:
                await self._app(scope, receive, watched)
            except Exception as error:  # noqa: BLE001 - the message of an unknown error may hold a question
                _LOG.error("internal error: %s", place(error))
                if not status:
                    scope["state"]["outcome"] = INTERNAL_ERROR.kind
                    await respond(INTERNAL_ERROR)(scope, receive, watched)
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
