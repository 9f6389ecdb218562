"""Conversations over real sockets: exported, deleted, serialised, kept by the caller, and in no log."""

import json
import re
import signal
from concurrent.futures import ThreadPoolExecutor
from http.client import HTTPConnection
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser

from browser import watched_page
from qa.settings import Settings
from repository import ROOT
from serving import ingest_into, process

QUESTION = "How long do people with bulbar onset ALS live?"
SERVE = """
import sys; from pathlib import Path
from qa.assembly import open_engine
from qa.api.server import serve
from qa.settings import Settings
settings = Settings(home=Path(sys.argv[1]), model="hash", port=0, log_level="debug")
serve(settings, open_engine(settings))
"""


class Reply(NamedTuple):
    """What came back."""

    status: int
    cache: str | None
    body: bytes

    def json(self) -> dict[str, Any]:
        found: dict[str, Any] = json.loads(self.body)
        return found


def call(base: str, method: str, path: str, body: object = None) -> Reply:
    parts = urlsplit(base)
    connection = HTTPConnection(parts.hostname or "", parts.port, timeout=60)
    try:
        sent = None if body is None else json.dumps(body).encode()
        connection.request(method, path, sent, {"Content-Type": "application/json"})
        reply = connection.getresponse()
        return Reply(reply.status, reply.headers["Cache-Control"], reply.read())
    finally:
        connection.close()


def asked(base: str, question: str = QUESTION, **fields: object) -> dict[str, Any]:
    reply = call(base, "POST", "/v1/follow-up", {"question": question, **fields})
    assert reply.status == 200, reply.body
    return reply.json()


def test_a_conversation_is_exported_and_deleted(service: str) -> None:
    thread = asked(service)["conversation_id"]
    asked(service, "Which drugs slow it?", conversation_id=thread)
    path = f"/v1/conversations/{thread}"
    exported = call(service, "GET", path)
    assert (exported.status, exported.cache) == (200, "no-store")
    assert [(turn["number"], turn["question"]) for turn in exported.json()["turns"]] == [
        (1, QUESTION),
        (2, "Which drugs slow it?"),
    ]
    assert thread not in exported.body.decode()
    deleted = call(service, "DELETE", path)
    assert (deleted.status, deleted.cache, deleted.body) == (204, "no-store", b"")
    for method in ("GET", "DELETE"):
        again = call(service, method, path)
        assert (again.status, again.cache) == (410, "no-store")
        assert again.json()["type"] == "urn:pincite:problem:expired-conversation"
    followed = call(service, "POST", "/v1/follow-up", {"question": "Why?", "conversation_id": thread})
    assert followed.status == 410


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        ("GET", "/v1/conversations/never-was", 410),
        ("DELETE", "/v1/conversations/never-was", 410),
        ("DELETE", f"/v1/conversations/{'x' * 201}", 422),
        ("GET", "/v1/conversations/%00%ff", 410),
        ("PUT", "/v1/conversations/never-was", 405),
        ("DELETE", "/v1/conversations/", 404),
        ("DELETE", "/v1/conversations/never/was-one", 404),
    ],
)
def test_what_is_no_conversation_is_refused_without_naming_it(
    service: str, method: str, path: str, status: int
) -> None:
    reply = call(service, method, path)
    assert reply.status == status
    assert reply.cache == "no-store"
    assert path.rpartition("/")[2] not in reply.body.decode() or path.endswith("/")


def test_parallel_questions_follow_each_other(service: str) -> None:
    thread = asked(service)["conversation_id"]
    with ThreadPoolExecutor(6) as pool:
        list(pool.map(lambda n: asked(service, f"What about limb onset {n}?", conversation_id=thread), range(12)))
    turns = call(service, "GET", f"/v1/conversations/{thread}").json()["turns"]
    assert [turn["number"] for turn in turns] == list(range(1, 14))
    assert {turn["question"] for turn in turns[1:]} == {f"What about limb onset {n}?" for n in range(12)}


def test_a_request_that_holds_its_thread_gives_the_same_bytes_each_time(service: str) -> None:
    thread = asked(service, document_id="als-overview")["conversation_id"]
    turns = call(service, "GET", f"/v1/conversations/{thread}").json()["turns"]
    for body in ({"history": turns, "store": False}, {"history": turns}, {"store": False}):
        asks = {"question": "Which drugs slow it?", "document_id": "als-overview", **body}
        first, again = (call(service, "POST", "/v1/follow-up", asks) for _ in range(2))
        assert first.body == again.body
        assert first.json()["conversation_id"] is None


@pytest.mark.model
@pytest.mark.parametrize("article", [None, "als-overview"])
def test_an_exported_thread_is_understood_as_the_kept_one_is(model_service: str, article: str | None) -> None:
    thread = asked(model_service, document_id=article)["conversation_id"]
    for question in ("Which drugs slow it?", "What about limb onset?", "Why?", "How is migraine treated?", "Why?"):
        turns = call(model_service, "GET", f"/v1/conversations/{thread}").json()["turns"]
        alone = asked(model_service, question, document_id=article, history=turns, store=False)
        kept = asked(model_service, question, document_id=article, conversation_id=thread)
        assert {**alone, "conversation_id": thread} == kept


def test_a_question_asked_again_takes_the_place_of_its_turn(service: str) -> None:
    first = asked(service)
    thread = first["conversation_id"]
    second = asked(service, "Which drugs slow it?", conversation_id=thread)
    third = asked(service, "Why?", conversation_id=thread)
    assert [outcome["turn"] for outcome in (first, second, third)] == [1, 2, 3]
    again = {
        "question": "Which drugs slow it?",
        "conversation_id": thread,
        "replaces": 2,
        "bindings": [{"mention": "it", "resolved_to": "migraine"}],
    }
    one, other = (call(service, "POST", "/v1/follow-up", again) for _ in range(2))
    assert one.body == other.body
    assert one.json()["turn"] == 2
    assert one.json()["interpreted_question"] == "Which drugs slow migraine?"
    turns = call(service, "GET", f"/v1/conversations/{thread}").json()["turns"]
    assert [turn["interpreted_question"] for turn in turns] == [
        QUESTION,
        "Which drugs slow migraine?",
        third["interpreted_question"],
    ]
    streamed = call(service, "POST", "/v1/follow-up/stream", again).body.decode()
    assert f"event: done\ndata: {one.body.decode()}\n" in streamed
    assert '"turn":2' in streamed.partition("\n\n")[0]


@pytest.mark.parametrize("number", [2, 1_000_000])
@pytest.mark.parametrize("store", [True, False])
@pytest.mark.parametrize("path", ["/v1/follow-up", "/v1/follow-up/stream"])
def test_a_turn_that_is_not_there_is_not_replaced(service: str, number: int, store: bool, path: str) -> None:
    thread = asked(service)["conversation_id"]
    body = {"question": "Why?", "conversation_id": thread, "replaces": number, "store": store}
    refused = call(service, "POST", path, body)
    assert (refused.status, refused.cache) == (404, "no-store")
    assert refused.json()["type"] == "urn:pincite:problem:unknown-turn"
    assert "leave out `replaces`" in refused.json()["remedy"]
    assert len(call(service, "GET", f"/v1/conversations/{thread}").json()["turns"]) == 1


@pytest.mark.parametrize(
    ("body", "remedy"),
    [
        ({"replaces": 1}, "send its conversation_id too"),
        ({"replaces": 1, "history": [{"question": QUESTION}]}, "leave out the replaced turn"),
        ({"replaces": 0, "conversation_id": "c"}, "greater than or equal to 1"),
        ({"replaces": "1", "conversation_id": "c"}, "valid integer"),
    ],
)
def test_what_replaces_nothing_that_is_kept_is_refused(service: str, body: dict[str, object], remedy: str) -> None:
    refused = call(service, "POST", "/v1/follow-up", {"question": "Why?", **body})
    assert refused.status == 422
    assert remedy in refused.json()["faults"][0]["message"]


def test_a_turn_asked_again_without_keeping_it_changes_nothing(service: str) -> None:
    thread = asked(service)["conversation_id"]
    asked(service, "Which drugs slow it?", conversation_id=thread)
    before = call(service, "GET", f"/v1/conversations/{thread}").json()["turns"]
    tried = asked(service, "What is it?", conversation_id=thread, replaces=2, store=False)
    assert (tried["conversation_id"], tried["turn"]) == (thread, 2)
    assert call(service, "GET", f"/v1/conversations/{thread}").json()["turns"] == before


def test_a_history_and_a_conversation_exclude_each_other_and_a_history_has_an_end(service: str) -> None:
    past = {"question": QUESTION}
    both = call(service, "POST", "/v1/follow-up", {"question": "Why?", "conversation_id": "c", "history": [past]})
    assert both.status == 422
    assert both.json()["faults"][0]["message"].startswith("send either the conversation_id")
    long = call(service, "POST", "/v1/follow-up", {"question": "Why?", "history": [past] * 51})
    assert long.status == 422
    assert long.json()["faults"][0]["field"] == "history"
    assert "at most 50 items" in long.json()["faults"][0]["message"]


def test_no_number_is_read_from_text(service: str) -> None:
    reply = call(service, "POST", "/v1/follow-up", {"question": "Why?", "max_quotes": "5", "store": 0})
    assert reply.status == 422
    assert {fault["field"] for fault in reply.json()["faults"]} == {"max_quotes", "store"}


def test_the_id_of_a_conversation_is_in_no_log_line_and_no_metric(tmp_path: Path, samples_dir: Path) -> None:
    ingest_into(Settings(home=tmp_path, model="hash"), samples_dir / "als-overview.md")
    log = tmp_path / "log"
    with process(SERVE, log, str(tmp_path)) as (base, child):
        thread = asked(base)["conversation_id"]
        path = f"/v1/conversations/{thread}"
        statuses = [
            call(base, method, f"{path}{rest}").status
            for method, rest in (
                ("GET", ""),
                ("HEAD", ""),
                ("GET", "?x=1"),
                ("PUT", ""),
                ("OPTIONS", ""),
                ("GET", "/turns"),
                ("DELETE", ""),
                ("DELETE", ""),
                ("GET", ""),
            )
        ]
        assert statuses == [200, 200, 200, 405, 405, 404, 204, 410, 410]
        metrics = call(base, "GET", "/metrics").body.decode()
        child.send_signal(signal.SIGTERM)
        assert child.wait(30) in (0, -signal.SIGTERM)
    output = log.read_text(encoding="utf-8")
    assert "DELETE /v1/conversations/{conversation_id} 204" in output
    assert 'method="DELETE",route="/v1/conversations/{conversation_id}",status="410"' in metrics
    assert thread not in output
    assert thread not in metrics
    files = [file for file in tmp_path.glob("conversations.db*") if file.stat().st_size]
    assert thread.encode() not in b"".join(file.read_bytes() for file in files)


@pytest.mark.browser
def test_the_script_of_the_documentation_keeps_a_thread(service: str, browser: Browser) -> None:
    page_of_docs = (ROOT / "docs" / "http.md").read_text(encoding="utf-8")
    script = re.findall(r"```js\n(.*?)```", page_of_docs, re.DOTALL)
    assert len(script) == 1
    told = """async () => {
        SCRIPT
        const outcomes = [];
        for (const question of ["What is ALS?", "How is it diagnosed?", "Which drugs slow it?"])
            outcomes.push(await ask(question, "als-overview"));
        return [thread, outcomes];
    }""".replace("SCRIPT", script[0])
    with watched_page(browser, service) as page:
        page.goto("/")
        thread, outcomes = page.evaluate(told)
    assert [turn["number"] for turn in thread] == [1, 2, 3]
    assert [outcome["conversation_id"] for outcome in outcomes] == [None] * 3
    kept: str | None = None
    for turn, outcome in zip(thread, outcomes, strict=True):
        expected = asked(service, turn["question"], document_id="als-overview", conversation_id=kept)
        kept = expected["conversation_id"]
        assert {**expected, "conversation_id": None} == outcome


def test_the_commands_of_the_documentation_work(service: str) -> None:
    page = (ROOT / "docs" / "http.md").read_text(encoding="utf-8").split("\n# Conversations\n")[1]
    page = page.split("\n# ")[0]
    again, alone = re.findall(r"-d '(\{.*?\})'\n(\{.*?\})\n", page, re.DOTALL)
    thread = asked(service)["conversation_id"]
    asked(service, "Which drugs slow it?", conversation_id=thread)
    for (sent, shown), kept, number in ((again, thread, 2), (alone, None, 2)):
        outcome = asked(service, **json.loads(sent.replace("5f0c1e…", thread)))
        assert (outcome["conversation_id"], outcome["turn"]) == (kept, number)
        assert f'"turn": {number},' in shown
    replaced = call(service, "GET", f"/v1/conversations/{thread}").json()["turns"][1]["interpreted_question"]
    assert f'"interpreted_question": "{replaced}"' in again[1]
