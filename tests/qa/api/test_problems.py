"""Failures over HTTP: each is a problem with a remedy, and none repeats what was sent."""

import json
import logging
from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from httpx2 import Response
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from corpus.store import UnknownDocument
from corpus.stored_version import StoreError
from fakes import LOCAL, FakeEngine, a_store
from qa.api.app import create_app
from qa.api.exception_handlers import problem_of as handled
from qa.api.problems import Problem
from qa.schema import Question
from qa.settings import Settings

SECRET = "zebrafish4711"
JSON = {"Content-Type": "application/json"}
DEEP = b'{"question": ' + b"[" * 20_000


@pytest.fixture(name="engine", scope="module")
def _engine(tmp_path_factory: pytest.TempPathFactory) -> Iterator[FakeEngine]:
    with a_store(tmp_path_factory.mktemp("home") / "store.db") as store:
        yield FakeEngine(store)


@pytest.fixture(name="client", scope="module")
def _client(engine: FakeEngine) -> Iterator[TestClient]:
    with TestClient(create_app(Settings(home=Path()), engine), LOCAL) as client:
        yield client


def problem_of(reply: Response) -> Problem:
    assert reply.headers["content-type"] == "application/problem+json"
    problem = Problem.model_validate_json(reply.content)
    assert problem.status == reply.status_code
    assert problem.title
    assert problem.detail
    assert problem.remedy
    return problem


BODIES: list[tuple[bytes, int, str]] = [
    (b'{"question": ""}', 422, "blank-question"),
    (b'{"question": " \\n\\u00a0\\t"}', 422, "blank-question"),
    (json.dumps({"question": "x" * 2001}).encode(), 422, "question-too-long"),
    (b'{"question": "zebrafish4711 \xff"}', 400, "invalid-utf8"),
    (b'{"question": "zebrafish4711 \\ud800"}', 400, "invalid-utf8"),
    (b'{"question": "zebrafish4711 \xed\xa0\x80"}', 400, "invalid-utf8"),
    (b'{"question": "zebrafish4711"', 400, "malformed-json"),
    (b"zebrafish4711", 400, "malformed-json"),
    (DEEP, 400, "malformed-json"),
    (b'{"question": ' + b"1" * 5000 + b"}", 400, "malformed-json"),
    (b"", 422, "invalid-request"),
    (b"null", 422, "invalid-request"),
    (b'["zebrafish4711"]', 422, "invalid-request"),
    (b'"zebrafish4711"', 422, "invalid-request"),
    (b"{}", 422, "invalid-request"),
    (b'{"question": null}', 422, "invalid-request"),
    (b'{"question": 4711}', 422, "invalid-request"),
    (b'{"question": ["zebrafish4711"]}', 422, "invalid-request"),
    (b'{"question": "x", "zebrafish4711": 1}', 422, "invalid-request"),
    (b'{"question": "x", "filters": {"zebrafish4711": 1}}', 422, "invalid-request"),
    (b'{"question": "x", "filters": {"kind": ["zebrafish4711"]}}', 422, "invalid-request"),
    (b'{"question": "x", "filters": {"year_from": "zebrafish4711"}}', 422, "invalid-request"),
    (b'{"question": "x", "filters": {"year_from": 2000, "year_to": 1999}}', 422, "invalid-request"),
    (b'{"question": "x", "audience": "zebrafish4711"}', 422, "invalid-request"),
    (b'{"question": "x", "max_quotes": 21}', 422, "invalid-request"),
    (b'{"question": "x y", "bindings": [{"mention": " ", "resolved_to": "z"}]}', 422, "invalid-request"),
    (b'{"question": "x y", "bindings": [{"mention": "x", "resolved_to": "\\n"}]}', 422, "invalid-request"),
    (b'{"question": "x", "max_quotes": NaN}', 422, "invalid-request"),
    (b'{"question": "x", "max_quotes": 1e999}', 422, "invalid-request"),
    (b'{"question": "x", "document_id": ""}', 422, "invalid-request"),
    (b'{"question": "x", "document_id": "zebrafish4711"}', 404, "unknown-document"),
    (b'{"question": "x", "conversation_id": "zebrafish4711"}', 410, "expired-conversation"),
    (b'{"question": "version zebrafish4711"}', 404, "unknown-version"),
    (b'{"question": "mismatch zebrafish4711"}', 500, "receipt-mismatch"),
    (b'{"question": "crash zebrafish4711"}', 500, "internal-error"),
    (b'{"question": "invalid zebrafish4711"}', 500, "internal-error"),
    (b'{"question": "unusable zebrafish4711"}', 503, "unusable-index"),
    (b'{"question": "model zebrafish4711"}', 503, "unusable-model"),
    (b'{"question": "full zebrafish4711"}', 503, "unwritable-home"),
]


@pytest.mark.parametrize("path", ["/v1/follow-up", "/v1/follow-up/stream"])
@pytest.mark.parametrize(("body", "status", "kind"), BODIES)
def test_a_bad_question_is_a_problem_that_does_not_repeat_it(
    client: TestClient, caplog: pytest.LogCaptureFixture, *, path: str, body: bytes, status: int, kind: str
) -> None:
    caplog.set_level(logging.DEBUG)
    reply = client.post(path, content=body, headers=JSON)
    problem = problem_of(reply)
    assert (problem.status, problem.kind) == (status, kind)
    assert SECRET not in reply.text
    assert SECRET not in str(reply.headers)
    assert SECRET not in caplog.text
    assert kind in caplog.text


@pytest.mark.parametrize("path", ["/v1/search", "/v1/verify"])
def test_search_and_verify_refuse_alike(client: TestClient, path: str) -> None:
    for body, kind in ((b"{", "malformed-json"), (b'{"zebrafish4711": 1}', "invalid-request")):
        reply = client.post(path, content=body, headers=JSON)
        assert problem_of(reply).kind == kind
        assert SECRET not in reply.text
    assert problem_of(client.post(path, content=b"{}")).kind == "wrong-content-type"
    crash = client.post("/v1/search", json={"question": f"crash {SECRET}"})
    assert problem_of(crash).kind == "internal-error"


@pytest.mark.parametrize(
    "kind", [None, "", "text/plain", "application/x-www-form-urlencoded", "application/jsonp", "json", "\xff"]
)
def test_a_body_that_is_not_declared_as_json_is_refused(client: TestClient, kind: str | None) -> None:
    headers = {} if kind is None else {b"Content-Type": kind.encode("latin-1")}
    reply = client.post("/v1/follow-up", content=b'{"question": "x"}', headers=headers)
    assert problem_of(reply).kind == "wrong-content-type"


def test_faults_name_the_fields(client: TestClient) -> None:
    reply = client.post("/v1/follow-up", json={"question": 1, "filters": {"kind": ["article", "song"], "x": 1}})
    faults = {fault.field: fault.message for fault in problem_of(reply).faults}
    assert set(faults) == {"question", "filters.kind.1", "filters"}
    assert faults["filters"] == "contains an unknown field"


def test_faults_speak_of_json(client: TestClient) -> None:
    body = {"question": "x", "filters": [], "history": [{"question": "y"}] * 51, "bindings": "it"}
    messages = {fault.message for fault in problem_of(client.post("/v1/follow-up", json=body)).faults}
    assert messages == {
        "Input should be a JSON object",
        "List should have at most 50 items, not 51",
        "Input should be a list",
    }


def test_a_list_is_not_called_short_for_what_is_wrong_with_its_items(client: TestClient) -> None:
    wrong = {"document_id": "d", "version": "x", "byte_start": 0, "byte_end": 1, "sha256": "0" * 64}
    refused = problem_of(client.post("/v1/verify", json={"receipts": [wrong]}))
    assert [fault.field for fault in refused.faults] == ["receipts.0.version"]
    empty = problem_of(client.post("/v1/verify", json={"receipts": []}))
    assert [fault.message for fault in empty.faults] == ["List should have at least 1 item, not 0"]


def test_there_is_no_index_yet(client: TestClient, engine: FakeEngine) -> None:
    engine.fake_live.missing = True
    try:
        reply = client.post("/v1/follow-up", json={"question": "x"})
    finally:
        engine.fake_live.missing = False
    assert problem_of(reply).kind == "no-index"
    assert "pincite ingest" in problem_of(reply).remedy
    assert int(reply.headers["Retry-After"]) > 0


@pytest.mark.parametrize(
    ("method", "path", "status", "kind"),
    [
        ("GET", "/zebrafish4711", 404, "unknown-path"),
        ("GET", "/v1/follow-up/", 404, "unknown-path"),
        ("GET", "/widget/zebrafish4711", 404, "unknown-path"),
        ("GET", "/widget/..%2fapp.py", 404, "unknown-path"),
        ("GET", "/widget/%00", 404, "unknown-path"),
        ("GET", "/widget/" + 5000 * "x", 404, "unknown-path"),
        ("GET", "/widget/", 404, "unknown-path"),
        ("GET", "/v1/follow-up?question=zebrafish4711", 405, "method-not-allowed"),
        ("DELETE", "/v1/documents/d", 405, "method-not-allowed"),
        ("OPTIONS", "/v1/follow-up", 405, "method-not-allowed"),
        ("POST", "/widget/pincite-chat.js", 405, "method-not-allowed"),
        ("GET", "/v1/documents/zebrafish4711", 404, "unknown-document"),
        ("GET", "/v1/documents/zebrafish4711/text", 404, "unknown-document"),
        ("GET", "/v1/documents/", 404, "unknown-document"),
        ("GET", "/v1/documents/%FF%00", 404, "unknown-document"),
        ("GET", "/v1/documents/d/text?version=zebrafish4711", 404, "unknown-version"),
        ("GET", "/v1/documents?q=zebrafish4711", 422, "invalid-request"),
        ("GET", "/v1/documents?zebrafish4711=1", 422, "invalid-request"),
        ("GET", "/v1/documents?limit=0", 422, "invalid-request"),
        ("GET", "/v1/documents?limit=zebrafish4711", 422, "invalid-request"),
        ("GET", "/v1/disclaimer?audience=zebrafish4711", 422, "invalid-request"),
        ("GET", "/read/zebrafish4711", 404, "unknown-document"),
        ("GET", "/read/d?version=zebrafish4711", 404, "unknown-version"),
    ],
)
def test_a_bad_address_is_a_problem(
    client: TestClient, caplog: pytest.LogCaptureFixture, *, method: str, path: str, status: int, kind: str
) -> None:
    caplog.set_level(logging.DEBUG, logger="pincite")
    reply = client.request(method, path)
    assert problem_of(reply).kind == kind
    assert reply.status_code == status
    assert SECRET not in reply.text
    ours = [record.getMessage() for record in caplog.records if record.name.startswith("pincite")]
    assert ours
    assert SECRET not in "".join(ours)
    if status == 405:
        assert reply.headers["Allow"]


def test_a_person_in_a_browser_gets_a_page(client: TestClient) -> None:
    reply = client.get("/read/zebrafish4711", headers={"Accept": "text/html,application/xhtml+xml,*/*;q=0.8"})
    assert reply.status_code == 404
    assert "Unknown document" in reply.text
    assert SECRET not in reply.text
    assert "<html" in reply.text


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(st.text() | st.sampled_from(sorted(Question.model_fields)), inner, max_size=4)
    ),
    max_leaves=12,
)
questions = st.fixed_dictionaries(
    {"question": json_values}, optional={key: json_values for key in Question.model_fields if key != "question"}
)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(body=json_values | questions)
def test_any_json_is_answered_or_a_problem(client: TestClient, body: object) -> None:
    _is_answered_or_a_problem(client, json.dumps(body).encode())


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(body=st.binary(max_size=200) | st.text(max_size=50).map(lambda text: f'{{"question": "{text}"}}'.encode()))
def test_any_bytes_are_answered_or_a_problem(client: TestClient, body: bytes) -> None:
    _is_answered_or_a_problem(client, body)


def _is_answered_or_a_problem(client: TestClient, body: bytes) -> None:
    reply = client.post("/v1/follow-up", content=body, headers=JSON)
    assert reply.status_code < 500
    if reply.status_code != 200:
        problem_of(reply)


@settings(max_examples=100, deadline=None)
@given(path=st.text(max_size=30))
def test_any_path_is_found_or_a_problem(client: TestClient, path: str) -> None:
    for prefix in ("/v1/documents/", "/read/", "/widget/"):
        reply = client.get(prefix + "".join(f"%{byte:02X}" for byte in path.encode("utf-8", "ignore")))
        assert reply.status_code < 500
        if reply.status_code >= 400:
            problem_of(reply)


def test_a_store_whose_text_was_altered_is_a_receipt_mismatch() -> None:
    assert handled(StoreError("the stored text does not match its digest")).kind == "receipt-mismatch"
    assert handled(UnknownDocument("d")).kind == "unknown-document"
