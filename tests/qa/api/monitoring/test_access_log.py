"""The last resort: what no one else handles, and what fails when the response has begun."""

import logging
from collections.abc import MutableMapping
from typing import Any

import anyio
import pytest
from starlette.types import Receive, Scope, Send

from qa.api.monitoring.access_log import AccessLog
from qa.api.monitoring.metrics import Metrics

SECRET = "zebrafish4711"


async def cut(scope: Scope, receive: Receive, send: Send) -> None:
    """Begin a response, then fail with a secret."""
    if scope["type"] == "http":
        await send({"type": "http.response.start", "status": 200, "headers": []})
        raise RuntimeError(SECRET)


async def sent_by(access: AccessLog, scope: Scope) -> list[MutableMapping[str, Any]]:
    sent: list[MutableMapping[str, Any]] = []

    async def send(message: MutableMapping[str, Any]) -> None:
        sent.append(message)

    async def receive() -> MutableMapping[str, Any]:
        return {"type": "http.disconnect"}

    await access(scope, receive, send)
    return sent


def test_a_failure_after_the_response_has_begun_cuts_it(caplog: pytest.LogCaptureFixture) -> None:
    metrics = Metrics()
    scope = {"type": "http", "method": SECRET, "path": f"/{SECRET}"}
    with caplog.at_level(logging.INFO, logger="pincite"):
        sent = anyio.run(sent_by, AccessLog(cut, metrics), scope)
    assert [message["type"] for message in sent] == ["http.response.start"]
    assert "internal error: RuntimeError" in caplog.text
    assert "other unmatched 200" in caplog.text
    assert SECRET not in caplog.text
    assert SECRET.encode() not in metrics.render()


def test_what_is_not_http_passes_through(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.INFO, logger="pincite"):
        assert anyio.run(sent_by, AccessLog(cut, Metrics()), {"type": "lifespan"}) == []
    assert not caplog.text
