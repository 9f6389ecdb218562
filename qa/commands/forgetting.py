"""The command `forget`, which deletes conversations."""

from typing import Annotated

import typer

from qa.commands.exits import Exit, fail
from qa.commands.terminal import print_out
from qa.conversation import Conversations, ExpiredConversation
from qa.home import Home
from qa.settings import Settings


def forget(
    context: typer.Context,
    ids: Annotated[
        list[str] | None, typer.Argument(metavar="ID", help="IDs of the conversations.", show_default=False)
    ] = None,
    *,
    everything: Annotated[bool, typer.Option("--all", help="Delete all conversations.")] = False,
) -> None:
    """Delete conversations from the data folder."""
    if bool(ids) == everything:
        fail("give either the ids of the conversations to delete, or --all", Exit.USAGE)
    settings: Settings = context.obj
    conversations = Conversations(Home(settings.home).conversations, hours=settings.conversation_hours)
    if everything:
        print_out([f"deleted {conversations.delete_all()}"])
        return
    unknown = sum(not _deleted(conversations, conversation_id) for conversation_id in ids or ())
    print_out([f"deleted {len(ids or ()) - unknown}"])
    if unknown:
        names = "names" if unknown == 1 else "name"
        fail(f"{unknown} of the ids {names} no conversation: expired, already deleted or mistyped")


def _deleted(conversations: Conversations, conversation_id: str) -> bool:
    try:
        conversations.delete(conversation_id)
    except ExpiredConversation:
        return False
    return True
