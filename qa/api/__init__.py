"""The HTTP service: creates the application around an engine and serves it."""

from qa.api.app import create_app
from qa.api.server import build_server, serve

__all__ = ["build_server", "create_app", "serve"]
