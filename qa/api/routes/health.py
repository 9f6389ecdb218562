"""Routes for operating the service: liveness, readiness and metrics."""

from typing import Literal

from fastapi import APIRouter
from prometheus_client.exposition import CONTENT_TYPE_LATEST
from starlette.responses import Response

from qa.api import problems
from qa.api.dependencies import StateDep, problem_responses
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
    """Whether the process serves requests. Does not check the index."""
    return Alive()


@router.get("/readyz", responses=problem_responses(problems.NO_INDEX, problems.NOT_READY))
def readyz(state: StateDep) -> Ready:
    """Whether an index generation is live and the embedding model is loaded; status 503 until then."""
    return Ready(generation=state.readiness.index().generation_id)


@router.get(
    "/metrics",
    response_class=Response,
    responses={200: {"content": {"text/plain; version=0.0.4; charset=utf-8": {"schema": {"type": "string"}}}}},
)
def metrics(state: StateDep) -> Response:
    """Counts and latencies in Prometheus's text format."""
    return Response(state.metrics.render(), headers={"Content-Type": CONTENT_TYPE_LATEST})
