"""Limits on connections: how many there may be, and how long each may take over a request and its response.

uvicorn closes connections that are idle after a response, and limits the size of a request's head. It has no limit
on the time that a head or a body takes to arrive or a response to be taken, and none on connections by address.
"""

import asyncio
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

import h11
from uvicorn.protocols.http.h11_impl import H11Protocol

from qa.api.monitoring import Closed, Metrics
from qa.api.problems import SLOW_REQUEST, respond

Phase = Literal["header", "body", "write"]
_TOO_SLOW: Mapping[Phase, Closed] = {"header": "slow_header", "body": "slow_body", "write": "slow_write"}


@dataclass(frozen=True)
class Limits:
    """The most connections, in all and of one address, and the seconds that each phase of a request may take."""

    connections: int
    per_address: int
    header_seconds: float
    body_seconds: float
    write_seconds: float

    def seconds(self, phase: Phase) -> float:
        """How long this phase may take."""
        return {"header": self.header_seconds, "body": self.body_seconds, "write": self.write_seconds}[phase]


class Connections:
    """The open connections of one server, those used last at the end.

    A connection over a limit takes the place of the one that has waited longest for a request, of the same address
    if that has too many. Thus connections that are opened and send nothing cannot keep others out. It is refused
    only if all others are being served.
    """

    def __init__(self, limits: Limits, metrics: Metrics) -> None:
        self.limits = limits
        self.metrics = metrics
        self._open: dict[LimitedProtocol, None] = {}
        self._addresses: Counter[str] = Counter()

    def admit(self, connection: "LimitedProtocol") -> bool:
        """Make room for a new connection; False if there is none."""
        address = connection.address
        if self._addresses[address] >= self.limits.per_address:
            admitted = self._make_room(address)
        else:
            admitted = len(self._open) < self.limits.connections or self._make_room(None)
        if not admitted:
            self.metrics.connection_closed("refused")
            return False
        self._open[connection] = None
        self._addresses[address] += 1
        self.metrics.connections.inc()
        return True

    def used(self, connection: "LimitedProtocol") -> None:
        """Note that a connection has just been of use."""
        if connection in self._open:
            self._open[connection] = self._open.pop(connection)

    def leave(self, connection: "LimitedProtocol") -> None:
        """Forget a connection."""
        if connection in self._open:
            del self._open[connection]
            self._addresses -= Counter((connection.address,))
            self.metrics.connections.dec()

    def _make_room(self, address: str | None) -> bool:
        for connection in self._open:
            if connection.is_waiting and address in (None, connection.address):
                self.metrics.connection_closed("displaced")
                connection.abort()
                return True
        return False


class LimitedProtocol(H11Protocol):
    """uvicorn's connection over h11, closed when a request or its response takes too long."""

    def __init__(self, *args: Any, connections: Connections, **kwargs: Any) -> None:  # noqa: ANN401 - uvicorn's own
        super().__init__(*args, **kwargs)
        self._registry = connections
        self._watched: tuple[Phase | None, object] = (None, None)
        self._timer: asyncio.TimerHandle | None = None

    @property
    def address(self) -> str:
        """The address of the client, without its port."""
        return self.client[0] if self.client else ""

    @property
    def is_waiting(self) -> bool:
        """Whether no request is being received or served."""
        served = self.cycle is not None and not self.cycle.response_complete
        return not served and self.conn.their_state is not h11.SEND_BODY

    def abort(self) -> None:
        """Close the connection at once, without what has not been sent yet."""
        self._registry.leave(self)
        self.transport.abort()

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]  # as uvicorn has it
        """Begin to watch a new connection, or refuse it."""
        super().connection_made(transport)
        if self._registry.admit(self):
            self._watch()
        else:
            transport.abort()

    def connection_lost(self, exc: Exception | None) -> None:
        """End the watch."""
        self._registry.leave(self)
        if self._timer is not None:
            self._timer.cancel()
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        """Receive a part of a request."""
        super().data_received(data)
        self._watch()

    def on_response_complete(self) -> None:
        """Go on to the next request."""
        super().on_response_complete()
        self._registry.used(self)
        self._watch()

    def pause_writing(self) -> None:
        """Begin to wait for a client that does not read."""
        super().pause_writing()
        self._watch()

    def resume_writing(self) -> None:
        """Go on: the client has read."""
        super().resume_writing()
        self._watch()

    def timeout_keep_alive_handler(self) -> None:
        """Close a connection that was idle; it may have a response left that the client does not read."""
        super().timeout_keep_alive_handler()
        self._watch()

    def _watch(self) -> None:
        watched = (self._phase(), self.cycle)
        if watched == self._watched:
            return
        self._watched = watched
        if self._timer is not None:
            self._timer.cancel()
        phase = watched[0]
        self._timer = phase and self.loop.call_later(self._registry.limits.seconds(phase), self._expire, phase)

    def _phase(self) -> Phase | None:
        """What the connection waits for; None while it is served, or idle, which uvicorn has a timer for."""
        if self.transport.is_closing() or self.flow.write_paused:
            return "write"
        if self.conn.their_state is h11.SEND_BODY:
            return "body"
        if self.is_waiting and (self.cycle is None or self.conn.trailing_data[0]):
            return "header"
        return None

    def _expire(self, phase: Phase) -> None:
        self._registry.metrics.connection_closed(_TOO_SLOW[phase])
        if phase == "body" and self.conn.our_state is h11.SEND_RESPONSE:
            self._refuse_slow_body()
        else:
            self.abort()

    def _refuse_slow_body(self) -> None:
        reply = respond(SLOW_REQUEST, {"Connection": "close"})
        head = h11.Response(status_code=reply.status_code, headers=reply.raw_headers, reason=b"Request Timeout")
        for event in (head, h11.Data(data=bytes(reply.body)), h11.EndOfMessage()):
            self.transport.write(self.conn.send(event) or b"")
        self.cycle.disconnected = True
        self.cycle.message_event.set()
        self.transport.close()
        self._watch()
