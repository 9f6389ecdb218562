"""The calls about a kept conversation: export it, delete it. The id is a key, and no log or metric holds it."""

from typing import Annotated

from fastapi import APIRouter, Path, Response

from qa.api import problems
from qa.api.dependencies import EdgeHere, documented
from qa.conversation import Conversation

NO_STORE = {"Cache-Control": "no-store"}
router = APIRouter(prefix="/v1/conversations", tags=["conversations"])
gone = documented(problems.EXPIRED_CONVERSATION, problems.INVALID_REQUEST)
ConversationId = Annotated[
    str, Path(max_length=200, description="the `conversation_id` of an outcome", examples=["5f0c1e9ab4d27386f1"])
]


@router.get("/{conversation_id}", responses=gone)
def conversation(conversation_id: ConversationId, edge: EdgeHere, response: Response) -> Conversation:
    """All that is kept of a conversation: its turns, and when it began, was last used, and expires.

    The turns are as `history` takes them, so that a thread can go on without being kept here. Reading it does
    not prolong it.
    """
    response.headers.update(NO_STORE)
    return edge.engine.conversations.export(conversation_id)


@router.delete(
    "/{conversation_id}",
    status_code=204,
    response_class=Response,
    responses=gone | documented(problems.UNWRITABLE_HOME),
)
def delete_conversation(conversation_id: ConversationId, edge: EdgeHere) -> Response:
    """Forget a conversation at once, in the file too.

    Once is as good as twice: where nothing is kept, be it deleted, expired or mistyped, the answer is 410.
    """
    edge.engine.conversations.delete(conversation_id)
    return Response(status_code=204, headers=NO_STORE)
