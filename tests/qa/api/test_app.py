"""The calls over HTTP, against a stand-in engine and a real store."""

import hashlib
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from fastapi.testclient import TestClient

from corpus.store import Store
from engines import engine_of
from factories import make_document
from fakes import ENDS_IN_TEXT, LOCAL, ODD_ID, SHA, FakeEngine, a_document, a_store
from qa.api.app import create_app
from qa.schema import Abstention, Answer
from qa.settings import Settings


@pytest.fixture(name="engine")
def _engine(tmp_path: Path) -> Iterator[FakeEngine]:
    with a_store(tmp_path / "store.db") as store:
        yield FakeEngine(store)


@pytest.fixture(name="client")
def _client(engine: FakeEngine, tmp_path: Path) -> Iterator[TestClient]:
    with TestClient(create_app(Settings(home=tmp_path), engine), LOCAL) as client:
        yield client


def document_path(document_id: str, rest: str = "") -> str:
    return f"/v1/documents/{quote(document_id, safe='')}{rest}"


def events_of(body: str) -> list[tuple[str, Any]]:
    found = []
    for block in body.strip().split("\n\n"):
        fields = dict(line.split(": ", 1) for line in block.split("\n"))
        found.append((fields["event"], json.loads(fields["data"])))
    return found


def test_a_follow_up_is_answered_with_the_whole_answer(client: TestClient) -> None:
    reply = client.post("/v1/follow-up", json={"question": "Why?"})
    assert reply.status_code == 200
    answer = Answer.model_validate_json(reply.content)
    assert answer.question == "Why?"
    assert reply.headers["cache-control"] == "no-store"


def test_silence_is_an_outcome_too(client: TestClient) -> None:
    reply = client.post("/v1/follow-up", json={"question": "silence please"})
    assert Abstention.model_validate_json(reply.content).reason == "no_evidence"


def test_the_stream_tells_the_parts_and_then_the_plain_body(client: TestClient) -> None:
    plain = client.post("/v1/follow-up", json={"question": "Why?"})
    stream = client.post("/v1/follow-up/stream", json={"question": "Why?"})
    assert stream.headers["content-type"].startswith("text/event-stream")
    events = events_of(stream.text)
    assert [name for name, _ in events] == ["interpretation", "source", "quote", "quote", "done"]
    assert events[0][1] == {
        "notice": None,
        "question": "Why?",
        "interpreted_question": "Why?",
        "bindings": [],
        "conversation_id": "c1",
        "turn": 1,
    }
    assert [event for name, event in events if name == "quote"] == plain.json()["quotes"]
    assert f"event: done\ndata: {plain.text}\n" in stream.text


def test_a_streamed_abstention_has_only_its_frame(client: TestClient) -> None:
    stream = client.post("/v1/follow-up/stream", json={"question": "silence"})
    assert [name for name, _ in events_of(stream.text)] == ["interpretation", "done"]


def test_a_line_break_in_a_question_does_not_break_the_stream(client: TestClient) -> None:
    question = "one\r\ntwo\u2028three\n\nevent: done"
    stream = client.post("/v1/follow-up/stream", json={"question": question})
    events = events_of(stream.text)
    assert events[0][1]["question"] == question
    assert len(events) == 5


def test_search_and_verify_and_disclaimer(client: TestClient) -> None:
    assert client.post("/v1/search", json={"question": "x"}).json() == {"generation": "generation-1", "hits": []}
    receipt = {"document_id": "d", "version": SHA, "byte_start": 0, "byte_end": 5, "sha256": SHA}
    assert client.post("/v1/verify", json={"receipts": [receipt]}).json()["valid"]
    assert client.get("/v1/disclaimer?audience=patient").json()["id"] == "patient"
    assert client.get("/v1/disclaimer").json()["id"] == "clinician"


def test_a_service_says_what_it_runs_once_it_has_an_index(client: TestClient, engine: FakeEngine) -> None:
    assert client.get("/v1/service").json() == engine.configuration().model_dump(mode="json")
    engine.fake_live.missing = True
    assert client.get("/v1/service").status_code == 503


def test_json_may_declare_a_charset_and_a_suffix(client: TestClient) -> None:
    for kind in ("application/json; charset=utf-8", "application/vnd.pincite+json", "Application/JSON"):
        reply = client.post("/v1/follow-up", content=b'{"question": "x"}', headers={"Content-Type": kind})
        assert reply.status_code == 200, kind


def test_documents_are_listed_a_page_at_a_time_and_once_each(client: TestClient, engine: FakeEngine) -> None:
    seen: list[str] = []
    query = "?limit=3"
    while True:
        page = client.get(f"/v1/documents{query}").json()
        assert page["total"] == 4
        seen += [record["id"] for record in page["documents"]]
        if page["next"] is None:
            break
        query = f"?limit=3&after={quote(page['next'], safe='')}"
    assert seen == engine.store.ids()


def test_a_page_goes_on_after_an_id_that_is_gone(client: TestClient) -> None:
    ids = [record["id"] for record in client.get("/v1/documents?after=dd").json()["documents"]]
    assert ids == ["e", ENDS_IN_TEXT]


@pytest.mark.parametrize("document_id", ["d", ODD_ID, ENDS_IN_TEXT])
def test_a_document_is_described_by_any_id(client: TestClient, document_id: str) -> None:
    found = client.get(document_path(document_id)).json()
    text = a_document(document_id).text.encode()
    assert found["document"]["id"] == document_id
    assert found["versions"][0]["current"]
    assert [section["title"] for section in found["sections"]] == ["First part", "Second part"]
    for section in found["sections"]:
        assert text[section["byte_start"] : section["byte_end"]].decode().startswith(section["title"])
    assert [(r["number"], r["missing"]) for r in found["references"]] == [(1, False), (2, True)]


@pytest.mark.parametrize("document_id", ["d", ODD_ID, ENDS_IN_TEXT])
def test_the_text_is_exactly_the_canonical_bytes(client: TestClient, document_id: str) -> None:
    version = a_document(document_id).version
    now = client.get(document_path(document_id, "/text"))
    fixed = client.get(document_path(document_id, f"/text?version={version}"))
    assert now.content == fixed.content == a_document(document_id).text.encode()
    assert hashlib.sha256(now.content).hexdigest() == version
    assert now.headers["content-type"] == "text/plain; charset=utf-8"
    assert now.headers["etag"] == fixed.headers["etag"] == f'"{version}"'
    assert now.headers["cache-control"] == "no-cache"
    assert "immutable" in fixed.headers["cache-control"]


def test_an_unencoded_slash_works_too(client: TestClient) -> None:
    assert client.get("/v1/documents/a/b%20c%252F.%C3%A9").json()["document"]["id"] == ODD_ID
    assert client.get("/v1/documents/odd/text/text").status_code == 200


def test_a_text_that_has_not_changed_is_not_sent_again(client: TestClient) -> None:
    first = client.get("/v1/documents/d/text")
    again = client.get("/v1/documents/d/text", headers={"If-None-Match": f'W/"x", {first.headers["etag"]}'})
    assert (again.status_code, again.content) == (304, b"")
    assert client.get("/v1/documents/d/text", headers={"If-None-Match": '"x"'}).status_code == 200


def test_an_old_version_stays_readable(client: TestClient, engine: FakeEngine) -> None:
    old = a_document("d").version
    engine.store.add(a_document("d", "Title\nOnly part\nNew."), raw_sha256="1" * 64, reader="test", origin="test")
    assert client.get(f"/v1/documents/d/text?version={old}").text == a_document("d").text
    assert client.get("/v1/documents/d/text").text == "Title\nOnly part\nNew."
    assert [v["current"] for v in client.get("/v1/documents/d").json()["versions"]] == [False, True]


def test_a_text_that_does_not_hash_to_its_version_is_not_sent(
    client: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Store, "text", lambda *_: "Altered.")
    reply = client.get("/v1/documents/d/text")
    assert (reply.status_code, reply.json()["type"]) == (500, "urn:pincite:problem:receipt-mismatch")
    assert "Altered" not in reply.text


def test_pages_and_widget_are_served(client: TestClient) -> None:
    assert "<html" in client.get("/").text
    assert "voilà" in client.get(f"/read/{quote(ODD_ID, safe='')}").text
    assert client.get(f"/read/d?version={a_document('d').version}").status_code == 200
    script = client.get("/widget/pincite-chat.js")
    assert "javascript" in script.headers["content-type"]
    assert script.headers["cache-control"] == "no-cache"


def test_head_is_answered_like_get(client: TestClient) -> None:
    for path in ("/", "/healthz", "/v1/documents/d/text"):
        head, get = client.head(path), client.get(path)
        assert head.status_code == 200
        assert head.headers["content-length"] == get.headers["content-length"]


def test_it_is_ready_once_a_generation_and_the_model_are_there(client: TestClient, engine: FakeEngine) -> None:
    assert client.get("/healthz").json() == {"status": "ok"}
    while (reply := client.get("/readyz")).status_code == 503:
        assert reply.json()["type"].endswith("not-ready")
    assert reply.json() == {"status": "ready", "generation": "generation-1"}
    engine.fake_live.missing = True
    gone = client.get("/readyz")
    assert (gone.status_code, gone.json()["type"]) == (503, "urn:pincite:problem:no-index")
    assert "Retry-After" in gone.headers
    assert client.get("/healthz").status_code == 200


def test_it_is_not_ready_before_the_model_is_loaded(engine: FakeEngine, tmp_path: Path) -> None:
    reply = TestClient(create_app(Settings(home=tmp_path), engine), LOCAL).get("/readyz")
    assert (reply.status_code, reply.json()["type"]) == (503, "urn:pincite:problem:not-ready")


def test_metrics_count_outcomes_routes_and_stages(client: TestClient, engine: FakeEngine) -> None:
    client.post("/v1/follow-up", json={"question": "Why?"})
    client.post("/v1/follow-up", json={"question": "silence"})
    client.get("/no/such/path")
    client.get(f"/read/{quote(ODD_ID, safe='')}")
    text = client.get("/metrics").text
    assert 'pincite_outcomes_total{outcome="answer",reason=""} 1.0' in text
    assert 'pincite_outcomes_total{outcome="abstention",reason="no_evidence"} 1.0' in text
    assert 'pincite_answer_seconds_count{outcome="abstention"} 1.0' in text
    assert 'pincite_request_seconds_count{method="POST",route="/v1/follow-up",status="200"} 2.0' in text
    assert 'route="unmatched",status="404"' in text
    assert 'route="/read/{document_id}"' in text
    assert 'pincite_stage_seconds_count{stage="search"} 2.0' in text
    assert "pincite_requests_in_flight 1.0" in text
    assert 'pincite_generation_info{id="generation-1"} 1.0' in text
    engine.fake_live.missing = True
    assert "pincite_generation_info{" not in client.get("/metrics").text


def test_two_applications_count_apart(engine: FakeEngine, tmp_path: Path, client: TestClient) -> None:
    client.post("/v1/follow-up", json={"question": "Why?"})
    other = TestClient(create_app(Settings(home=tmp_path), engine), LOCAL).get("/metrics").text
    assert 'pincite_outcomes_total{outcome="answer",reason=""} 0.0' in other


def test_an_application_leaves_its_engine_unchanged_and_times_its_stages(tmp_path: Path) -> None:
    document = make_document("gout", "Gout", {"Treatment": ["Colchicine is the treatment of gout in adults."]})
    with engine_of(tmp_path, document) as engine:
        before = dict(vars(engine))
        one, other = (create_app(Settings(home=tmp_path), engine) for _ in range(2))
        assert vars(engine) == before
        with TestClient(one, LOCAL) as client:
            reply = client.post("/v1/follow-up", json={"question": "What is the treatment of gout in adults?"})
            assert reply.json()["outcome"] == "answer"
            timed = client.get("/metrics").text
        with TestClient(other, LOCAL) as client:
            untimed = client.get("/metrics").text
        assert vars(engine) == before
    for stage in ("interpret", "embed", "search", "select", "receipts", "suggest"):
        count = f'pincite_stage_seconds_count{{stage="{stage}"}}'
        assert f"{count} 1.0" in timed
        assert f"{count} 0.0" in untimed
