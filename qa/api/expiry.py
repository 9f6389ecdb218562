"""Expired conversations go, also while nobody asks."""

import logging

import anyio
from anyio import to_thread

from qa.api.monitoring import place
from qa.conversation import Conversations

PAUSE = 600.0
_LOG = logging.getLogger("pincite.expiry")


async def keep_forgetting(conversations: Conversations, pause: float = PAUSE) -> None:
    """Delete the expired conversations at once and after each `pause` (s), until cancelled."""
    while True:
        try:
            await to_thread.run_sync(conversations.delete_expired)
        except Exception as error:  # noqa: BLE001 - whatever it is, the service stays up and tries again
            _LOG.error("expired conversations could not be deleted: %s", place(error))
        await anyio.sleep(pause)
