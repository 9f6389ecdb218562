"""The documentation of the calls is complete: docs/http.md, /docs and /openapi.json."""

import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from fakes import LOCAL, FakeEngine, a_store
from qa.api import problems
from qa.api.app import create_app
from qa.api.monitoring.metrics import STAGES
from qa.settings import Settings
from repository import ROOT

PAGE = ROOT / "docs" / "http.md"
PAGES = {("GET", "/"), ("GET", "/read/{document_id}"), ("GET", "/docs"), ("GET", "/openapi.json")}
PROBLEMS = [value for value in vars(problems).values() if isinstance(value, problems.Problem)]


@pytest.fixture(name="app", scope="module")
def _app(tmp_path_factory: pytest.TempPathFactory) -> Iterator[FastAPI]:
    with a_store(tmp_path_factory.mktemp("home") / "store.db") as store:
        yield create_app(Settings(home=Path()), FakeEngine(store))


def calls_of(app: FastAPI) -> set[tuple[str, str]]:
    api = app.openapi()
    return {(method.upper(), path) for path, calls in api["paths"].items() for method in calls}


def test_design_is_served_in_full(app: FastAPI) -> None:
    assert calls_of(app) == {
        ("POST", "/v1/follow-up"),
        ("POST", "/v1/follow-up/stream"),
        ("POST", "/v1/search"),
        ("POST", "/v1/verify"),
        ("GET", "/v1/conversations/{conversation_id}"),
        ("DELETE", "/v1/conversations/{conversation_id}"),
        ("GET", "/v1/disclaimer"),
        ("GET", "/v1/documents"),
        ("GET", "/v1/documents/{document_id}"),
        ("GET", "/v1/documents/{document_id}/text"),
        ("GET", "/v1/documents/{document_id}/pages/{page}.png"),
        ("GET", "/v1/service"),
        ("GET", "/healthz"),
        ("GET", "/readyz"),
        ("GET", "/metrics"),
    }


def test_the_page_in_docs_shows_every_call_and_no_other(app: FastAPI) -> None:
    headings = re.findall(r"^## `(\w+) (/\S*)`$", PAGE.read_text(encoding="utf-8"), re.MULTILINE)
    assert set(headings) == calls_of(app) | PAGES | {("GET", "/widget/{file}")}


def test_every_call_has_an_example_of_request_and_response() -> None:
    for section in PAGE.read_text(encoding="utf-8").split("\n## `")[1:]:
        assert "```console\n$ curl" in section, section.partition("\n")[0]


def test_the_page_in_docs_names_every_problem_and_its_remedy() -> None:
    page = " ".join(PAGE.read_text(encoding="utf-8").split())
    for problem in PROBLEMS:
        assert f"| {problem.status} | `{problem.kind}` | {problem.remedy} |" in page


def test_the_page_in_docs_names_no_other_problem_and_none_twice() -> None:
    named = re.findall(r"^\| \d{3} \| `([a-z0-9-]+)` \|", PAGE.read_text(encoding="utf-8"), re.MULTILINE)
    assert sorted(named) == sorted(problem.kind for problem in PROBLEMS)


def test_the_page_in_docs_names_every_stage() -> None:
    page = PAGE.read_text(encoding="utf-8")
    assert all(f"`{stage}`" in page for stage in STAGES)


def described_fields() -> dict[str, set[str]]:
    """What the section on fields names in code after the name of each body, up to the next one."""
    section = PAGE.read_text(encoding="utf-8").split("\n# Fields\n")[1].split("\n# ")[0]
    parts = re.split(r"((?:\*\*`\w+`\*\*(?: and )?)+)", section)
    described: dict[str, set[str]] = {}
    for bodies, text in zip(parts[1::2], parts[2::2], strict=True):
        for body in re.findall(r"`(\w+)`", bodies):
            described.setdefault(body, set()).update(re.findall(r"`(\w+)`", text))
    return described


def test_the_page_in_docs_describes_every_field_of_every_body(app: FastAPI) -> None:
    described = described_fields()
    bodies = {
        name: set(schema["properties"])
        for name, schema in app.openapi()["components"]["schemas"].items()
        if "properties" in schema
    }
    assert set(described) == set(bodies)
    for body, fields in bodies.items():
        shared = described["Receipt"] if "Receipt" in described[body] else set()
        assert fields <= described[body] | shared, body


class Links(HTMLParser):
    """Collects the tags, the ids and the addresses of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.ids: list[str] = []
        self.addresses: list[str] = []
        self.inline: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        for name, value in attrs:
            if name == "id" and value:
                self.ids.append(value)
            if name in ("href", "src") and value:
                self.addresses.append(value)
            if name == "style" or name.startswith("on"):
                self.inline.append(name)


def test_the_docs_page_names_every_call_and_needs_nothing_from_elsewhere(app: FastAPI) -> None:
    client = TestClient(app, LOCAL)
    reply = client.get("/docs")
    assert reply.headers["content-type"] == "text/html; charset=utf-8"
    for method, path in calls_of(app):
        assert f"{method} {path}" in reply.text
    for schema in app.openapi()["components"]["schemas"]:
        assert f'id="schema-{schema}"' in reply.text
    page = Links()
    page.feed(reply.text)
    assert not page.tags & {"script", "style", "iframe", "img", "object"}
    assert not page.inline
    assert len(set(page.ids)) == len(page.ids)
    for address in page.addresses:
        if address == "data:,":
            continue
        if address.startswith("#"):
            assert address[1:] in page.ids
        else:
            assert client.get(f"/{address.removeprefix('/').removeprefix('./')}").status_code == 200, address


def test_openapi_says_what_each_call_does_takes_and_refuses(app: FastAPI) -> None:
    api = TestClient(app, LOCAL).get("/openapi.json").json()
    for path, calls in api["paths"].items():
        for method, call in calls.items():
            assert len(call["description"]) > 30, path
            if method == "post":
                assert call["requestBody"]["content"]["application/json"]["examples"], path
            for status, response in call["responses"].items():
                if int(status) >= 400:
                    schema = response["content"]["application/problem+json"]["schema"]
                    assert schema == {"$ref": "#/components/schemas/Problem"}, path
    assert {"400", "404", "410", "413", "415", "422", "500", "503"} <= set(
        api["paths"]["/v1/follow-up"]["post"]["responses"]
    )
    assert "HTTPValidationError" not in api["components"]["schemas"]


def test_every_reference_inside_openapi_resolves(app: FastAPI) -> None:
    api = app.openapi()
    for reference in _references(api):
        assert reference.removeprefix("#/components/schemas/") in api["components"]["schemas"]


def test_the_examples_are_accepted(app: FastAPI) -> None:
    client = TestClient(app, LOCAL)
    for path, calls in app.openapi()["paths"].items():
        for example in (
            calls.get("post", {})
            .get("requestBody", {})
            .get("content", {})
            .get("application/json", {})
            .get("examples", {})
            .values()
        ):
            assert client.post(path, json=example["value"]).status_code in (200, 404, 410), path


def _references(part: object) -> Iterator[str]:
    if isinstance(part, dict):
        for key, value in part.items():
            if key == "$ref":
                yield value
            else:
                yield from _references(value)
    elif isinstance(part, list):
        for value in part:
            yield from _references(value)
