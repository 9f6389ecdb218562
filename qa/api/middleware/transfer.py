"""Saves transfers: entity tags for pages and records, and compression of everything but answers."""

import hashlib
from http import HTTPStatus

from starlette.datastructures import Headers, MutableHeaders
from starlette.middleware import Middleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.types import ASGIApp, Message, Receive, Scope, Send

SMALLEST_COMPRESSED = 1000
TAGGED = ("application/json", "text/html")


def transfer_middleware() -> list[Middleware]:
    """The middleware, outermost first."""
    return [Middleware(CompressedReads), Middleware(EntityTags)]


class CompressedReads:
    """Compresses what is read with GET, if the client accepts it.

    Answers stay as they are: they hold a secret (the id of their conversation) beside words that another site can
    choose, and the size of the two compressed together would tell about the secret (BREACH).
    """

    def __init__(self, app: ASGIApp) -> None:
        self._plain, self._compressed = app, GZipMiddleware(app, minimum_size=SMALLEST_COMPRESSED)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request."""
        reads = scope["type"] == "http" and scope["method"] == "GET"
        await (self._compressed if reads else self._plain)(scope, receive, send)


class EntityTags:
    """Adds an `ETag` to pages and JSON that have none, and answers 304 where the client has the same already.

    The tag is weak (RFC 9110, 8.8.1), since it is that of the content before compression.
    """

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request."""
        if scope["type"] != "http" or scope["method"] != "GET":
            await self._app(scope, receive, send)
            return
        reply = _Reply(send, Headers(scope=scope).get("if-none-match", ""))
        await self._app(scope, receive, reply.take)


class _Reply:
    """One response: held back until it is complete if it gets a tag, else passed on."""

    def __init__(self, send: Send, known: str) -> None:
        self._send, self._known = send, known
        self._start: Message | None = None
        self._parts: list[bytes] = []

    async def take(self, message: Message) -> None:
        """Take the next message of the response."""
        if message["type"] == "http.response.start" and _gets_tag(message):
            self._start = message
        elif self._start is None or message["type"] != "http.response.body":
            await self._send(message)
        else:
            self._parts.append(message.get("body", b""))
            if not message.get("more_body", False):
                await self._complete(self._start, b"".join(self._parts))

    async def _complete(self, start: Message, body: bytes) -> None:
        tag = f'W/"{hashlib.sha256(body).hexdigest()[:32]}"'
        headers = MutableHeaders(scope=start)
        headers["ETag"] = tag
        if tag in (each.strip() for each in self._known.split(",")):
            start["status"], body = 304, b""
            del headers["content-length"]
            del headers["content-type"]
        await self._send(start)
        await self._send({"type": "http.response.body", "body": body})


def _gets_tag(start: Message) -> bool:
    headers = Headers(raw=start["headers"])
    kind = headers.get("content-type", "").partition(";")[0]
    return (
        start["status"] == HTTPStatus.OK and kind in TAGGED and "etag" not in headers and _may_be_stored(headers)
    )


def _may_be_stored(headers: Headers) -> bool:
    return "no-store" not in headers.get("cache-control", "")
