"""The settings, read from `PINCITE_...` environment variables or passed by name."""

import json
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Iterable, Iterator
from difflib import get_close_matches
from pathlib import Path
from typing import Annotated, Literal
from urllib.parse import urlsplit

from pydantic import BeforeValidator, Field, SecretStr, field_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

from index.methods import Fusion
from qa.schema import MAX_HISTORY

PREFIX = "PINCITE_"
# Variables that only the tests and scripts of this repository read.
NOT_SETTINGS = ("PINCITE_DATA", "PINCITE_REQUIRE", "PINCITE_CHROMIUM")
KEY_BYTES = 32
READER_OFF = "off"
LogLevel = Literal["debug", "info", "warning", "error"]


def _listed(value: object) -> object:
    if not isinstance(value, str):
        return value
    if value.lstrip().startswith("["):
        return json.loads(value)
    return tuple(part.strip() for part in value.split(",") if part.strip())


Listed = Annotated[tuple[str, ...], NoDecode, BeforeValidator(_listed)]


class Settings(BaseSettings):
    """All settings, immutable. A value that is out of range or unsafe is refused with the reason."""

    model_config = SettingsConfigDict(
        env_prefix=PREFIX, frozen=True, extra="forbid", validate_default=True, hide_input_in_errors=True
    )

    home: Path = Field(
        default=Path("~/.pincite"),
        description="Folder for the store, the index generations and the conversations.",
    )
    model: str | None = Field(
        default=None,
        min_length=1,
        description="Embedding model: unset for the packaged all-MiniLM-L6-v2, the folder of another "
        "sentence-transformers model, or `hash` for hashed words without a model (for tests only: it "
        "knows nothing about meaning).",
    )
    host: str = Field(
        default="127.0.0.1",
        min_length=1,
        description="Address to listen on. The service has no TLS and no authentication: to listen on any address "
        "other than loopback, put a proxy with both in front of it.",
    )
    port: int = Field(default=8000, ge=0, le=65535, description="Port to listen on; 0 picks a free one.")
    cors_origins: Listed = Field(
        default=(),
        description="Origins whose pages may embed the widget and call the service from a browser, separated by "
        "commas or as a JSON list. Write each exactly as the browser sends it: `https://clinic.example`. "
        "`https://*.clinic.example` is every subdomain, but not `https://clinic.example` itself. "
        "Empty: none. `*` is refused.",
    )
    allowed_hosts: Listed = Field(
        default=(),
        description="Host names under which the service may be called, besides `localhost`, `PINCITE_HOST` and "
        "the address at which a connection arrives; separated by commas or as a JSON list, without a port: "
        "`pincite.clinic.example`. Requests with another `Host` are refused, so that no page on the internet can "
        "read the service through a name of its own (DNS rebinding).",
    )
    frame_ancestors: Listed = Field(
        default=(),
        description="Origins whose pages may show the service's own pages in an iframe, written like those of "
        "`PINCITE_CORS_ORIGINS`. Empty: none but the service's own.",
    )
    max_body_bytes: int = Field(
        default=256 * 1024,
        ge=1024,
        le=16 * 1024 * 1024,
        description="Largest request body that is accepted. The default is large enough for the longest question "
        "with a full history, and for 200 receipts.",
    )
    max_header_seconds: float = Field(
        default=10,
        gt=0,
        le=3600,
        description="How many seconds the head of a request may take to arrive, from the connection or its first "
        "byte; a slower connection is closed.",
    )
    max_body_seconds: float = Field(
        default=30,
        gt=0,
        le=3600,
        description="How many seconds the body of a request may take to arrive; a slower one gets status 408.",
    )
    max_write_seconds: float = Field(
        default=30,
        gt=0,
        le=3600,
        description="How many seconds a client may leave a response unread; then its connection is closed.",
    )
    idle_seconds: int = Field(
        default=30,
        ge=1,
        le=3600,
        description="How many seconds a connection is kept for the next request.",
    )
    max_connections: int = Field(
        default=512,
        ge=1,
        le=65536,
        description="How many connections may be open. A further one takes the place of the one that has waited "
        "longest for a request. Fewer are kept if the process may not open that many files.",
    )
    max_connections_per_address: int = Field(
        default=256,
        ge=1,
        le=65536,
        description="How many of them may come from one address. Behind a proxy all come from the proxy's: set "
        "this to `PINCITE_MAX_CONNECTIONS`, and limit visitors there.",
    )
    concurrency: int = Field(
        default=2,
        ge=1,
        le=256,
        description="How many questions, searches and verifications run at the same time; further ones wait in a "
        "queue.",
    )
    queue_size: int = Field(
        default=100,
        ge=0,
        le=10_000,
        description="How many questions, searches and verifications may wait; further ones get status 503 with "
        "`Retry-After` at once.",
    )
    max_request_seconds: float = Field(
        default=30,
        gt=0,
        le=3600,
        description="How many seconds a question, a search or a verification may take, including the wait in the "
        "queue; a slower one gets status 503.",
    )
    conversation_hours: float = Field(
        default=24,
        gt=0,
        le=24 * 30,
        description="How many hours a conversation is kept after its last turn. After that, questions in it get "
        "status 410.",
    )
    max_turns: int = Field(
        default=50,
        ge=1,
        le=MAX_HISTORY,
        description="How many turns of a conversation are kept; the oldest are dropped first.",
    )
    max_conversation_bytes: int = Field(
        default=128 * 1024,
        ge=1024,
        le=16 * 1024 * 1024,
        description="How many bytes of a conversation are kept, measured as the JSON of its turns; the oldest "
        "turns are dropped first. The newest turn is always kept.",
    )
    conversation_keys: Annotated[tuple[SecretStr, ...], NoDecode, BeforeValidator(_listed)] = Field(
        default=(),
        description="Keys with which stored questions are encrypted, separated by commas or as a JSON list: the "
        "first encrypts, the others only decrypt. Each is 32 random bytes in URL-safe base64. Empty: questions "
        "are stored unencrypted, in a file that only its owner can read.",
    )
    suggestions: bool = Field(
        default=True,
        description="Whether outcomes suggest further questions. Each suggestion is first checked against the "
        "index, which takes as long as answering a question the first time it comes up.",
    )
    locale: str = Field(
        default="en",
        pattern=r"^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$",
        description="Locale of the notices that are shown when a question speaks of an emergency, such as `en` or "
        "`en-GB`; a region falls back to its language.",
    )
    notices: Path | None = Field(
        default=None,
        description="YAML file with your own texts for the notices, with your local emergency numbers, in the "
        "format of `qa/audience/notices.yaml`. Unset: the packaged texts, which name no number.",
    )
    fusion: Fusion = Field(
        default="convex",
        description="How the retrieval scores of a passage are combined: `convex`, a weighted mean, or `rrf`, "
        "reciprocal rank fusion.",
    )
    candidate_passages: int = Field(
        default=30,
        ge=1,
        le=1000,
        description="How many of the best passages are searched for quotes.",
    )
    reader: str = Field(
        default=READER_OFF,
        min_length=1,
        description="Folder of a learned reader's weights (`scripts/fit_reader`), which reorders the sentences "
        "of the best passages; `off` answers by features alone.",
    )
    reranker: str | None = Field(
        default=None,
        min_length=1,
        description="Folder of a sentence-transformers cross-encoder that rescores the best candidate sentences. "
        "Unset: none, which is several times faster.",
    )
    reranked: int = Field(
        default=20, ge=1, le=200, description="How many candidate sentences the cross-encoder rescores."
    )
    file_workers: int = Field(
        default=2,
        ge=1,
        le=64,
        description="How many processes read files in parallel during ingestion. A file that makes its process "
        "crash, hang or run out of memory does not affect the others.",
    )
    max_file_seconds: float = Field(
        default=120,
        gt=0,
        le=24 * 3600,
        description="How many seconds one record of a file (a PDF, an article, a line of JSON Lines) may take to "
        "read; a slower one is refused.",
    )
    max_file_memory_bytes: int = Field(
        default=4 * 1024**3,
        ge=512 * 1024**2,
        description="How much address space a process that reads files may use; a file that needs more is "
        "refused.",
    )
    max_file_bytes: int = Field(
        default=512 * 1024**2,
        ge=1,
        description="Largest file that is read, by its size on disk.",
    )
    keep_originals: bool = Field(
        default=True,
        description="Whether the bytes of PDFs are stored, to draw pictures of their pages. They add the size of "
        "the files to the store; `pincite status` says how much.",
    )
    picture_seconds: float = Field(
        default=10, gt=0, le=600, description="How many seconds drawing a page of a PDF may take."
    )
    max_file_pages: int = Field(default=5000, ge=1, description="Largest number of pages that a PDF may have.")
    shutdown_seconds: int = Field(
        default=10, ge=0, le=600, description="How many seconds a stopping server waits for running requests."
    )
    max_log_lines_per_second: int = Field(
        default=200,
        ge=1,
        le=100_000,
        description="How many lines a second each logger may write; how many were left out is logged.",
    )
    log_level: LogLevel = Field(
        default="info",
        description="Least severe level that is logged. No level logs a question, a body or a query string.",
    )

    @field_validator("home", "notices")
    @classmethod
    def _expand_home(cls, path: Path | None) -> Path | None:
        return path.expanduser() if path else None

    @field_validator("cors_origins", "frame_ancestors")
    @classmethod
    def _exact_origins(cls, origins: tuple[str, ...]) -> tuple[str, ...]:
        for origin in origins:
            _check_origin(origin)
        return origins

    @field_validator("conversation_keys")
    @classmethod
    def _real_keys(cls, keys: tuple[SecretStr, ...]) -> tuple[SecretStr, ...]:
        for key in keys:
            _check_key(key.get_secret_value())
        return keys

    @field_validator("allowed_hosts")
    @classmethod
    def _exact_hosts(cls, hosts: tuple[str, ...]) -> tuple[str, ...]:
        for host in hosts:
            _check_host(host)
        return tuple(host.lower() for host in hosts)


def unknown_names(environment: Iterable[str]) -> Iterator[tuple[str, str | None]]:
    """The `PINCITE_...` variables that are not settings, each with the most similar setting, or None."""
    known = [key.upper() for key in Settings.model_fields]
    for name in sorted(environment):
        key = name.upper().removeprefix(PREFIX)
        if name.upper().startswith(PREFIX) and key not in known and name.upper() not in NOT_SETTINGS:
            yield name, next((PREFIX + near for near in get_close_matches(key, known, 1)), None)


def _check_origin(origin: str) -> None:
    if origin in ("*", "null"):
        raise ValueError(
            f"the origin {origin!r} would let any page call the service from a visitor's browser: "
            "list the origins of the pages that embed the widget"
        )
    plain = origin.replace("://*.", "://", 1)
    parts = urlsplit(plain)
    if parts.scheme not in ("http", "https") or not parts.hostname or plain != f"{parts.scheme}://{parts.netloc}":
        raise ValueError(f"{origin!r} is not an origin: write https://host or https://host:port, without a path")
    if "@" in parts.netloc or "*" in parts.netloc or origin != origin.lower():
        raise ValueError(f"{origin!r} is not an exact origin: leave out users and use lower case")
    if "*" in origin and "." not in parts.hostname:
        raise ValueError(f"{origin!r} would let a whole top-level domain in: write https://*.clinic.example")


def _check_key(key: str) -> None:
    try:
        decoded = urlsafe_b64decode(key)
    except ValueError:
        decoded = b""
    if len(decoded) != KEY_BYTES or urlsafe_b64encode(decoded).decode() != key:
        raise ValueError("a key is not 32 bytes in URL-safe base64: docs/settings.md says how to make one")


def _check_host(host: str) -> None:
    if "*" in host:
        raise ValueError(f"the host {host!r} would let other names through: list each name of the service")
    name = urlsplit(f"//{host}")
    if name.netloc != host or name.hostname is None or name.port is not None or "@" in host:
        raise ValueError(f"{host!r} is not a host name: leave out the scheme, the port and the path")
