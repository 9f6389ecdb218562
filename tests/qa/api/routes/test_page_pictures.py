"""Pictures of pages over HTTP, on a real server over a real store of an ingested PDF."""

import hashlib
import json
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.error import HTTPError
from urllib.request import Request, urlopen

import pytest
from reportlab.pdfgen.canvas import Canvas

from corpus.store import Store
from factories import make_document
from pdfs import column, made
from pictures import boxed_rows, pixels
from qa.assembly import open_engine
from qa.settings import Settings
from serving import ingest_into, served

FIRST = ["Resting a sprained ankle for two days relieves the", "pain of most people."]
QUESTION = "Does resting a sprained ankle relieve the pain?"


def page(lines: list[str], y: float) -> Any:  # noqa: ANN401 - a painter
    def paint(canvas: Canvas) -> None:
        column(canvas, lines, y=y)

    return paint


@pytest.fixture(name="base", scope="module")
def _base(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    folder, home = tmp_path_factory.mktemp("files"), tmp_path_factory.mktemp("home")
    data = made(page(FIRST, 100), page(["Cooling an ankle with ice reduces the swelling."], 400), title="Ankles")
    (folder / "ankles.pdf").write_bytes(data)
    settings = Settings(home=home, model="hash")
    ingest_into(settings, folder)
    engine = open_engine(settings)
    with engine.store as store, served(settings, engine) as base:
        text = make_document("plain", "Plain", {"": ["Rest helps."]})
        store.add(text, raw_sha256="0" * 64, reader="plain/1", origin="plain.txt")
        yield base


def call(base: str, path: str, **headers: str) -> tuple[int, dict[str, str], bytes]:
    try:
        with urlopen(Request(base + path, headers=headers), timeout=60) as reply:
            return reply.status, dict(reply.headers), reply.read()
    except HTTPError as error:
        return error.code, dict(error.headers), error.read()


def asked(base: str) -> dict[str, Any]:
    body = json.dumps({"question": QUESTION}).encode()
    with urlopen(Request(f"{base}/v1/follow-up", body, {"Content-Type": "application/json"}), timeout=60) as reply:
        found: dict[str, Any] = json.loads(reply.read())
    return found


def problem(base: str, path: str) -> tuple[int, str]:
    status, headers, body = call(base, path)
    assert headers["content-type"] == "application/problem+json"
    found = json.loads(body)
    assert found["remedy"]
    return status, found["type"].removeprefix("urn:pincite:problem:")


def test_the_link_of_a_quote_shows_its_page_with_its_lines_boxed(base: str) -> None:
    quote = asked(base)["quotes"][0]
    assert quote["page"] == 1
    link = quote["links"]["page"]
    assert link == (
        f"/v1/documents/ankles/pages/1.png?version={quote['version']}"
        f"&start={quote['byte_start']}&end={quote['byte_end']}"
    )
    status, headers, picture = call(base, link)
    assert (status, headers["content-type"]) == (200, "image/png")
    assert "immutable" in headers["cache-control"]
    first, last = boxed_rows(picture)
    assert 150 < first < last < 240  # the two lines at 100 points of 842, of 1600 pixels


def test_a_page_without_the_quote_is_drawn_without_a_box(base: str) -> None:
    quote = asked(base)["quotes"][0]
    place = f"start={quote['byte_start']}&end={quote['byte_end']}"
    for path in ("/v1/documents/ankles/pages/2.png", f"/v1/documents/ankles/pages/2.png?{place}"):
        status, headers, picture = call(base, path)
        assert (status, headers["cache-control"]) == (200, "no-cache")
        assert boxed_rows(picture) == (-1, -1)
        assert pixels(picture).min() < 96


def test_a_picture_that_the_client_has_is_not_drawn_again(base: str) -> None:
    path = "/v1/documents/ankles/pages/1.png"
    tag = call(base, path)[1]["etag"]
    status, headers, body = call(base, path, **{"If-None-Match": tag})
    assert (status, headers["etag"], body) == (304, tag, b"")
    assert call(base, f"{path}?start=0&end=5")[1]["etag"] != tag


@pytest.mark.parametrize(
    ("path", "found"),
    [
        ("/v1/documents/ankles/pages/3.png", (404, "unknown-page")),
        ("/v1/documents/ankles/pages/0.png", (404, "unknown-page")),
        (f"/v1/documents/ankles/pages/{10**30}.png", (404, "unknown-page")),
        ("/v1/documents/plain/pages/1.png", (404, "no-original")),
        ("/v1/documents/nope/pages/1.png", (404, "unknown-document")),
        (f"/v1/documents/ankles/pages/1.png?version={'0' * 64}", (404, "unknown-version")),
        ("/v1/documents/ankles/pages/1.png?start=3", (422, "invalid-request")),
        ("/v1/documents/ankles/pages/1.png?start=5&end=5", (422, "invalid-request")),
        ("/v1/documents/ankles/pages/1.png?start=5&end=99999", (422, "invalid-request")),
        ("/v1/documents/ankles/pages/1.png?start=-1&end=9", (422, "invalid-request")),
    ],
)
def test_what_cannot_be_drawn_is_a_problem(base: str, path: str, found: tuple[int, str]) -> None:
    assert problem(base, path) == found


def test_pictures_asked_for_at_the_same_time_are_all_drawn(base: str) -> None:
    found: list[int] = []

    def ask(number: int) -> None:
        found.append(call(base, f"/v1/documents/ankles/pages/1.png?start={number}&end=50")[0])

    threads = [threading.Thread(target=ask, args=(number,)) for number in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found == [200] * 8


def test_the_reader_page_links_to_the_pictures_of_its_pages(base: str) -> None:
    html = call(base, "/read/ankles")[2].decode()
    assert 'data-pages="1:8 2:' in html
    assert "/v1/documents/ankles/pages/2.png?version=" in html
    assert "data-pages" not in call(base, "/read/plain")[2].decode()


def test_a_damaged_original_is_a_problem_and_the_service_goes_on(tmp_path: Path) -> None:
    settings = Settings(home=tmp_path / "home", model="hash")
    (tmp_path / "ankles.pdf").write_bytes(made(page(FIRST, 100), title="Ankles"))
    ingest_into(settings, tmp_path / "ankles.pdf")
    broken = b"%PDF-1.4\nnothing at all\n%%EOF"
    with Store(tmp_path / "home" / "store.db") as store:
        document = make_document("broken", "Broken", {"": ["Rest helps."]})
        digest = hashlib.sha256(broken).hexdigest()
        store.add(document, raw_sha256=digest, reader="pdf/2", origin="broken.pdf", original=broken)
    engine = open_engine(settings)
    with engine.store, served(settings, engine) as base:
        assert problem(base, "/v1/documents/broken/pages/1.png") == (422, "undrawable-page")
        assert call(base, "/v1/documents/ankles/pages/1.png")[0] == 200
