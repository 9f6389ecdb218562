"""The application: routes, failures, metrics and protection, put together in one place."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import anyio
from anyio import CapacityLimiter
from fastapi import FastAPI
from starlette.middleware import Middleware

from qa.api import apidocs
from qa.api.dependencies import Edge
from qa.api.exception_handlers import handle_failures
from qa.api.expiry import keep_forgetting
from qa.api.monitoring import Access, Metrics, Readiness
from qa.api.routes import ROUTERS, mount_widget
from qa.api.security import BodyLimit, outer_layers
from qa.engine import Engine
from qa.settings import Settings

DESCRIPTION = (
    "Answers a clinician's question with sentences quoted verbatim from stored guidelines and articles, each "
    "pin-cited, and always with the disclaimer. Quoted from the stored copy; not checked for truth."
)


def create_app(settings: Settings, engine: Engine) -> FastAPI:
    """The HTTP service over `engine`, which stays the caller's to close and is not changed."""
    metrics, readiness = Metrics(), Readiness(engine.live)
    metrics.watch(readiness.generation)

    @asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncIterator[None]:
        async with anyio.create_task_group() as tasks:
            tasks.start_soon(readiness.warm_up)
            tasks.start_soon(keep_forgetting, engine.conversations)
            yield
            tasks.cancel_scope.cancel()

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
            *outer_layers(settings),
            Middleware(Access, metrics=metrics),
            Middleware(BodyLimit, max_bytes=settings.max_body_bytes),
        ],
    )
    app.state.edge = Edge(engine, metrics, readiness, CapacityLimiter(settings.concurrency))
    for router in (*ROUTERS, apidocs.router):
        app.include_router(router)
    mount_widget(app)
    apidocs.describe_problems(app)
    handle_failures(app)
    return app
