"""One asker of a soak test: asks, follows up, streams and searches, and checks every quote that it is given."""

import hashlib
import json
import random
import threading
import time
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from http.client import HTTPConnection, HTTPException
from typing import Any
from urllib.parse import quote

from soak_service import LOOPBACK, Service

TIMEOUT = 60.0
SETTLED = 0.2
"""How long after a broken connection the service is known to have been ended on purpose, in seconds."""
RECEIPT = ("document_id", "version", "byte_start", "byte_end", "sha256")
KINDS = ("search", "stream", "conversation", "question"), (1, 2, 2, 5)
"""What is asked, and how often."""
OK, GONE, BUSY = 200, 404, (429, 503)


@dataclass
class Tally:
    """What all askers were told. Thread-safe."""

    statuses: Counter[int] = field(default_factory=Counter)
    errors: Counter[str] = field(default_factory=Counter)
    receipts: int = 0
    invalid: int = 0
    seconds: list[float] = field(default_factory=list)
    texts: dict[str, bytes] = field(default_factory=dict)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def reply(self, status: int, seconds: float) -> None:
        """Count a response; one that is neither a success nor a refusal for load is an error."""
        with self._lock:
            self.statuses[status] += 1
            if status == OK:
                self.seconds.append(seconds)
            elif status not in BUSY:
                self.errors[f"status {status}"] += 1

    def error(self, name: str) -> None:
        """Count a failure that is no response."""
        with self._lock:
            self.errors[name] += 1

    def receipt(self, *, holds: bool) -> None:
        """Count a quote that was checked."""
        with self._lock:
            self.receipts += 1
            self.invalid += not holds


class Asker:
    """Asks until it is told to stop, over one connection that it opens again if the service was ended."""

    def __init__(self, service: Service, questions: Sequence[str], tally: Tally, seed: int) -> None:
        self._service, self._questions, self._tally = service, questions, tally
        self._random = random.Random(seed)  # noqa: S311 - a test that can be repeated
        self._connection: HTTPConnection | None = None

    def run(self, stop: threading.Event) -> None:
        """Ask one question after the other."""
        starts = 0
        while not stop.is_set():
            self._service.wait()
            if starts != self._service.starts:
                self._close()
                starts = self._service.starts
            try:
                self._ask()
            except (OSError, HTTPException, ValueError) as error:
                self._close()
                time.sleep(SETTLED)
                if self._service.is_up and self._service.starts == starts:
                    self._tally.error(type(error).__name__)
        self._close()

    def _ask(self) -> None:
        question = {"question": self._random.choice(self._questions), "store": False}
        kind = self._random.choices(*KINDS)[0]
        if kind == "search":
            self._post("/v1/search", {"question": question["question"]})
        elif kind == "stream":
            self._check(_done(self._post("/v1/follow-up/stream", question)))
        elif kind == "conversation":
            first = self._answer({"question": question["question"]})
            if first is not None:
                self._check(self._answer({**question, "conversation_id": first["conversation_id"], "store": True}))
        else:
            self._check(self._answer(question))

    def _answer(self, question: Mapping[str, object]) -> dict[str, Any] | None:
        body = self._post("/v1/follow-up", question)
        found: dict[str, Any] | None = json.loads(body) if body is not None else None
        return found

    def _check(self, outcome: dict[str, Any] | None) -> None:
        """Cut every quote out of the document's text again, and have the service verify the receipts."""
        quotes = outcome.get("quotes", ()) if outcome else ()
        for shown in quotes:
            text = self._text(shown["document_id"], shown["version"])
            if text is not None:
                self._tally.receipt(holds=holds(shown, text))
        receipts = [{name: shown[name] for name in RECEIPT} for shown in quotes]
        body = self._post("/v1/verify", {"receipts": receipts}) if receipts else None
        for verdict in json.loads(body)["verdicts"] if body else ():
            self._tally.receipt(holds=verdict["verdict"] in ("valid", "unknown_document"))

    def _text(self, document_id: str, version: str) -> bytes | None:
        """The text of a version; None if the document has been removed meanwhile, or the service is busy."""
        if version not in self._tally.texts:
            path = f"/v1/documents/{quote(document_id, safe='')}/text?version={version}"
            status, text = self._request("GET", path, None)
            if status != OK:
                if status != GONE:
                    self._tally.reply(status, 0)
                return None
            self._tally.texts[version] = text
        return self._tally.texts[version]

    def _post(self, path: str, body: Mapping[str, object]) -> bytes | None:
        started = time.monotonic()
        status, reply = self._request("POST", path, json.dumps(body).encode())
        self._tally.reply(status, time.monotonic() - started)
        if status in BUSY:
            time.sleep(self._random.random())
        return reply if status == OK else None

    def _request(self, method: str, path: str, body: bytes | None) -> tuple[int, bytes]:
        if self._connection is None:
            self._connection = HTTPConnection(LOOPBACK, self._service.port, timeout=TIMEOUT)
        self._connection.request(method, path, body, {"Content-Type": "application/json"})
        reply = self._connection.getresponse()
        return reply.status, reply.read()

    def _close(self) -> None:
        if self._connection is not None:
            self._connection.close()
        self._connection = None


def holds(shown: Mapping[str, Any], text: bytes) -> bool:
    """Whether a quote is exactly the bytes that its receipt names."""
    cut = text[shown["byte_start"] : shown["byte_end"]]
    digests = hashlib.sha256(text).hexdigest(), hashlib.sha256(cut).hexdigest()
    return digests == (shown["version"], shown["sha256"]) and cut == str(shown["text"]).encode()


def _done(stream: bytes | None) -> dict[str, Any] | None:
    """The outcome at the end of a stream of events."""
    if stream is None:
        return None
    data = stream.decode().partition("event: done\ndata: ")[2].partition("\n")[0]
    found: dict[str, Any] = json.loads(data)
    return found
