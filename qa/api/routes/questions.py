"""The calls that take a question: follow-up, the same as a stream, search; and verify, which takes receipts."""

from collections.abc import AsyncIterator
from functools import partial
from time import perf_counter
from typing import Annotated

from fastapi import APIRouter, Body, Depends, Query, Request
from fastapi.sse import EventSourceResponse, ServerSentEvent

from qa.api import problems
from qa.api.dependencies import EdgeHere, documented, require_json
from qa.api.examples import FOLLOW_UPS, RECEIPTS, SEARCHES
from qa.api.routes.stream import events
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
    """Whom the notice is for."""

    audience: Audience = "clinician"


async def answered(
    question: Annotated[Question, Body(openapi_examples=FOLLOW_UPS)], edge: EdgeHere, request: Request
) -> Answer | Abstention:
    """The outcome of the question in the body, complete before a response begins."""
    started = perf_counter()
    outcome = await edge.work(partial(edge.engine.answer, question, edge.metrics.stage))
    edge.metrics.outcome(outcome, perf_counter() - started)
    request.state.outcome = outcome.reason if isinstance(outcome, Abstention) else outcome.outcome
    return outcome


Outcome = Annotated[Answer | Abstention, Depends(answered)]


@router.post("/follow-up", dependencies=json_only, responses=documented(*FOLLOW_UP_PROBLEMS))
async def follow_up(outcome: Outcome) -> Result:
    """Answer a question with sentences quoted from the stored documents, or say why there are none.

    Ask it on its own, under an article (`document_id`), or in a conversation (`conversation_id`, from an
    earlier outcome), there after its last turn or in the place of an earlier one (`replaces`).
    Every quote is a byte-exact slice of the document's canonical text.
    """
    return outcome


@router.post(
    "/follow-up/stream",
    dependencies=json_only,
    response_class=EventSourceResponse,
    responses=documented(*FOLLOW_UP_PROBLEMS),
)
async def follow_up_stream(outcome: Outcome) -> AsyncIterator[ServerSentEvent]:
    """The same as server-sent events: `interpretation`, each `source`, each `quote`, and `done`.

    `done` carries the complete body, exactly as the plain call gives it.
    """
    for event in events(outcome):
        yield event


@router.post("/search", dependencies=json_only, responses=documented(*QUESTION_PROBLEMS))
async def search(
    question: Annotated[SearchQuestion, Body(openapi_examples=SEARCHES)], edge: EdgeHere
) -> SearchResult:
    """Find passages, best first, with their scores and ranks. Nothing is selected or withheld here."""
    return await edge.work(partial(edge.engine.search, question))


@router.post("/verify", dependencies=json_only, responses=documented(*BODY_PROBLEMS))
def verify(receipts: Annotated[Receipts, Body(openapi_examples=RECEIPTS)], edge: EdgeHere) -> Verdicts:
    """Check receipts: whether each names bytes of a stored document that hash to what it says."""
    return edge.engine.verify(receipts.receipts)


@router.get("/disclaimer", responses=documented(problems.INVALID_REQUEST))
async def disclaimer(asked: Annotated[DisclaimerQuery, Query()], edge: EdgeHere) -> Disclaimer:
    """The notice that goes with every outcome, for an audience."""
    return edge.engine.disclaimer(asked.audience)
