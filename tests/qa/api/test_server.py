"""The real server over real sockets: what it logs, how it keeps and closes connections, how it stops."""

import json
import os
import signal
import socket
import subprocess
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from http.client import HTTPConnection
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from fakes import FakeEngine, a_store
from qa.settings import Settings
from repository import SUPPORT_PATH
from serving import ingest_into, process, served

SECRET = "zebrafish4711"
JSON = {"Content-Type": "application/json"}
POST = b"POST /v1/follow-up HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nContent-Type: application/json\r\n"
SERVE = """
import sys; from pathlib import Path
from fakes import FakeEngine, a_store
from qa.api.server import serve
from qa.settings import Settings
home = Path(sys.argv[1])
serve(Settings(home=home, port=0, log_level="debug", max_body_bytes=4096), FakeEngine(a_store(home / "store.db")))
"""

SERVE_SAMPLES = """
import sys; from pathlib import Path
from qa.assembly import open_engine
from qa.api.server import serve
from qa.settings import Settings
settings = Settings(home=Path(sys.argv[1]), model=sys.argv[2] or None, port=0, log_level="debug")
serve(settings, open_engine(settings))
"""


@pytest.fixture(name="engine", scope="module")
def _engine(tmp_path_factory: pytest.TempPathFactory) -> Iterator[FakeEngine]:
    with a_store(tmp_path_factory.mktemp("home") / "store.db") as store:
        yield FakeEngine(store)


@pytest.fixture(name="service", scope="module")
def _service(engine: FakeEngine) -> Iterator[str]:
    with served(Settings(home=Path(), concurrency=2, max_body_bytes=4096), engine) as base:
        yield base


def connection_to(base: str) -> HTTPConnection:
    parts = urlsplit(base)
    assert parts.hostname is not None
    return HTTPConnection(parts.hostname, parts.port, timeout=30)


def ask(base: str, question: str, path: str = "/v1/follow-up") -> tuple[int, bytes]:
    return _posted(base, path, {"question": question})


def _posted(base: str, path: str, body: dict[str, str]) -> tuple[int, bytes]:
    connection = connection_to(base)
    try:
        connection.request("POST", path, json.dumps(body).encode(), JSON)
        reply = connection.getresponse()
        return reply.status, reply.read()
    finally:
        connection.close()


def sent_raw(base: str, request: bytes) -> bytes:
    parts = urlsplit(base)
    with socket.create_connection((parts.hostname, parts.port or 80), timeout=30) as connection:
        connection.sendall(request)
        reply = b""
        while part := connection.recv(65536):
            reply += part
        return reply


def test_a_connection_is_kept_and_names_no_server(service: str) -> None:
    connection = connection_to(service)
    try:
        for _ in range(3):
            connection.request("POST", "/v1/follow-up", b'{"question": "x"}', JSON)
            reply = connection.getresponse()
            assert (reply.status, reply.version, reply.will_close) == (200, 11, False)
            assert reply.headers["Server"] is None
            reply.read()
    finally:
        connection.close()


def test_head_sends_no_body(service: str) -> None:
    reply = sent_raw(service, b"HEAD /healthz HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
    head, _, body = reply.partition(b"\r\n\r\n")
    assert head.startswith(b"HTTP/1.1 200")
    assert body == b""


def test_the_stream_ends_and_leaves_the_connection_usable(service: str) -> None:
    connection = connection_to(service)
    try:
        for _ in range(2):
            connection.request("POST", "/v1/follow-up/stream", b'{"question": "x"}', JSON)
            reply = connection.getresponse()
            assert reply.headers["Content-Type"].startswith("text/event-stream")
            assert reply.read().endswith(b"\n\n")
    finally:
        connection.close()


def test_a_chunked_body_is_cut_off_at_the_limit(service: str) -> None:
    reply = sent_raw(service, POST + b"Transfer-Encoding: chunked\r\n\r\n1001\r\n" + b" " * 4097 + b"\r\n")
    assert reply.startswith(b"HTTP/1.1 413")
    assert b"body-too-large" in reply


def test_a_declared_length_over_the_limit_is_refused_before_the_body_comes(service: str) -> None:
    assert sent_raw(service, POST + b"Content-Length: 4097\r\n\r\n ").startswith(b"HTTP/1.1 413")


def test_no_more_questions_are_worked_on_than_allowed_and_the_rest_still_serves(
    service: str, engine: FakeEngine
) -> None:
    with ThreadPoolExecutor(7) as pool:
        asked = [pool.submit(ask, service, "slow question") for _ in range(6)]
        while not engine.asked.now:
            pass
        connection = connection_to(service)
        connection.request("GET", "/healthz")
        assert connection.getresponse().status == 200
        assert engine.asked.now
        connection.close()
        assert [future.result()[0] for future in asked] == [200] * 6
    assert engine.asked.most == 2


def test_a_client_that_leaves_does_no_harm(service: str) -> None:
    for path in ("/v1/follow-up", "/v1/follow-up/stream"):
        connection = connection_to(service)
        connection.request("POST", path, b'{"question": "slow one"}', JSON)
        connection.close()
    assert ask(service, "still there?")[0] == 200


def test_more_questions_than_fit_are_refused_at_once_and_told_when_to_come_back(
    engine: FakeEngine, tmp_path: Path
) -> None:
    settings = Settings(home=tmp_path, concurrency=1, queue_size=2)
    with served(settings, engine) as base, ThreadPoolExecutor(20) as pool:
        for path in ("/v1/follow-up", "/v1/follow-up/stream"):
            outcomes = list(pool.map(partial(ask, base, "slow question"), [path] * 20))
            refused = [body for status, body in outcomes if status == 503]
            assert Counter(status for status, _ in outcomes).keys() == {200, 503}
            assert len(refused) <= 17
            assert all(b"urn:pincite:problem:overloaded" in body for body in refused)
        assert ask(base, "and now?")[0] == 200


def test_a_refusal_says_when_to_come_back(engine: FakeEngine, tmp_path: Path) -> None:
    with served(Settings(home=tmp_path, max_request_seconds=0.1), engine) as base:
        reply = sent_raw(base, POST + b"Content-Length: 24\r\n\r\n" + b'{"question": "slow one"}')
        assert reply.startswith(b"HTTP/1.1 503")
        assert b"retry-after: 5" in reply.lower()
        assert b"urn:pincite:problem:timed-out" in reply
        assert ask(base, "quick one")[0] == 200


def test_clients_that_have_left_are_not_worked_for(engine: FakeEngine, tmp_path: Path) -> None:
    with served(Settings(home=tmp_path, concurrency=1, queue_size=100), engine) as base:
        before = engine.asked.total
        askers = [connection_to(base) for _ in range(40)]
        for connection in askers:
            connection.request("POST", "/v1/follow-up", b'{"question": "slow one"}', JSON)
        while b"pincite_questions_waiting 39.0" not in _metrics(base):
            pass
        for connection in askers:
            connection.close()
        assert ask(base, "is anybody there?")[0] == 200
        assert engine.asked.total - before <= 4
        assert b'pincite_questions_dropped_total{reason="client_gone"} 4' in _metrics(base)
        assert b'status="499"' in _metrics(base)


def test_no_question_reaches_the_output_of_the_process(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join((SUPPORT_PATH, os.environ.get("PYTHONPATH", ""))))
    log = tmp_path / "log"
    with process(SERVE, log, str(tmp_path)) as (base, child):
        words = ("fine", "silence", "crash", "invalid", "mismatch", "version", "document", "unusable", "model")
        for path in ("/v1/follow-up", "/v1/follow-up/stream", "/v1/search"):
            statuses = {ask(base, f"{word} {SECRET}", path)[0] for word in words}
            assert statuses == {200, 404, 500, 503}
            assert ask(base, SECRET * 200, path)[0] == 422
        for request in _awkward():
            sent_raw(base, request)
        assert ask(base, "fine")[0] == 200
        _stop(child)
    output = log.read_text(encoding="utf-8")
    assert SECRET not in output
    assert "POST /v1/follow-up/stream 500" in output
    assert "internal error: RuntimeError at qa." in output
    assert "Traceback" not in output


@pytest.mark.parametrize("model", ["hash", pytest.param("", marks=pytest.mark.model)])
def test_the_real_engine_writes_no_question_either(tmp_path: Path, samples_dir: Path, model: str) -> None:
    ingest_into(Settings(home=tmp_path, model=model or None), samples_dir / "als-overview.md")
    log = tmp_path / "log"
    with process(SERVE_SAMPLES, log, str(tmp_path), model) as (base, child):
        first = json.loads(ask(base, f"Is {SECRET} a cause of bulbar onset?")[1])
        follow_up = {"question": f"What about {SECRET}?", "conversation_id": first["conversation_id"]}
        for path, body in (("/v1/follow-up", follow_up), ("/v1/search", {"question": SECRET})):
            assert _posted(base, path, body)[0] == 200
        _stop(child)
    output = log.read_text(encoding="utf-8")
    assert "POST /v1/search 200" in output
    assert SECRET not in output


def _awkward() -> Iterator[bytes]:
    end = b"Host: localhost\r\nConnection: close\r\n"
    secret = SECRET.encode()
    yield b"GET /v1/follow-up?question=" + secret + b" HTTP/1.1\r\n" + end + b"\r\n"
    yield b"GET /" + secret + b" HTTP/1.1\r\n" + end + b"\r\n"
    yield secret.upper() + b" / HTTP/1.1\r\n" + end + b"\r\n"
    yield secret + b" is not HTTP\r\n\r\n"
    yield b"GET / HTTP/1.1\r\n" + end + b"Upgrade: websocket\r\nX: " + secret + b"\r\n\r\n"
    for body in (b'{"question": "' + secret, b'"' + secret + b'\xff"', b'{"' + secret + b'": 1}', secret * 1000):
        yield POST + b"Content-Length: %d\r\n\r\n" % len(body) + body


def test_a_stopping_server_finishes_what_it_has_begun(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join((SUPPORT_PATH, os.environ.get("PYTHONPATH", ""))))
    with process(SERVE, tmp_path / "log", str(tmp_path)) as (base, child), ThreadPoolExecutor(1) as pool:
        asked = pool.submit(ask, base, "slow question")
        while b"pincite_requests_in_flight 2.0" not in _metrics(base):
            pass
        _stop(child)
        assert asked.result()[0] == 200
        with pytest.raises(ConnectionError):
            ask(base, "anyone?")


def test_a_stopping_server_refuses_what_waits_and_cuts_nobody_off(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join((SUPPORT_PATH, os.environ.get("PYTHONPATH", ""))))
    with process(SERVE, tmp_path / "log", str(tmp_path)) as (base, child), ThreadPoolExecutor(40) as pool:
        asked = [pool.submit(ask, base, "slow question") for _ in range(40)]
        while b"pincite_questions_running 2.0" not in (told := _metrics(base)) or b"waiting 0.0" in told:
            pass
        _stop(child)
        outcomes = [future.result() for future in asked if not isinstance(future.exception(), ConnectionError)]
    assert {status for status, _ in outcomes} == {200, 503}
    assert any(b"urn:pincite:problem:stopping" in body for _, body in outcomes)
    assert len(outcomes) >= 3
    assert "Cancel" not in (tmp_path / "log").read_text(encoding="utf-8")


def _metrics(base: str) -> bytes:
    connection = connection_to(base)
    connection.request("GET", "/metrics", headers={"Connection": "close"})
    try:
        return connection.getresponse().read()
    finally:
        connection.close()


def _stop(child: "subprocess.Popen[bytes]") -> None:
    child.send_signal(signal.SIGTERM)
    assert child.wait(30) in (0, -signal.SIGTERM)
