"""A running service under test, asked over HTTP."""

import json
from collections.abc import Sequence
from functools import lru_cache
from http import HTTPStatus
from typing import TypeVar
from urllib.error import HTTPError, URLError
from urllib.parse import quote, urlencode, urlsplit
from urllib.request import Request, urlopen

from pydantic import BaseModel, TypeAdapter, ValidationError

from eval.data import Ranked
from eval.errors import AskingError
from eval.systems.asking import Held, best_of_each, in_batches
from qa.schema import (
    Abstention,
    Answer,
    Question,
    QuestionFilters,
    Receipt,
    Receipts,
    RecordPage,
    Result,
    SearchQuestion,
    SearchResult,
    ServiceConfiguration,
    Verdicts,
)

PATIENCE = 120.0
TEXTS_KEPT = 64
PAGE = 500
Body = TypeVar("Body")
_OUTCOME: TypeAdapter[Answer | Abstention] = TypeAdapter(Result)


class _NotFound(AskingError):
    """The service has nothing at this address."""


class RemoteAsker:
    """Asks the service at an http(s) URL; raises AskingError if it cannot be reached or refuses a request."""

    def __init__(self, url: str, patience: float = PATIENCE) -> None:
        if urlsplit(url).scheme not in ("http", "https") or not urlsplit(url).netloc:
            raise AskingError(f"{url!r} is not the address of a service: use http://HOST:PORT")
        self._base = url.rstrip("/")
        self._patience = patience
        self._text = lru_cache(maxsize=TEXTS_KEPT)(self._fetched_text)

    @property
    def generation(self) -> str:
        """The id of the index generation that the service reports."""
        return str(json.loads(self._fetched("/readyz"))["generation"])

    def configuration(self) -> ServiceConfiguration | None:
        """What the service says that decides its outcomes; None if it has no such call."""
        try:
            return self._read(TypeAdapter(ServiceConfiguration), self._fetched("/v1/service"))
        except _NotFound:
            return None

    def holds_any(self, documents: Sequence[str]) -> bool:
        """Whether the service has at least one of the documents with these ids."""
        only = QuestionFilters(documents=tuple(documents))
        body = self._fetched("/v1/search", SearchQuestion(question="document", filters=only, limit=1))
        return bool(self._read(TypeAdapter(SearchResult), body).hits)

    def documents(self, question: str, depth: int) -> list[Ranked]:
        """The documents of the service's ranked passages; see `best_of_each`."""

        def passages(limit: int) -> list[Ranked]:
            body = self._fetched("/v1/search", SearchQuestion(question=question, limit=limit))
            return [Ranked(hit.document_id, hit.score) for hit in self._read(TypeAdapter(SearchResult), body).hits]

        return best_of_each(passages, depth)

    def answer(self, question: Question) -> Answer | Abstention:
        """The service's outcome; raises AskingError if it does not have the form of one."""
        return self._read(_OUTCOME, self._fetched("/v1/follow-up", question))

    def verify(self, receipts: Sequence[Receipt]) -> Verdicts:
        """The service's verdicts."""

        def verdicts(part: Sequence[Receipt]) -> Verdicts:
            body = self._fetched("/v1/verify", Receipts(receipts=tuple(part)))
            return self._read(TypeAdapter(Verdicts), body)

        return in_batches(verdicts, receipts)

    def held(self) -> Sequence[Held]:
        """The documents that the service lists, page by page."""
        found: list[Held] = []
        after: dict[str, str] = {}
        while True:
            body = self._fetched(f"/v1/documents?{urlencode({'limit': PAGE, **after})}")
            page = self._read(TypeAdapter(RecordPage), body)
            found += (Held(record.id, record.title) for record in page.documents)
            if page.next is None:
                return found
            after = {"after": page.next}

    def text(self, document_id: str, version: str | None = None) -> bytes:
        """The text from the service; a named version, which cannot change, is kept."""
        return self._text(document_id, version) if version else self._fetched_text(document_id)

    def _fetched_text(self, document_id: str, version: str | None = None) -> bytes:
        named = f"?{urlencode({'version': version})}" if version else ""
        return self._fetched(f"/v1/documents/{quote(document_id, safe='')}/text{named}")

    def _fetched(self, path: str, body: BaseModel | None = None) -> bytes:
        """The body of the reply; questions are only sent in POST bodies."""
        content = None if body is None else body.model_dump_json().encode()
        request = Request(  # noqa: S310 (its scheme was checked)
            self._base + path, content, {"Content-Type": "application/json"} if content else {}
        )
        try:
            with urlopen(request, timeout=self._patience) as reply:  # noqa: S310 (its scheme was checked)
                received: bytes = reply.read()
                return received
        except HTTPError as error:
            with error:
                kind = _NotFound if error.code == HTTPStatus.NOT_FOUND else AskingError
                raise kind(f"{self._base} {_explained(error.code, error.read())}") from None
        except (URLError, TimeoutError, ConnectionError) as error:
            reason = getattr(error, "reason", error)
            raise AskingError(f"cannot reach {self._base} ({reason}): start it, or correct --url") from error

    def _read(self, adapter: TypeAdapter[Body], content: bytes) -> Body:
        try:
            return adapter.validate_json(content)
        except ValidationError as error:
            first = error.errors(include_url=False, include_input=False)[0]
            message = f"{self._base} sent an invalid reply ({first['loc']}: {first['msg']})"
            raise AskingError(f"{message}: check that it runs this version of Pincite") from None


def _explained(status: int, content: bytes) -> str:
    """The detail and remedy of a problem body, or the status for another body."""
    try:
        problem = json.loads(content)
        return f"refused ({status}): {problem['detail']} {problem['remedy']}"
    except (ValueError, KeyError, TypeError):
        return (
            f"refused ({status} {HTTPStatus(status).phrase}): check that this is the address of a Pincite service"
        )
