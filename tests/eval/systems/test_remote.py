import json
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from threading import Thread

import pytest

from eval.errors import AskingError
from eval.systems.asking import question_of
from eval.systems.remote import RemoteAsker


class _Elsewhere(BaseHTTPRequestHandler):
    """Something that is not Pincite."""

    def do_GET(self) -> None:
        self._reply(404, b"<p>nothing here</p>")

    def do_POST(self) -> None:
        self._reply(200, json.dumps({"outcome": "answer", "quotes": []}).encode())

    def _reply(self, status: int, body: bytes) -> None:
        self.send_response(status)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture
def elsewhere() -> Iterator[str]:
    with HTTPServer(("127.0.0.1", 0), _Elsewhere) as server:
        thread = Thread(target=server.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()
        thread.join()


@pytest.mark.parametrize("url", ["localhost:8000", "ftp://localhost", "file:///etc/hosts", "http://"])
def test_only_a_web_address_is_asked(url: str) -> None:
    with pytest.raises(AskingError, match="not the address of a service"):
        RemoteAsker(url)


def test_nobody_there_is_said_with_the_remedy(elsewhere: str) -> None:
    with HTTPServer(("127.0.0.1", 0), _Elsewhere) as server:
        port = server.server_port
    with pytest.raises(AskingError, match=r"cannot reach .* start it, or correct --url"):
        RemoteAsker(f"http://127.0.0.1:{port}").generation  # noqa: B018 (asking is the point)


def test_what_is_not_pincite_is_told_apart(elsewhere: str) -> None:
    with pytest.raises(AskingError, match=r"refused \(404 Not Found\): check that this is the address"):
        RemoteAsker(elsewhere).generation  # noqa: B018 (asking is the point)
    with pytest.raises(AskingError, match="sent an invalid reply"):
        RemoteAsker(elsewhere).answer(question_of("What?"))


def test_a_refusal_says_what_the_service_says(service: str) -> None:
    with pytest.raises(AskingError, match=r"refused \(404\): No document with this id"):
        RemoteAsker(service).text("nowhere/at all", "0" * 64)
