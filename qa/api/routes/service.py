"""The route to what decides the outcomes of this service."""

from fastapi import APIRouter

from qa.api import problems
from qa.api.dependencies import StateDep, problem_responses
from qa.schema import ServiceConfiguration

router = APIRouter(tags=["operation"])


@router.get("/v1/service", responses=problem_responses(problems.NO_INDEX, problems.NOT_READY))
def service(state: StateDep) -> ServiceConfiguration:
    """What decides the outcomes of this service: versions, models and settings; for the provenance of a result."""
    return state.engine.configuration()
