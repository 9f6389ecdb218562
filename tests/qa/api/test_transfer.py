"""What saves transfers, and what callers are told: entity tags, compression, allowed methods, misspelt fields."""

from collections.abc import Iterator

import pytest
from fastapi.testclient import TestClient

from fakes import LOCAL, FakeEngine, a_store
from qa.api.app import create_app
from qa.settings import Settings


@pytest.fixture(name="client", scope="module")
def _client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    home = tmp_path_factory.mktemp("home")
    with a_store(home / "store.db") as store:
        yield TestClient(create_app(Settings(home=home), FakeEngine(store)), base_url=LOCAL)


@pytest.mark.parametrize("path", ["/", "/v1/documents", "/v1/documents/d", "/read/d", "/docs", "/openapi.json"])
def test_what_has_not_changed_is_not_sent_again(client: TestClient, path: str) -> None:
    first = client.get(path)
    assert first.status_code == 200
    again = client.get(path, headers={"If-None-Match": f'"other", {first.headers["ETag"]}'})
    assert (again.status_code, again.content) == (304, b"")
    assert again.headers["ETag"] == first.headers["ETag"]
    assert client.get(path, headers={"If-None-Match": 'W/"other"'}).content == first.content


def test_pages_records_and_files_are_compressed_and_answers_are_not(client: TestClient) -> None:
    for path in ("/docs", "/widget/pincite-chat.js", "/widget/element/styles.js", "/openapi.json"):
        reply = client.get(path, headers={"Accept-Encoding": "gzip"})
        assert ("gzip" in reply.headers.get("Content-Encoding", "")) is (len(reply.content) > 1000), path
    assert "Content-Encoding" not in client.get("/docs", headers={"Accept-Encoding": "identity"}).headers
    body = {"question": "How long? " * 100}
    for path in ("/v1/follow-up", "/v1/follow-up/stream"):
        reply = client.post(path, json=body, headers={"Accept-Encoding": "gzip"})
        assert "Content-Encoding" not in reply.headers


def test_a_failure_has_no_tag(client: TestClient) -> None:
    assert "ETag" not in client.get("/v1/documents/none").headers


def test_all_methods_of_a_path_are_named(client: TestClient) -> None:
    assert client.options("/v1/conversations/c1").headers["Allow"] == "DELETE, GET"
    assert client.options("/v1/follow-up").headers["Allow"] == "POST"
    assert client.put("/widget/pincite-chat.js").headers["Allow"] == "GET, HEAD"


def test_a_misspelt_field_gets_a_hint_that_repeats_nothing(client: TestClient) -> None:
    misspelt = client.post("/v1/follow-up", json={"question": "x", "documentId": "zebrafish4711"})
    assert misspelt.json()["faults"] == [
        {"field": "body", "message": "contains an unknown field; did you mean `document_id`?"}
    ]
    other = client.post("/v1/follow-up", json={"question": "x", "zebrafish4711": "y"})
    assert other.json()["faults"] == [{"field": "body", "message": "contains an unknown field"}]
    assert "zebrafish4711" not in misspelt.text + other.text


def test_a_quote_can_be_verified_as_it_was_returned(client: TestClient) -> None:
    quote = client.post("/v1/follow-up", json={"question": "How long?"}).json()["quotes"][0]
    assert len(quote) > 5
    assert client.post("/v1/verify", json={"receipts": [quote]}).json()["valid"]
