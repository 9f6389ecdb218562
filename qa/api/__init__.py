"""Serves the engine over HTTP."""

from qa.api.app import create_app
from qa.api.server import build_server, serve

__all__ = ["build_server", "create_app", "serve"]
