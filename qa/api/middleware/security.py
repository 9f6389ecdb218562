"""The middleware that protects every request: security headers, CORS, known hosts, the body limit, raw paths."""

import re
from collections.abc import Iterable, Sequence
from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.middleware.cors import CORSMiddleware
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from qa.api.problems import BODY_TOO_LARGE, UNKNOWN_HOST, respond
from qa.settings import Settings

LOOPBACK = ("localhost", "127.0.0.1", "::1")
WIDGET = "/widget"
SUBDOMAINS = "//*."
LABEL = "[a-z0-9](?:[a-z0-9-]*[a-z0-9])?"
UNCACHED_METHODS = ("POST", "DELETE")
ENCODED_PATHS = ("/v1/documents/", "/read/")
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self' data:; "
    "font-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors {ancestors}"
)
HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    "Cross-Origin-Resource-Policy": "same-origin",
}


def outer_middleware(settings: Settings) -> list[Middleware]:
    """The middleware outside the access log, outermost first; CORS only if origins are configured."""
    cors = Middleware(
        CORSMiddleware,
        allow_origins=[origin for origin in settings.cors_origins if SUBDOMAINS not in origin],
        allow_origin_regex=_pattern_of([origin for origin in settings.cors_origins if SUBDOMAINS in origin]),
        allow_methods=("GET", "POST", "DELETE"),
        allow_headers=("Authorization", "Content-Type"),
        allow_credentials=True,
        expose_headers=("ETag", "Retry-After"),
    )
    policy = POLICY.format(ancestors=" ".join(("'self'", *settings.frame_ancestors)))
    headers = Middleware(ResponseHeaders, policy=policy, embeddable=bool(settings.cors_origins))
    return [Middleware(RawPaths), headers, *([cors] if settings.cors_origins else [])]


def _pattern_of(origins: Sequence[str]) -> str | None:
    """The regular expression for origins with `*.` in place of one or more subdomains; None for none."""
    patterns = [re.escape(origin).replace(re.escape(SUBDOMAINS), rf"//(?:{LABEL}\.)+") for origin in origins]
    return "|".join(patterns) or None


class ResponseHeaders:
    """Adds security headers to every response; `embeddable` allows other origins to load the widget's files."""

    def __init__(self, app: ASGIApp, *, policy: str, embeddable: bool) -> None:
        self._app = app
        self._headers = {"Content-Security-Policy": policy, **HEADERS}
        self._embeddable = embeddable

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request."""
        cross_origin = self._embeddable and scope.get("path", "").startswith(WIDGET + "/")

        async def with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in self._headers.items():
                    headers.setdefault(name, value)
                headers.setdefault(
                    "Cache-Control", "no-store" if scope["method"] in UNCACHED_METHODS else "no-cache"
                )
                if cross_origin:
                    headers["Cross-Origin-Resource-Policy"] = "cross-origin"
            await send(message)

        await self._app(scope, receive, with_headers)


class RawPaths:
    """Routes document paths without decoding them, so that `%2F` in an id is not a slash, and HEAD as GET.

    The server removes the body of a response to HEAD.
    """

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request."""
        if scope["type"] == "http":
            scope = dict(scope)
            raw = scope.get("raw_path", b"").decode("latin-1")
            if raw.removeprefix(scope.get("root_path", "")).startswith(ENCODED_PATHS):
                scope["path"] = raw
            if scope["method"] == "HEAD":
                scope["method"] = "GET"
        await self._app(scope, receive, send)


def known_hosts(settings: Settings) -> frozenset[str]:
    """The names under which the service may be called: loopback names, its own address, and those configured."""
    return frozenset((*LOOPBACK, settings.host.lower(), *settings.allowed_hosts))


class KnownHosts:
    """Refuses requests whose `Host` is none of `names`, nor the address at which the connection arrived.

    A page of an attacker can have its own name resolve to this machine, and would then be of the same origin as
    the service (DNS rebinding). It cannot change the `Host` that the browser sends. Starlette's
    TrustedHostMiddleware does the same, but knows neither the arriving address nor problem+json.
    """

    def __init__(self, app: ASGIApp, names: Iterable[str]) -> None:
        self._app = app
        self._names = frozenset(names)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request."""
        if scope["type"] != "http" or self._is_known(scope):
            await self._app(scope, receive, send)
            return
        scope.setdefault("state", {})["outcome"] = UNKNOWN_HOST.kind
        await respond(UNKNOWN_HOST)(scope, receive, send)

    def _is_known(self, scope: Scope) -> bool:
        name = _host_name(Headers(scope=scope).get("host", ""))
        return name is not None and (name in self._names or name == (scope.get("server") or ("",))[0])


def _host_name(host: str) -> str | None:
    """The name in a `Host` header, in lower case and without its port; None if there is none."""
    try:
        parts = urlsplit(f"//{host}")
    except ValueError:
        return None
    return parts.hostname if parts.netloc == host and "@" not in host else None


class BodyTooLarge(HTTPException):
    """The body exceeded the limit while it was being read."""

    def __init__(self) -> None:
        super().__init__(BODY_TOO_LARGE.status)


class BodyLimit:
    """Refuses a body larger than `max_bytes`, by its declared length or while it is being read."""

    def __init__(self, app: ASGIApp, max_bytes: int) -> None:
        self._app = app
        self._max_bytes = max_bytes

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        if self._declared_too_large(scope):
            scope.setdefault("state", {})["outcome"] = BODY_TOO_LARGE.kind
            await respond(BODY_TOO_LARGE)(scope, receive, send)
            return
        received = 0

        async def counted() -> Message:
            nonlocal received
            message = await receive()
            received += len(message.get("body", b""))
            if received > self._max_bytes:
                raise BodyTooLarge
            return message

        await self._app(scope, counted, send)

    def _declared_too_large(self, scope: Scope) -> bool:
        declared = Headers(scope=scope).get("content-length", "")
        return declared.isdecimal() and int(declared) > self._max_bytes
