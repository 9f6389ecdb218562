"""Routes for questions (follow-up, plain or streamed, and search), receipts (verify) and the disclaimer."""

from collections.abc import AsyncIterator
from time import perf_counter
from typing import Annotated

from fastapi import APIRouter, Body, Depends, Query, Request
from fastapi.sse import EventSourceResponse, ServerSentEvent

from qa.api import problems
from qa.api.dependencies import StateDep, problem_responses, require_json
from qa.api.examples import FOLLOW_UPS, RECEIPTS, SEARCHES
from qa.api.routes.stream import events
from qa.api.workers import Check
from qa.schema import (
    Abstention,
    Answer,
    Audience,
    Disclaimer,
    Question,
    Receipts,
    Result,
    SearchQuestion,
    SearchResult,
    Verdicts,
)
from qa.schema import Body as FrozenBody

BODY_PROBLEMS = (
    problems.MALFORMED_JSON,
    problems.INVALID_UTF8,
    problems.BODY_TOO_LARGE,
    problems.WRONG_CONTENT_TYPE,
    problems.INVALID_REQUEST,
    problems.OVERLOADED,
    problems.TIMED_OUT,
    problems.STOPPING,
)
QUESTION_PROBLEMS = (
    *BODY_PROBLEMS,
    problems.BLANK_QUESTION,
    problems.QUESTION_TOO_LONG,
    problems.RECEIPT_MISMATCH,
    problems.NO_INDEX,
)
FOLLOW_UP_PROBLEMS = (
    *QUESTION_PROBLEMS,
    problems.UNKNOWN_DOCUMENT,
    problems.EXPIRED_CONVERSATION,
    problems.BUSY_CONVERSATION,
    problems.UNKNOWN_TURN,
    problems.UNWRITABLE_HOME,
)

router = APIRouter(prefix="/v1", tags=["questions"])
json_only = [Depends(require_json)]


class DisclaimerQuery(FrozenBody):
    """The audience of the disclaimer."""

    audience: Audience = "clinician"


async def answered(
    question: Annotated[Question, Body(openapi_examples=FOLLOW_UPS)], state: StateDep, request: Request
) -> Answer | Abstention:
    """The outcome of the question in the body, complete before the response starts."""
    started = perf_counter()

    def answer(check: Check) -> Answer | Abstention:
        def observe(stage: str, seconds: float) -> None:
            state.metrics.stage(stage, seconds)
            check()

        return state.engine.answer(question, observe)

    outcome = await state.work(request, answer)
    state.metrics.outcome(outcome, perf_counter() - started)
    request.state.outcome = outcome.reason if isinstance(outcome, Abstention) else outcome.outcome
    return outcome


Outcome = Annotated[Answer | Abstention, Depends(answered)]


@router.post("/follow-up", dependencies=json_only, responses=problem_responses(*FOLLOW_UP_PROBLEMS))
async def follow_up(outcome: Outcome) -> Result:
    """Answer a question with sentences quoted from the stored documents, or say why there is no answer.

    A question can be asked on its own, about an article (`document_id`) or in a conversation (`conversation_id`,
    from an earlier outcome). There it follows the last turn, or replaces an earlier one (`replaces`).
    Every quote is a byte-exact slice of the document's canonical text.
    """
    return outcome


@router.post(
    "/follow-up/stream",
    dependencies=json_only,
    response_class=EventSourceResponse,
    responses=problem_responses(*FOLLOW_UP_PROBLEMS),
)
async def follow_up_stream(outcome: Outcome) -> AsyncIterator[ServerSentEvent]:
    """The same as server-sent events: `interpretation`, each `source`, each `quote`, and `done`.

    `done` contains the complete body, exactly as the plain call returns it.
    """
    for event in events(outcome):
        yield event


@router.post("/search", dependencies=json_only, responses=problem_responses(*QUESTION_PROBLEMS))
async def search(
    question: Annotated[SearchQuestion, Body(openapi_examples=SEARCHES)], state: StateDep, request: Request
) -> SearchResult:
    """Find passages, best first, with their scores and ranks. All results are returned, without selection."""
    return await state.work(request, lambda _: state.engine.search(question))


@router.post("/verify", dependencies=json_only, responses=problem_responses(*BODY_PROBLEMS))
async def verify(
    receipts: Annotated[Receipts, Body(openapi_examples=RECEIPTS)], state: StateDep, request: Request
) -> Verdicts:
    """Check whether the stored bytes that each receipt names still have the receipt's hash."""
    return await state.work(request, lambda _: state.engine.verify(receipts.receipts))


@router.get("/disclaimer", responses=problem_responses(problems.INVALID_REQUEST))
async def disclaimer(query: Annotated[DisclaimerQuery, Query()], state: StateDep) -> Disclaimer:
    """The disclaimer for an audience, which is part of every outcome."""
    return state.engine.disclaimer(query.audience)
