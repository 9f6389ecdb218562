"""Runs the application in uvicorn, with Pincite's logging, limits on connections and no headers of uvicorn's."""

import logging
import resource
import socket
from functools import partial
from logging.config import dictConfig

from fastapi import FastAPI
from uvicorn import Config, Server

from qa.api.app import create_app
from qa.api.connections import Connections, LimitedProtocol, Limits
from qa.api.monitoring import log_config
from qa.api.workers import Workers
from qa.engine import Engine
from qa.settings import Settings

PENDING = 1024
"""How many connections the system keeps that have not been accepted yet."""
ACCEPTED = 64
"""How many asyncio accepts at a time, which it calls the backlog; it needs some rounds to close those too many."""
BURST = 4 * ACCEPTED
# Of the service itself: its standard streams, the index, and three files of two databases in each thread.
OWN_FILES = 320
_LOG = logging.getLogger("pincite.server")


class PromptServer(Server):
    """A server that has room for bursts of connections, and that stops without waiting for its queue.

    It finishes the questions that run and refuses those in the queue. Otherwise the time to stop would depend on
    the length of the queue, and what was left of it would be cut off.
    """

    def __init__(self, config: Config, workers: Workers) -> None:
        super().__init__(config)
        self._workers = workers

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Start, and have the system keep more pending connections than asyncio accepts at a time."""
        await super().startup(sockets)
        for listener in (each for server in self.servers for each in server.sockets):
            with socket.fromfd(listener.fileno(), listener.family, listener.type) as same:
                same.listen(PENDING)

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """Stop, within the time of `timeout_graceful_shutdown`."""
        self._workers.stop()
        await super().shutdown(sockets)


def serve(settings: Settings, engine: Engine) -> None:  # pragma: no cover (tested in a separate process)
    """Configure logging and serve `engine` until SIGINT or SIGTERM, then let running requests finish."""
    dictConfig(log_config(settings.log_level, settings.max_log_lines_per_second))
    build_server(settings, create_app(settings, engine)).run()


def build_server(settings: Settings, app: FastAPI) -> Server:
    """A server for `app`, not yet started. Uvicorn's access log is off because it would contain query strings."""
    connections = Connections(_limits(settings), app.state.pincite.metrics)
    config = Config(
        app,
        host=settings.host,
        port=settings.port,
        http=partial(LimitedProtocol, connections=connections),  # type: ignore[arg-type]  # called as a class is
        backlog=ACCEPTED,
        log_config=None,
        access_log=False,
        server_header=False,
        ws="none",
        timeout_keep_alive=settings.idle_seconds,
        timeout_graceful_shutdown=settings.shutdown_seconds,
    )
    return PromptServer(config, app.state.pincite.workers)


def _limits(settings: Settings) -> Limits:
    most = min(settings.max_connections, _files(settings.max_connections + BURST + OWN_FILES) - BURST - OWN_FILES)
    if most < settings.max_connections:
        _LOG.warning("%d connections at most: raise the limit on open files (ulimit -n) for more", max(most, 1))
    return Limits(
        connections=max(most, 1),
        per_address=settings.max_connections_per_address,
        header_seconds=settings.max_header_seconds,
        body_seconds=settings.max_body_seconds,
        write_seconds=settings.max_write_seconds,
    )


def _files(wanted: int) -> int:
    """How many files the process may open, after raising its limit to `wanted` as far as it may."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    if soft == resource.RLIM_INFINITY or soft >= wanted:
        return wanted
    raised = wanted if hard == resource.RLIM_INFINITY else max(soft, min(hard, wanted))
    resource.setrlimit(resource.RLIMIT_NOFILE, (raised, hard))
    return raised
