"""Runs the application in uvicorn, with Pincite's logging and without uvicorn's own headers."""

from logging.config import dictConfig

from fastapi import FastAPI
from uvicorn import Config, Server

from qa.api.app import create_app
from qa.api.monitoring import log_config
from qa.engine import Engine
from qa.settings import Settings

KEEP_ALIVE_SECONDS = 30


def serve(settings: Settings, engine: Engine) -> None:  # pragma: no cover (tested in a separate process)
    """Configure logging and serve `engine` until SIGINT or SIGTERM, then let running requests finish."""
    dictConfig(log_config(settings.log_level))
    build_server(settings, create_app(settings, engine)).run()


def build_server(settings: Settings, app: FastAPI) -> Server:
    """A server for `app`, not yet started. Uvicorn's access log is off because it would contain query strings."""
    return Server(
        Config(
            app,
            host=settings.host,
            port=settings.port,
            log_config=None,
            access_log=False,
            server_header=False,
            ws="none",
            timeout_keep_alive=KEEP_ALIVE_SECONDS,
            timeout_graceful_shutdown=settings.shutdown_seconds,
        )
    )
