"""Routes to export and delete a stored conversation. Its id is a secret, so no log or metric contains it."""

from typing import Annotated

from fastapi import APIRouter, Path, Response

from qa.api import problems
from qa.api.dependencies import StateDep, problem_responses
from qa.conversation import Conversation

NO_STORE = {"Cache-Control": "no-store"}
router = APIRouter(prefix="/v1/conversations", tags=["conversations"])
EXPIRED = problem_responses(problems.EXPIRED_CONVERSATION, problems.INVALID_REQUEST)
ConversationId = Annotated[
    str, Path(max_length=200, description="The `conversation_id` of an outcome.", examples=["5f0c1e9ab4d27386f1"])
]


@router.get("/{conversation_id}", responses=EXPIRED)
def conversation(conversation_id: ConversationId, state: StateDep, response: Response) -> Conversation:
    """Everything stored about a conversation: its turns, and when it began, was last used and expires.

    The turns have the form that `history` accepts, so that the caller can continue the thread. Reading a
    conversation does not extend its lifetime.
    """
    response.headers.update(NO_STORE)
    return state.engine.conversations.export(conversation_id)


@router.delete(
    "/{conversation_id}",
    status_code=204,
    response_class=Response,
    responses=EXPIRED | problem_responses(problems.UNWRITABLE_HOME),
)
def delete_conversation(conversation_id: ConversationId, state: StateDep) -> Response:
    """Delete a conversation at once and overwrite it in the file.

    If nothing is stored under this id, because it was deleted, has expired or is mistyped, the status is 410.
    """
    state.engine.conversations.delete(conversation_id)
    return Response(status_code=204, headers=NO_STORE)
