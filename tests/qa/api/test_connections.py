"""Connections over real sockets: limits on their number and on the time that they take."""

import os
import resource
import socket
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from http.client import HTTPResponse
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from fakes import FakeEngine, a_store
from qa.settings import Settings
from repository import SUPPORT_PATH
from serving import process, served

SHORT = 0.4
PATIENCE = 20.0
HEAD = b"GET /healthz HTTP/1.1\r\nHost: localhost\r\n"
HEALTHZ = HEAD + b"\r\n"
POST = b"POST /v1/follow-up HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
ASK = POST + b"Content-Length: 24\r\n\r\n"
SLOW = b'{"question": "slow one"}'
FLOOD = 1500
SERVE = """
import resource, sys; from pathlib import Path
resource.setrlimit(resource.RLIMIT_NOFILE, (1024, 1024))
from fakes import FakeEngine, a_store
from qa.api.server import serve
from qa.settings import Settings
home = Path(sys.argv[1])
serve(Settings(home=home, port=0, max_header_seconds=3), FakeEngine(a_store(home / "store.db")))
"""


@pytest.fixture(name="engine", scope="module")
def _engine(tmp_path_factory: pytest.TempPathFactory) -> Iterator[FakeEngine]:
    with a_store(tmp_path_factory.mktemp("home") / "store.db") as store:
        yield FakeEngine(store)


@contextmanager
def service(engine: FakeEngine, **more: float) -> Iterator[str]:
    settings = Settings.model_validate({"home": Path(), **more})
    with served(settings, engine) as base:
        yield base


def connected(base: str, source: str = "127.0.0.1") -> socket.socket:
    parts = urlsplit(base)
    return socket.create_connection((parts.hostname, parts.port or 80), PATIENCE, source_address=(source, 0))


def until_closed(connection: socket.socket) -> bytes:
    """What comes until the server closes the connection."""
    found = b""
    try:
        while part := connection.recv(65536):
            found += part
    except ConnectionResetError:
        pass
    return found


def asked(connection: socket.socket, request: bytes = HEALTHZ) -> int:
    """The status of the response on a connection that stays open."""
    connection.sendall(request)
    reply = HTTPResponse(connection)
    reply.begin()
    reply.read()
    return reply.status


def is_open(connection: socket.socket) -> bool:
    try:
        return asked(connection) == 200
    except ConnectionError:
        return False


def drip(connection: socket.socket) -> None:
    """Send a byte at a time, faster than any one of them would be missed."""
    for _ in range(100):
        connection.sendall(b"x")
        time.sleep(SHORT / 10)


def metrics(base: str) -> str:
    with connected(base) as connection:
        connection.sendall(b"GET /metrics HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
        return until_closed(connection).decode()


def closed_for(base: str, reason: str) -> bool:
    return f'pincite_connections_closed_total{{reason="{reason}"}} 0.0' not in metrics(base)


@pytest.mark.parametrize("sent", [b"", b"GET", HEAD, HEALTHZ + HEAD])
def test_a_head_that_does_not_come_ends_the_connection(engine: FakeEngine, sent: bytes) -> None:
    with service(engine, max_header_seconds=SHORT) as base, connected(base) as connection:
        started = time.monotonic()
        connection.sendall(sent)
        until_closed(connection)
        assert SHORT / 2 < time.monotonic() - started < PATIENCE / 2
        assert closed_for(base, "slow_header")


def test_a_head_in_small_pieces_does_not_win_time(engine: FakeEngine) -> None:
    with service(engine, max_header_seconds=SHORT) as base, connected(base) as connection:
        with pytest.raises(ConnectionError):
            drip(connection)
        assert closed_for(base, "slow_header")


def test_a_body_that_does_not_come_gets_408_and_ends(engine: FakeEngine) -> None:
    with service(engine, max_body_seconds=SHORT) as base, connected(base) as connection:
        before = engine.asked.total
        connection.sendall(ASK + SLOW[:10])
        reply = until_closed(connection)
        assert reply.startswith(b"HTTP/1.1 408 Request Timeout")
        assert b"urn:pincite:problem:slow-request" in reply
        assert reply.count(b"HTTP/1.1") == 1
        assert closed_for(base, "slow_body")
        assert engine.asked.total == before


def test_a_body_that_goes_on_after_its_refusal_ends_too(engine: FakeEngine) -> None:
    with service(engine, max_body_seconds=SHORT, max_body_bytes=1024) as base, connected(base) as connection:
        assert asked(connection, ASK.replace(b"24", b"9999")) == 413
        with pytest.raises(ConnectionError):
            drip(connection)


def test_a_response_that_nobody_reads_ends_the_connection(engine: FakeEngine) -> None:
    with service(engine, max_write_seconds=SHORT, idle_seconds=60) as base, connected(base) as connection:
        connection.setblocking(False)
        request = b"GET /openapi.json HTTP/1.1\r\nHost: localhost\r\n\r\n" * 400
        sent = connection.send(request)
        assert sent > 1000
        deadline = time.monotonic() + PATIENCE
        while not closed_for(base, "slow_write"):
            assert time.monotonic() < deadline
            time.sleep(SHORT / 4)


def test_an_idle_connection_is_closed(engine: FakeEngine) -> None:
    with service(engine, idle_seconds=1) as base, connected(base) as connection:
        assert is_open(connection)
        started = time.monotonic()
        assert until_closed(connection) == b""
        assert time.monotonic() - started < PATIENCE / 2


def test_a_question_that_takes_its_time_is_not_cut_off(engine: FakeEngine) -> None:
    short = {f"max_{phase}_seconds": SHORT / 4 for phase in ("header", "body", "write")}
    with service(engine, **short) as base, connected(base) as connection:
        assert asked(connection, ASK + SLOW) == 200


def test_a_further_connection_displaces_the_one_that_waited_longest(engine: FakeEngine) -> None:
    with service(engine, max_connections=3) as base, ExitStack() as stack:
        first, second, third = (stack.enter_context(connected(base)) for _ in range(3))
        assert all(is_open(each) for each in (second, third, first))
        fourth = stack.enter_context(connected(base))
        assert is_open(fourth)
        assert [is_open(each) for each in (first, second, third)] == [True, False, True]


def test_one_address_cannot_displace_the_connections_of_others(engine: FakeEngine) -> None:
    with service(engine, max_connections_per_address=2) as base, ExitStack() as stack:
        mine = stack.enter_context(connected(base, "127.0.0.2"))
        assert is_open(mine)
        theirs = [stack.enter_context(connected(base)) for _ in range(10)]
        assert is_open(theirs[-1])
        assert is_open(mine)
        assert not is_open(theirs[0])


def test_no_connection_is_displaced_that_is_being_served(engine: FakeEngine) -> None:
    with service(engine, max_connections=2) as base, ExitStack() as stack, ThreadPoolExecutor(2) as pool:
        served_ones = [stack.enter_context(connected(base)) for _ in range(2)]
        answers = [pool.submit(asked, each, ASK + SLOW) for each in served_ones]
        while engine.asked.now < 2:
            time.sleep(0.01)
        assert until_closed(stack.enter_context(connected(base))) == b""
        assert [answer.result() for answer in answers] == [200, 200]
        assert closed_for(base, "refused")


def test_half_open_connections_neither_end_the_service_nor_fill_its_log(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    if hard < 2 * FLOOD:
        pytest.skip(f"the flood needs {2 * FLOOD} open files: raise the hard limit of the shell")
    resource.setrlimit(resource.RLIMIT_NOFILE, (max(soft, 2 * FLOOD), hard))
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join((SUPPORT_PATH, os.environ.get("PYTHONPATH", ""))))
    log = tmp_path / "log"
    with process(SERVE, log, str(tmp_path)) as (base, child), ExitStack() as stack:
        for number in range(FLOOD):
            stack.enter_context(connected(base)).sendall(b"GET / HT"[: number % 9])
        for _ in range(5):
            started = time.monotonic()
            with connected(base) as honest:
                assert asked(honest, ASK + b'{"question": "still ok"}') == 200
            assert time.monotonic() - started < PATIENCE / 2
        assert child.poll() is None
        deadline = time.monotonic() + PATIENCE
        while "pincite_connections 1.0" not in metrics(base):
            assert time.monotonic() < deadline
            time.sleep(0.2)
    assert log.stat().st_size < 20_000
    assert "Too many open files" not in log.read_text(encoding="utf-8")
