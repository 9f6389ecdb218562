"""The command that forgets what was asked."""

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
        list[str] | None, typer.Argument(metavar="[ID]...", help="The conversations.", show_default=False)
    ] = None,
    *,
    everything: Annotated[bool, typer.Option("--all", help="Forget every conversation.")] = False,
) -> None:
    """Delete conversations from the data folder."""
    if bool(ids) == everything:
        fail("name the conversations to forget, or say --all", Exit.USAGE)
    settings: Settings = context.obj
    conversations = Conversations(Home(settings.home).conversations, hours=settings.conversation_hours)
    if everything:
        print_out([f"forgotten {conversations.delete_all()}"])
        return
    unknown = sum(not _deleted(conversations, conversation_id) for conversation_id in ids or ())
    print_out([f"forgotten {len(ids or ()) - unknown}"])
    if unknown:
        fail(f"{unknown} of the conversations had expired, were deleted before, or never were")


def _deleted(conversations: Conversations, conversation_id: str) -> bool:
    try:
        conversations.delete(conversation_id)
    except ExpiredConversation:
        return False
    return True
