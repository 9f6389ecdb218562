"""Deletes expired conversations in the background, also while no questions arrive."""

import logging

import anyio
from anyio import to_thread

from qa.api.monitoring import error_origin
from qa.conversation import Conversations

PAUSE = 600.0
_LOG = logging.getLogger("pincite.expiry")


async def delete_expired_periodically(conversations: Conversations, pause: float = PAUSE) -> None:
    """Delete the expired conversations at once, and again every `pause` seconds, until cancelled."""
    while True:
        try:
            await to_thread.run_sync(conversations.delete_expired)
        except Exception as error:  # noqa: BLE001 - the service stays up and retries after any failure
            _LOG.error("expired conversations could not be deleted: %s", error_origin(error))
        await anyio.sleep(pause)
