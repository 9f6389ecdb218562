"""The calls of those who run the service: liveness, readiness, metrics."""

from typing import Literal

from fastapi import APIRouter
from prometheus_client.exposition import CONTENT_TYPE_LATEST
from starlette.responses import Response

from qa.api import problems
from qa.api.dependencies import EdgeHere, documented
from qa.schema import Body

router = APIRouter(tags=["operation"])


class Alive(Body):
    """The process serves requests."""

    status: Literal["ok"] = "ok"


class Ready(Body):
    """The service can answer."""

    status: Literal["ready"] = "ready"
    generation: str


@router.get("/healthz")
async def healthz() -> Alive:
    """Whether the process serves requests; says nothing of the index."""
    return Alive()


@router.get("/readyz", responses=documented(problems.NO_INDEX, problems.NOT_READY))
def readyz(edge: EdgeHere) -> Ready:
    """Whether a generation is live and the model loaded; 503 until then."""
    return Ready(generation=edge.readiness.index().generation_id)


@router.get(
    "/metrics",
    response_class=Response,
    responses={200: {"content": {"text/plain; version=0.0.4; charset=utf-8": {"schema": {"type": "string"}}}}},
)
def metrics(edge: EdgeHere) -> Response:
    """Counts and latencies in Prometheus' text format."""
    return Response(edge.metrics.render(), headers={"Content-Type": CONTENT_TYPE_LATEST})
