"""Problems: all failures as `application/problem+json` (RFC 9457), each with a remedy.

A problem repeats nothing that the caller sent, since any field may contain a question: its texts are constants,
and the path of a fault names declared fields only.
"""

from collections.abc import Mapping, Sequence
from difflib import get_close_matches
from http import HTTPStatus
from typing import Any

from pydantic import Field
from starlette.responses import Response

from qa.schema import MAX_QUESTION, Body, PastTurn, Question, QuestionFilters, Receipt, Receipts, SearchQuestion

MEDIA_TYPE = "application/problem+json"
PREFIX = "urn:pincite:problem:"


class Fault(Body):
    """An error in one field: its path in the body or the query, and what is wrong."""

    field: str = Field(examples=["filters.year_from"])
    message: str = Field(examples=["Input should be a valid integer"])


class Problem(Body):
    """A failure: its kind, what happened, and what to do about it."""

    type: str = Field(
        description="Stable identifier of the kind of problem.", examples=[PREFIX + "unknown-document"]
    )
    title: str = Field(examples=["Unknown document"])
    status: int = Field(examples=[404])
    detail: str = Field(examples=["No document with this id is stored."])
    remedy: str = Field(examples=["Get the ids from GET /v1/documents."])
    faults: tuple[Fault, ...] = Field(default=(), description="The invalid fields, if any.")

    @property
    def kind(self) -> str:
        """The last part of the type: `unknown-document`."""
        return self.type.removeprefix(PREFIX)


class ProblemError(Exception):
    """Raised to end a request with a problem."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.kind)
        self.problem = problem


def _problem(kind: str, status: int, title: str, detail: str, remedy: str) -> Problem:
    return Problem(type=PREFIX + kind, title=title, status=status, detail=detail, remedy=remedy)


BLANK_QUESTION = _problem(
    "blank-question", 422, "Blank question", "The question contains no words.", "Write what you want to know."
)
QUESTION_TOO_LONG = _problem(
    "question-too-long",
    422,
    "Question too long",
    f"The question has more than {MAX_QUESTION:,} characters.",
    f"Shorten it to {MAX_QUESTION:,} characters, and ask one question at a time.",
)
INVALID_REQUEST = _problem(
    "invalid-request",
    422,
    "Invalid request",
    "Some fields are missing, unknown or invalid; `faults` lists them.",
    "Correct the fields listed in `faults`; /docs describes all fields of all calls.",
)
MALFORMED_JSON = _problem(
    "malformed-json",
    400,
    "Malformed JSON",
    "The body is not valid JSON.",
    "Send one JSON object, as shown at /docs.",
)
INVALID_UTF8 = _problem(
    "invalid-utf8",
    400,
    "Invalid UTF-8",
    "The body contains bytes or escapes that are not valid Unicode text.",
    "Encode the body as UTF-8.",
)
WRONG_CONTENT_TYPE = _problem(
    "wrong-content-type",
    415,
    "Wrong content type",
    "The header `Content-Type` does not say that the body is JSON.",
    "Send the header `Content-Type: application/json`.",
)
BODY_TOO_LARGE = _problem(
    "body-too-large",
    413,
    "Body too large",
    "The body is larger than this service accepts.",
    "Send less at a time, or ask the operator to raise PINCITE_MAX_BODY_BYTES.",
)
SLOW_REQUEST = _problem(
    "slow-request",
    408,
    "Slow request",
    "The body did not arrive in the time that this service allows.",
    "Send it again over a better connection, or ask the operator to raise PINCITE_MAX_BODY_SECONDS.",
)
UNKNOWN_DOCUMENT = _problem(
    "unknown-document",
    404,
    "Unknown document",
    "No document with this id is stored.",
    "Get the ids from GET /v1/documents, and percent-encode the id in a path.",
)
UNKNOWN_VERSION = _problem(
    "unknown-version",
    404,
    "Unknown version",
    "This document has no such version.",
    "Get the versions from GET /v1/documents/{document_id}, or leave out `version` for the current one.",
)
UNKNOWN_PAGE = _problem(
    "unknown-page",
    404,
    "Unknown page",
    "The file of this document has no page of this number.",
    "Pages are numbered from 1, in the order of the file.",
)
NO_ORIGINAL = _problem(
    "no-original",
    404,
    "No picture of the page",
    "The file that this version was read from is not stored, or it is not a PDF.",
    "For a PDF, run `pincite ingest PATH` again, with PINCITE_KEEP_ORIGINALS on; check the quote in its source.",
)
UNDRAWABLE_PAGE = _problem(
    "undrawable-page",
    422,
    "Page cannot be drawn",
    "The page is damaged, or drawing it takes too long.",
    "Open the original file in a PDF viewer.",
)
BUSY_DRAWING = _problem(
    "busy-drawing",
    503,
    "Too many pictures",
    "Other pages are being drawn.",
    "Retry in a few seconds.",
)
EXPIRED_CONVERSATION = _problem(
    "expired-conversation",
    410,
    "Expired conversation",
    "This conversation has expired, was deleted or never existed.",
    "Ask without `conversation_id` to start a new conversation.",
)
BUSY_CONVERSATION = _problem(
    "busy-conversation",
    409,
    "Busy conversation",
    "Other questions in this conversation were answered at the same time.",
    "Wait until the other questions are answered, then ask again.",
)
UNKNOWN_TURN = _problem(
    "unknown-turn",
    404,
    "Unknown turn",
    "This conversation does not have the turn given in `replaces`, or no longer has it.",
    "Get the turns from GET /v1/conversations/{conversation_id}, or leave out `replaces` to add a new turn.",
)
UNKNOWN_PATH = _problem(
    "unknown-path", 404, "Unknown path", "There is nothing at this path.", "See /docs for the available paths."
)
UNKNOWN_HOST = _problem(
    "unknown-host",
    421,
    "Unknown host",
    "The header `Host` names a host that this service does not answer for.",
    "Use an address of this service, or ask the operator to add the name to PINCITE_ALLOWED_HOSTS.",
)
METHOD_NOT_ALLOWED = _problem(
    "method-not-allowed",
    405,
    "Method not allowed",
    "This path does not support this method.",
    "Use a method listed in the `Allow` header; see /docs.",
)
REFUSED = _problem(
    "refused", 400, "Refused", "The request cannot be processed.", "See /docs for how to call the service."
)
NO_INDEX = _problem(
    "no-index", 503, "No index yet", "Nothing has been indexed yet.", "Run `pincite ingest PATH`, then ask again."
)
UNUSABLE_INDEX = _problem(
    "unusable-index",
    503,
    "Unusable index",
    "The index is damaged, or was built with another embedding model.",
    "Run `pincite status` to see what is wrong, then `pincite ingest PATH` to rebuild the index.",
)
UNUSABLE_MODEL = _problem(
    "unusable-model",
    503,
    "Unusable model",
    "The embedding model is missing, altered or cannot be loaded.",
    "Ask the operator to check the log and PINCITE_MODEL.",
)
UNWRITABLE_HOME = _problem(
    "unwritable-home",
    503,
    "Unwritable data folder",
    "The data folder is full or not writable; nothing was stored.",
    "Ask with `store` false, or ask the operator to free space or fix the folder's permissions.",
)
OVERLOADED = _problem(
    "overloaded",
    503,
    "Overloaded",
    "More questions are waiting already than this service takes on.",
    "Wait a few seconds, then ask again.",
)
TIMED_OUT = _problem(
    "timed-out",
    503,
    "Timed out",
    "The request took longer, with its wait in the queue, than this service allows; nothing was stored.",
    "Ask again later, or ask the operator to raise PINCITE_MAX_REQUEST_SECONDS.",
)
STOPPING = _problem(
    "stopping",
    503,
    "Stopping",
    "The service is being stopped, and takes on no more questions; nothing was stored.",
    "Ask again in a few seconds.",
)
NOT_READY = _problem(
    "not-ready", 503, "Not ready", "The embedding model is still loading.", "Retry in a few seconds."
)
RECEIPT_MISMATCH = _problem(
    "receipt-mismatch",
    500,
    "Receipt mismatch",
    "A stored sentence does not match its hash; nothing was sent.",
    "Run `pincite status`, and rebuild the store from the original files with `pincite ingest PATH`.",
)
INTERNAL_ERROR = _problem(
    "internal-error",
    500,
    "Internal error",
    "The service failed and did not answer.",
    "Retry. If it fails again, tell the operator the time: the log shows where it failed, never the question.",
)
RETRY_SECONDS = 5
# Replacements in pydantic's messages, which name Python types, not those of JSON.
_REQUESTS: tuple[type[Body], ...] = (Question, QuestionFilters, PastTurn, SearchQuestion, Receipts, Receipt)
_FIELDS = sorted({name for body in _REQUESTS for name in body.model_fields})
_JSON_WORDS: Mapping[str, str] = {
    "Value error, ": "",
    "valid tuple": "list",
    "Tuple should": "List should",
    " after validation": "",
    "valid dictionary or object to extract fields from": "JSON object",
}


def respond(problem: Problem, headers: Mapping[str, str] | None = None) -> Response:
    """The problem as a response; status 503 has a `Retry-After` header."""
    retry = {"Retry-After": str(RETRY_SECONDS)} if problem.status == HTTPStatus.SERVICE_UNAVAILABLE else {}
    return Response(
        problem.model_dump_json(),
        problem.status,
        headers={**(headers or {}), **retry, "Cache-Control": "no-store"},
        media_type=MEDIA_TYPE,
    )


def from_validation_errors(errors: Sequence[Mapping[str, Any]]) -> Problem:
    """The problem for pydantic's validation errors, without the input that they contain."""
    kinds = {error["type"] for error in errors}
    if "json_invalid" in kinds:
        return MALFORMED_JSON
    if "string_unicode" in kinds:
        return INVALID_UTF8
    faults = tuple(_fault(error) for error in errors if not _is_consequence(error, errors))
    return _kind_of(errors).model_copy(update={"faults": faults})


def _kind_of(errors: Sequence[Mapping[str, Any]]) -> Problem:
    for error in errors:
        if error["loc"][-1] == "question" and error["type"] in ("string_too_short", "value_error"):
            return BLANK_QUESTION
        if error["loc"][-1] == "question" and error["type"] == "string_too_long":
            return QUESTION_TOO_LONG
    return INVALID_REQUEST


def _is_consequence(error: Mapping[str, Any], errors: Sequence[Mapping[str, Any]]) -> bool:
    """Whether a list is reported as too short only because some of its items are invalid."""
    loc = error["loc"]
    return error["type"] == "too_short" and any(
        len(other["loc"]) > len(loc) and other["loc"][: len(loc)] == loc for other in errors
    )


def _meant(name: str) -> str:
    """A hint at the declared field that is most similar to an unknown one, which itself is not repeated."""
    near = get_close_matches(name.casefold().replace("-", "_"), _FIELDS, 1, cutoff=0.7)
    return f"; did you mean `{near[0]}`?" if near else ""


def _fault(error: Mapping[str, Any]) -> Fault:
    where, *path = error["loc"]
    if error["type"] == "extra_forbidden":
        message = "contains an unknown field" + _meant(str(path[-1]))
        return Fault(field=".".join(map(str, path[:-1])) or str(where), message=message)
    message = str(error["msg"])
    for python, json in _JSON_WORDS.items():
        message = message.replace(python, json)
    return Fault(field=".".join(map(str, path)) or str(where), message=message)
