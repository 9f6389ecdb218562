"""What every route needs: the engine, the metrics, the readiness, and a place in the queue for model calls."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Annotated, Any, TypeVar

from anyio import CapacityLimiter, to_thread
from fastapi import Depends, Request

from qa.api.monitoring import Metrics, Readiness
from qa.api.problems import WRONG_CONTENT_TYPE, Problem, ProblemError
from qa.engine import Engine

Found = TypeVar("Found")


@dataclass(frozen=True)
class Edge:
    """One per application, in `app.state.edge`."""

    engine: Engine
    metrics: Metrics
    readiness: Readiness
    queue: CapacityLimiter

    async def work(self, call: Callable[[], Found]) -> Found:
        """Run a model call in a thread, when its turn has come."""
        return await to_thread.run_sync(call, limiter=self.queue)


def edge_of(request: Request) -> Edge:
    """The edge of the application that serves this request."""
    edge: Edge = request.app.state.edge
    return edge


def require_json(request: Request) -> None:
    """Refuse a body that is not declared to be JSON, before it is read as anything else."""
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if not (kind == "application/json" or (kind.startswith("application/") and kind.endswith("+json"))):
        raise ProblemError(WRONG_CONTENT_TYPE)


def documented(*problems: Problem) -> dict[int | str, dict[str, Any]]:
    """The `responses` of a route that can end in these problems."""
    titles: dict[int | str, list[str]] = {}
    for problem in problems:
        titles.setdefault(problem.status, []).append(f"{problem.title}: {problem.remedy}")
    return {
        status: {"model": Problem, "description": " ".join(lines)}
        for status, lines in sorted(titles.items(), key=str)
    }


EdgeHere = Annotated[Edge, Depends(edge_of)]
