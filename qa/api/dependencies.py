"""The dependencies that routes share: the application's state, and checks and documentation of requests."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Annotated, Any, TypeVar

from anyio import CapacityLimiter
from fastapi import Depends, Request

from corpus.pictures import PagePictures
from qa.api.monitoring import Metrics, Readiness
from qa.api.problems import WRONG_CONTENT_TYPE, Problem, ProblemError
from qa.api.workers import Check, Workers
from qa.engine import Engine

Found = TypeVar("Found")


@dataclass(frozen=True)
class AppState:
    """The engine and what belongs to one application, kept in `app.state.pincite`.

    Of the requests for `pictures`, one at a time holds the token of `drawing`; the others wait without a thread.
    """

    engine: Engine
    metrics: Metrics
    readiness: Readiness
    workers: Workers
    pictures: PagePictures
    drawing: CapacityLimiter

    async def work(self, request: Request, call: Callable[[Check], Found]) -> Found:
        """The result of a blocking call, unless the queue is full, the deadline passes or the client leaves."""

        async def gone() -> None:
            while (await request.receive())["type"] != "http.disconnect":
                pass

        return await self.workers.run(call, gone)


def app_state(request: Request) -> AppState:
    """The state of the application that serves this request."""
    state: AppState = request.app.state.pincite
    return state


def require_json(request: Request) -> None:
    """Refuse a body whose Content-Type is not JSON, before it is parsed."""
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if not (kind == "application/json" or (kind.startswith("application/") and kind.endswith("+json"))):
        raise ProblemError(WRONG_CONTENT_TYPE)


def problem_responses(*problems: Problem) -> dict[int | str, dict[str, Any]]:
    """The `responses` argument of a route that can fail with these problems."""
    titles: dict[int | str, list[str]] = {}
    for problem in problems:
        titles.setdefault(problem.status, []).append(f"{problem.title}: {problem.remedy}")
    return {
        status: {"model": Problem, "description": " ".join(lines)}
        for status, lines in sorted(titles.items(), key=str)
    }


StateDep = Annotated[AppState, Depends(app_state)]
