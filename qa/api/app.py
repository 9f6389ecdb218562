"""Creates the application: routes, exception handlers, metrics and middleware."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import anyio
from anyio import CapacityLimiter
from fastapi import FastAPI
from starlette.middleware import Middleware
from starlette.routing import Route

from corpus.pictures import PagePictures
from qa.api import apidocs
from qa.api.dependencies import AppState
from qa.api.exception_handlers import add_exception_handlers
from qa.api.expiry import delete_expired_periodically
from qa.api.middleware import BodyLimit, KnownHosts, known_hosts, outer_middleware, transfer_middleware
from qa.api.monitoring import AccessLog, Metrics, Readiness
from qa.api.routes import ROUTERS, mount_widget
from qa.api.workers import Workers
from qa.engine import Engine
from qa.settings import Settings

DESCRIPTION = (
    "Answers clinical questions with sentences quoted verbatim from stored guidelines and articles. Each quote "
    "names its exact place in its source, and every outcome has a disclaimer. Quotes come from the stored copy "
    "and are not checked for truth."
)


def create_app(settings: Settings, engine: Engine) -> FastAPI:
    """The HTTP service over `engine`, which stays the caller's to close and is not changed."""
    metrics, readiness = Metrics(), Readiness(engine.live)
    workers = Workers(settings.concurrency, settings.queue_size, settings.max_request_seconds, metrics)
    metrics.watch(readiness.generation)
    pictures = PagePictures(seconds=settings.picture_seconds)

    @asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncIterator[None]:
        async with anyio.create_task_group() as tasks:
            tasks.start_soon(readiness.warm_up)
            tasks.start_soon(delete_expired_periodically, engine.conversations)
            yield
            tasks.cancel_scope.cancel()
        pictures.close()

    app = FastAPI(
        title="Pincite",
        description=DESCRIPTION,
        version="1",
        openapi_url=None,
        docs_url=None,
        redoc_url=None,
        redirect_slashes=False,
        lifespan=lifespan,
        telemetry={"tracing": False, "metrics": False, "logs": False, "auto_configure": False},
        middleware=[
            *outer_middleware(settings),
            *transfer_middleware(),
            Middleware(AccessLog, metrics=metrics),
            Middleware(KnownHosts, names=known_hosts(settings)),
            Middleware(BodyLimit, max_bytes=settings.max_body_bytes),
        ],
    )
    app.state.pincite = AppState(engine, metrics, readiness, workers, pictures, CapacityLimiter(1))
    app.state.routes = tuple(route for router in ROUTERS for route in router.routes if isinstance(route, Route))
    for router in (*ROUTERS, apidocs.router):
        app.include_router(router)
    mount_widget(app)
    apidocs.describe_problems(app)
    add_exception_handlers(app)
    return app
