"""The middleware around every request: security headers, CORS, known hosts, the body limit, compression."""

from qa.api.middleware.security import WIDGET, BodyLimit, KnownHosts, known_hosts, outer_middleware
from qa.api.middleware.transfer import transfer_middleware

__all__ = ["WIDGET", "BodyLimit", "KnownHosts", "known_hosts", "outer_middleware", "transfer_middleware"]
