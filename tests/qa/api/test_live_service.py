"""The whole service over real sockets: quotes that re-slice, verdicts, and a swap of generations under load."""

import hashlib
import json
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any
from urllib.error import HTTPError
from urllib.parse import quote
from urllib.request import Request, urlopen

import pytest

from qa.assembly import open_engine
from qa.settings import Settings
from serving import ingest_into, served

QUESTION = "How long do people with bulbar onset live?"
ARTICLE = """---
id: new-article
title: A new article
kind: article
review_status: submitted
---

## Onset

People with bulbar onset live in this sentence of a test. [1]

## References

1. [article] A reference. A place. 2020.
"""


def call(base: str, path: str, body: object = None) -> bytes:
    data = None if body is None else json.dumps(body).encode()
    request = Request(base + path, data=data, headers={"Content-Type": "application/json"})
    with urlopen(request, timeout=60) as reply:
        found: bytes = reply.read()
        return found


def asked(base: str, question: str, **more: object) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(call(base, "/v1/follow-up", {"question": question, **more}))
    return found


def check_receipts(base: str, answer: dict[str, Any]) -> None:
    for shown in answer["quotes"]:
        path = f"/v1/documents/{quote(shown['document_id'], safe='')}/text?version={shown['version']}"
        text = call(base, path)
        assert hashlib.sha256(text).hexdigest() == shown["version"]
        cut = text[shown["byte_start"] : shown["byte_end"]]
        assert cut == shown["text"].encode()
        assert hashlib.sha256(cut).hexdigest() == shown["sha256"]
    keys = ("document_id", "version", "byte_start", "byte_end", "sha256")
    receipts = [{key: shown[key] for key in keys} for shown in answer["quotes"]]
    assert json.loads(call(base, "/v1/verify", {"receipts": receipts}))["valid"]


def test_every_quote_can_be_cut_again_from_the_text(service: str) -> None:
    answer = asked(service, "bulbar onset survival", document_id="als-overview")
    assert answer["outcome"] == "answer"
    check_receipts(service, answer)


def test_a_conversation_goes_on_and_an_unknown_one_is_gone(service: str) -> None:
    first = asked(service, "bulbar onset survival", document_id="als-overview")
    again = asked(service, "What about riluzole?", conversation_id=first["conversation_id"])
    assert again["conversation_id"] == first["conversation_id"]
    with pytest.raises(HTTPError, match="410"):
        asked(service, "What about riluzole?", conversation_id="never-was")


def test_every_listed_document_is_described_read_and_found(service: str) -> None:
    listed = json.loads(call(service, "/v1/documents"))
    assert listed["total"] == len(listed["documents"]) >= 8
    for record in listed["documents"]:
        name = quote(record["id"], safe="")
        description = json.loads(call(service, f"/v1/documents/{name}"))
        text = call(service, f"/v1/documents/{name}/text")
        assert len(text) == description["bytes"]
        assert hashlib.sha256(text).hexdigest() == description["version"]
        for section in description["sections"]:
            assert text[section["byte_start"] : section["byte_end"]].decode().startswith(section["title"])
        assert b"<html" in call(service, f"/read/{name}")


def test_the_dangling_references_of_the_als_article_are_shown(service: str) -> None:
    description = json.loads(call(service, "/v1/documents/als-overview"))
    assert {r["number"] for r in description["references"] if r["missing"]} == {6, 7}
    assert {finding["number"] for finding in description["findings"]} >= {6, 7}


def test_a_new_generation_is_swapped_in_under_load(tmp_path: Path, samples_dir: Path) -> None:
    settings = Settings(home=tmp_path / "home", model="hash", concurrency=8)
    before = ingest_into(settings, samples_dir / "als-overview.md")
    article = tmp_path / "new-article.md"
    article.write_text(ARTICLE, encoding="utf-8")
    engine = open_engine(settings)
    with engine.store, served(settings, engine) as base, ThreadPoolExecutor(17) as pool:
        assert asked(base, QUESTION)["generation"] == before
        published = pool.submit(ingest_into, settings, article)
        outcomes = list(pool.map(lambda number: asked(base, f"{QUESTION} {number}"), range(200)))
        after = published.result()
        assert after != before
        assert {outcome["generation"] for outcome in outcomes} <= {before, after}
        assert asked(base, QUESTION)["generation"] == after
        assert json.loads(call(base, "/readyz"))["generation"] == after


@pytest.mark.model
def test_the_default_model_answers_and_keeps_silent(model_service: str) -> None:
    answer = asked(model_service, QUESTION)
    assert answer["outcome"] == "answer"
    assert "als-overview" in {source["document_id"] for source in answer["sources"]}
    assert answer["disclaimer"]["text"]
    check_receipts(model_service, answer)
    assert asked(model_service, "What is the best pizza in Naples?")["outcome"] == "abstention"
