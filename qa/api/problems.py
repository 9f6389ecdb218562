"""Problems: every failure as `application/problem+json` (RFC 9457) that says what to do about it.

Nothing that the caller sent is repeated, because a question may be in it, even in the wrong field:
details are constants, and the path of a fault names declared fields only.
"""

from collections.abc import Mapping, Sequence
from http import HTTPStatus
from typing import Any

from pydantic import Field
from starlette.responses import Response

from qa.schema import MAX_QUESTION, Body

MEDIA_TYPE = "application/problem+json"
PREFIX = "urn:pincite:problem:"


class Fault(Body):
    """What is wrong with one field: its path in the body or the query, and why."""

    field: str = Field(examples=["filters.year_from"])
    message: str = Field(examples=["Input should be a valid integer"])


class Problem(Body):
    """A failure: which kind, what happened, and the remedy."""

    type: str = Field(description="the kind of problem; stable", examples=[PREFIX + "unknown-document"])
    title: str = Field(examples=["Unknown document"])
    status: int = Field(examples=[404])
    detail: str = Field(examples=["No document with this id is stored."])
    remedy: str = Field(examples=["List the ids with GET /v1/documents."])
    faults: tuple[Fault, ...] = Field(default=(), description="the fields at fault, where it is about fields")

    @property
    def kind(self) -> str:
        """The last part of the type: `unknown-document`."""
        return self.type.removeprefix(PREFIX)


class ProblemError(Exception):
    """Ends a request with a problem."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.kind)
        self.problem = problem


def _problem(kind: str, status: int, title: str, detail: str, remedy: str) -> Problem:
    return Problem(type=PREFIX + kind, title=title, status=status, detail=detail, remedy=remedy)


BLANK_QUESTION = _problem(
    "blank-question", 422, "Blank question", "The question holds no words.", "Write what you want to know."
)
QUESTION_TOO_LONG = _problem(
    "question-too-long",
    422,
    "Question too long",
    f"The question has more than {MAX_QUESTION:,} characters.",
    f"Ask in at most {MAX_QUESTION:,} characters; one question at a time is answered best.",
)
INVALID_REQUEST = _problem(
    "invalid-request",
    422,
    "Invalid request",
    "Some fields are missing, unknown or of the wrong type; `faults` names them.",
    "Correct the fields named in `faults`; /docs lists every field of every call.",
)
MALFORMED_JSON = _problem(
    "malformed-json", 400, "Malformed JSON", "The body is not JSON.", "Send one JSON object, as /docs shows it."
)
INVALID_UTF8 = _problem(
    "invalid-utf8",
    400,
    "Invalid UTF-8",
    "The body holds bytes or escapes that are no Unicode text.",
    "Encode it as UTF-8.",
)
WRONG_CONTENT_TYPE = _problem(
    "wrong-content-type",
    415,
    "Wrong content type",
    "The body is not declared to be JSON.",
    "Send the header `Content-Type: application/json`.",
)
BODY_TOO_LARGE = _problem(
    "body-too-large",
    413,
    "Body too large",
    "The body is larger than this service reads.",
    "Send less at once, or have the operator raise PINCITE_MAX_BODY_BYTES.",
)
UNKNOWN_DOCUMENT = _problem(
    "unknown-document",
    404,
    "Unknown document",
    "No document with this id is stored.",
    "List the ids with GET /v1/documents; in a path, write the id percent-encoded.",
)
UNKNOWN_VERSION = _problem(
    "unknown-version",
    404,
    "Unknown version",
    "This document has no such version.",
    "GET /v1/documents/{document_id} lists its versions; leave `version` out for the current one.",
)
EXPIRED_CONVERSATION = _problem(
    "expired-conversation",
    410,
    "Expired conversation",
    "This conversation has expired or was deleted, or never was.",
    "Ask again without `conversation_id`: that starts a new one.",
)
BUSY_CONVERSATION = _problem(
    "busy-conversation",
    409,
    "Busy conversation",
    "Other questions in this conversation were answered first, again and again.",
    "Ask again once the others are answered.",
)
UNKNOWN_TURN = _problem(
    "unknown-turn",
    404,
    "Unknown turn",
    "This conversation has no turn of the number that `replaces` names, or no longer.",
    "GET /v1/conversations/{conversation_id} lists its turns; leave `replaces` out to ask after the last one.",
)
UNKNOWN_PATH = _problem("unknown-path", 404, "Unknown path", "Nothing is served here.", "See /docs for what is.")
METHOD_NOT_ALLOWED = _problem(
    "method-not-allowed",
    405,
    "Method not allowed",
    "This path does not take this method.",
    "The `Allow` header names the method that it takes; see /docs.",
)
REFUSED = _problem(
    "refused", 400, "Refused", "The request cannot be served as it is.", "See /docs for how to call."
)
NO_INDEX = _problem(
    "no-index", 503, "No index yet", "Nothing has been indexed yet.", "Run `pincite ingest PATH`, then ask again."
)
UNUSABLE_INDEX = _problem(
    "unusable-index",
    503,
    "Unusable index",
    "The index is damaged, or was built with another model than the one that is set.",
    "Run `pincite status`, which says what is wrong, and `pincite ingest PATH` to build it again.",
)
UNUSABLE_MODEL = _problem(
    "unusable-model",
    503,
    "Unusable model",
    "The embedding model is missing, altered or cannot be loaded.",
    "Have the operator look at the log and at PINCITE_MODEL.",
)
UNWRITABLE_HOME = _problem(
    "unwritable-home",
    503,
    "Unwritable data folder",
    "The data folder cannot be written in; nothing was kept.",
    "Ask with `store` false, and have the operator see to the room on its disk and to its permissions.",
)
NOT_READY = _problem(
    "not-ready", 503, "Not ready", "The embedding model is still being loaded.", "Ask again in some seconds."
)
RECEIPT_MISMATCH = _problem(
    "receipt-mismatch",
    500,
    "Receipt mismatch",
    "A stored sentence does not match its hash; nothing was sent.",
    "Run `pincite status`, and rebuild the store from its files with `pincite ingest PATH`.",
)
INTERNAL_ERROR = _problem(
    "internal-error",
    500,
    "Internal error",
    "The service failed; nothing was answered.",
    "Try again. If it stays, tell the operator the time: the log names the place, never the question.",
)
RETRY_SECONDS = 5
# How pydantic speaks of Python's types, and what a caller sent instead.
_AS_JSON: Mapping[str, str] = {
    "Value error, ": "",
    "valid tuple": "list",
    "Tuple should": "List should",
    " after validation": "",
    "valid dictionary or object to extract fields from": "JSON object",
}


def respond(problem: Problem, headers: Mapping[str, str] | None = None) -> Response:
    """The problem as a response; a 503 says when to come back."""
    retry = {"Retry-After": str(RETRY_SECONDS)} if problem.status == HTTPStatus.SERVICE_UNAVAILABLE else {}
    return Response(
        problem.model_dump_json(),
        problem.status,
        headers={**(headers or {}), **retry, "Cache-Control": "no-store"},
        media_type=MEDIA_TYPE,
    )


def of_faults(errors: Sequence[Mapping[str, Any]]) -> Problem:
    """The problem that pydantic's errors make, without any input that they carry."""
    kinds = {error["type"] for error in errors}
    if "json_invalid" in kinds:
        return MALFORMED_JSON
    if "string_unicode" in kinds:
        return INVALID_UTF8
    faults = tuple(_fault(error) for error in errors if not _follows(error, errors))
    return _about_question(errors).model_copy(update={"faults": faults})


def _about_question(errors: Sequence[Mapping[str, Any]]) -> Problem:
    for error in errors:
        if error["loc"][-1] == "question" and error["type"] in ("string_too_short", "value_error"):
            return BLANK_QUESTION
        if error["loc"][-1] == "question" and error["type"] == "string_too_long":
            return QUESTION_TOO_LONG
    return INVALID_REQUEST


def _follows(error: Mapping[str, Any], errors: Sequence[Mapping[str, Any]]) -> bool:
    """Whether a list is short only because of what is wrong with its items."""
    loc = error["loc"]
    return error["type"] == "too_short" and any(
        len(other["loc"]) > len(loc) and other["loc"][: len(loc)] == loc for other in errors
    )


def _fault(error: Mapping[str, Any]) -> Fault:
    where, *path = error["loc"]
    if error["type"] == "extra_forbidden":
        return Fault(field=".".join(map(str, path[:-1])) or str(where), message="holds a field that is not known")
    message = str(error["msg"])
    for python, json in _AS_JSON.items():
        message = message.replace(python, json)
    return Fault(field=".".join(map(str, path)) or str(where), message=message)
