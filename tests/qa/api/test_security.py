"""What stands around every request: headers, CORS, the body limit."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from fakes import LOCAL, FakeEngine, a_store
from qa.api.app import create_app
from qa.api.middleware.security import HEADERS
from qa.settings import Settings

ORIGIN = "https://clinic.example"
EMBEDDABLE = "cross-origin"


@pytest.fixture(name="engine", scope="module")
def _engine(tmp_path_factory: pytest.TempPathFactory) -> Iterator[FakeEngine]:
    with a_store(tmp_path_factory.mktemp("home") / "store.db") as store:
        yield FakeEngine(store)


def client_of(engine: FakeEngine, origins: tuple[str, ...] = (), max_body_bytes: int = 65536) -> TestClient:
    settings = Settings(home=Path(), cors_origins=origins, max_body_bytes=max_body_bytes)
    return TestClient(create_app(settings, engine), LOCAL)


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("GET", "/"),
        ("GET", "/docs"),
        ("GET", "/read/d"),
        ("GET", "/v1/documents"),
        ("GET", "/nothing"),
        ("GET", "/metrics"),
        ("GET", "/widget/pincite-chat.js"),
        ("POST", "/v1/follow-up"),
        ("PUT", "/v1/follow-up"),
    ],
)
def test_every_response_carries_the_security_headers(engine: FakeEngine, method: str, path: str) -> None:
    reply = client_of(engine).request(method, path)
    for name, value in HEADERS.items():
        assert reply.headers[name] == value
    assert "unsafe" not in reply.headers["Content-Security-Policy"]
    assert "server" not in reply.headers


def test_a_failure_inside_carries_them_too(engine: FakeEngine) -> None:
    reply = client_of(engine, (ORIGIN,)).post(
        "/v1/follow-up", json={"question": "crash"}, headers={"Origin": ORIGIN}
    )
    assert reply.status_code == 500
    assert reply.headers["X-Content-Type-Options"] == "nosniff"
    assert reply.headers["Access-Control-Allow-Origin"] == ORIGIN


def test_without_origins_there_is_no_cors(engine: FakeEngine) -> None:
    client = client_of(engine)
    reply = client.post("/v1/follow-up", json={"question": "x"}, headers={"Origin": ORIGIN})
    assert not [name for name in reply.headers if name.startswith("access-control")]
    assert client.get("/widget/pincite-chat.js").headers["Cross-Origin-Resource-Policy"] == "same-origin"
    asked = {"Origin": ORIGIN, "Access-Control-Request-Method": "POST"}
    assert client.options("/v1/follow-up", headers=asked).status_code == 405


def test_a_listed_origin_may_ask_and_embed(engine: FakeEngine) -> None:
    client = client_of(engine, (ORIGIN,))
    asked = {
        "Origin": ORIGIN,
        "Access-Control-Request-Method": "POST",
        "Access-Control-Request-Headers": "authorization,content-type",
    }
    preflight = client.options("/v1/follow-up/stream", headers=asked)
    assert preflight.status_code == 200
    assert preflight.headers["Access-Control-Allow-Origin"] == ORIGIN
    assert preflight.headers["Access-Control-Allow-Credentials"] == "true"
    reply = client.post("/v1/follow-up", json={"question": "x"}, headers={"Origin": ORIGIN})
    assert reply.headers["Access-Control-Allow-Origin"] == ORIGIN
    assert "Origin" in reply.headers["Vary"]
    module = client.get("/widget/pincite-chat.js", headers={"Origin": ORIGIN})
    assert module.headers["Access-Control-Allow-Origin"] == ORIGIN
    assert module.headers["Cross-Origin-Resource-Policy"] == EMBEDDABLE
    assert client.get("/").headers["Cross-Origin-Resource-Policy"] == "same-origin"


@pytest.mark.parametrize(
    ("origin", "allowed"),
    [
        ("https://www.clinic.example", True),
        ("https://a.b.clinic.example", True),
        ("https://clinic.example", False),
        ("https://evilclinic.example", False),
        ("https://www.clinic.example.evil.example", False),
        ("http://www.clinic.example", False),
        ("https://x@www.clinic.example", False),
        ("https://www.clinic.example:8443", False),
    ],
)
def test_a_pattern_lets_subdomains_in_and_nothing_else(engine: FakeEngine, origin: str, *, allowed: bool) -> None:
    client = client_of(engine, ("https://*.clinic.example",))
    reply = client.post("/v1/follow-up", json={"question": "x"}, headers={"Origin": origin})
    assert reply.headers.get("Access-Control-Allow-Origin") == (origin if allowed else None)


def test_listed_sites_may_frame_the_pages(engine: FakeEngine) -> None:
    settings = Settings(home=Path(), frame_ancestors=("https://portal.example", "https://*.clinic.example"))
    policy = TestClient(create_app(settings, engine)).get("/").headers["Content-Security-Policy"]
    assert policy.endswith("frame-ancestors 'self' https://portal.example https://*.clinic.example")
    assert client_of(engine).get("/").headers["Content-Security-Policy"].endswith("frame-ancestors 'self'")


@pytest.mark.parametrize(
    "origin", ["https://evil.example", "null", "http://clinic.example", f"{ORIGIN}.evil.example"]
)
def test_another_origin_may_not(engine: FakeEngine, origin: str) -> None:
    client = client_of(engine, (ORIGIN,))
    reply = client.post("/v1/follow-up", json={"question": "x"}, headers={"Origin": origin})
    assert "Access-Control-Allow-Origin" not in reply.headers
    asked = {"Origin": origin, "Access-Control-Request-Method": "POST"}
    assert client.options("/v1/follow-up", headers=asked).status_code == 400


@pytest.mark.parametrize("method", ["PUT", "PATCH"])
def test_only_get_post_and_delete_are_allowed_from_elsewhere(engine: FakeEngine, method: str) -> None:
    asked = {"Origin": ORIGIN, "Access-Control-Request-Method": method}
    assert client_of(engine, (ORIGIN,)).options("/v1/follow-up", headers=asked).status_code == 400


def body_of(size: int) -> bytes:
    return b'{"question": "x"' + b" " * (size - 17) + b"}"


def chunks_of(body: bytes) -> Iterator[bytes]:
    for start in range(0, len(body), 100):
        yield body[start : start + 100]


@pytest.mark.parametrize("declared", [True, False])
@pytest.mark.parametrize(("size", "status"), [(2048, 200), (2049, 413), (20_000, 413)])
def test_a_body_over_the_limit_is_refused(engine: FakeEngine, declared: bool, size: int, status: int) -> None:
    client = client_of(engine, max_body_bytes=2048)
    content = body_of(size) if declared else chunks_of(body_of(size))
    reply = client.post("/v1/follow-up", content=content, headers={"Content-Type": "application/json"})
    assert reply.status_code == status
    if status == 413:
        assert reply.headers["Content-Type"] == "application/problem+json"
        assert reply.json()["type"] == "urn:pincite:problem:body-too-large"


@pytest.mark.parametrize(
    "host",
    ["localhost", "LOCALHOST:8000", "127.0.0.1:8000", "[::1]:8000", "ask.clinic.example", "192.0.2.7:8080"],
)
def test_the_service_answers_to_its_own_names(engine: FakeEngine, host: str) -> None:
    settings = Settings(home=Path(), allowed_hosts=("Ask.clinic.example",), host="192.0.2.7")
    reply = TestClient(create_app(settings, engine), LOCAL).get("/v1/documents", headers={"Host": host})
    assert reply.status_code == 200


@pytest.mark.parametrize("path", ["/", "/v1/documents", "/healthz", "/nothing", "/widget/pincite-chat.js"])
@pytest.mark.parametrize(
    "host",
    [
        "evil.example",
        "localhost.evil.example",
        "evil.example:8000",
        "127.0.0.1@evil.example",
        "",
        "[",
        "localhost/x",
    ],
)
def test_a_host_that_is_not_its_own_is_refused(engine: FakeEngine, host: str, path: str) -> None:
    reply = client_of(engine).get(path, headers={"Host": host})
    assert reply.status_code == 421
    assert reply.headers["Content-Type"] == "application/problem+json"
    assert reply.json()["type"] == "urn:pincite:problem:unknown-host"
    assert "evil" not in reply.text


def test_a_service_for_all_addresses_answers_to_the_one_that_was_called(engine: FakeEngine) -> None:
    client = TestClient(create_app(Settings(home=Path(), host="0.0.0.0"), engine), "http://192.0.2.9:8000")
    assert client.get("/healthz").status_code == 200
    assert client.get("/healthz", headers={"Host": "192.0.2.8"}).status_code == 421


def test_nothing_is_traced(engine: FakeEngine) -> None:
    app = client_of(engine).app
    assert app._telemetry["tracing"] is app._telemetry["logs"] is app._telemetry["metrics"] is False  # type: ignore[attr-defined]  # FastAPI shows it nowhere else
