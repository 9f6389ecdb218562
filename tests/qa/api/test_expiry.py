"""Expired conversations go while nobody asks, and a failure does not end that."""

import logging
from typing import cast

import anyio
import pytest

from qa.api.expiry import delete_expired_periodically
from qa.conversation import Conversations


class Failing:
    """Cannot delete the first time, and stops everything the third time."""

    def __init__(self, scope: anyio.CancelScope) -> None:
        self.scope = scope
        self.calls = 0

    def delete_expired(self) -> int:
        """Count, fail or stop."""
        self.calls += 1
        if self.calls == 1:
            raise OSError("zebrafish4711")
        if self.calls == 3:
            anyio.from_thread.run_sync(self.scope.cancel)
        return 0


def test_it_goes_on_after_a_failure_and_names_no_more_than_its_place(caplog: pytest.LogCaptureFixture) -> None:
    async def main() -> int:
        with anyio.CancelScope() as scope:
            failing = Failing(scope)
            await delete_expired_periodically(cast("Conversations", failing), pause=0)
        return failing.calls

    with caplog.at_level(logging.ERROR, "pincite.expiry"):
        assert anyio.run(main) == 3
    assert "OSError" in caplog.text
    assert "zebrafish4711" not in caplog.text
