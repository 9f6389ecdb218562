"""The settings: one frozen tree, read from `PINCITE_...` environment variables or given by name."""

import json
from pathlib import Path
from typing import Annotated, Literal
from urllib.parse import urlsplit

from pydantic import BeforeValidator, Field, field_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

from index.fusion import Fusion

LogLevel = Literal["debug", "info", "warning", "error"]


def _listed(value: object) -> object:
    if not isinstance(value, str):
        return value
    if value.lstrip().startswith("["):
        return json.loads(value)
    return tuple(part.strip() for part in value.split(",") if part.strip())


Listed = Annotated[tuple[str, ...], NoDecode, BeforeValidator(_listed)]


class Settings(BaseSettings):
    """Everything that can be set. Unsafe values are refused with the reason."""

    model_config = SettingsConfigDict(env_prefix="PINCITE_", frozen=True, extra="forbid", validate_default=True)

    home: Path = Field(
        default=Path("~/.pincite"),
        description="The folder that holds the store, the index generations and the conversations.",
    )
    model: str | None = Field(
        default=None,
        min_length=1,
        description="The embedding model: unset for the packaged all-MiniLM-L6-v2, the folder of another "
        "sentence-transformers model, or `hash` for hashed words without a model (for tests only: it "
        "does not understand anything).",
    )
    host: str = Field(
        default="127.0.0.1",
        min_length=1,
        description="The address to listen on. The service has neither TLS nor authentication of its own: before "
        "any address but a loopback one, put a proxy that has both.",
    )
    port: int = Field(default=8000, ge=0, le=65535, description="The port to listen on; 0 takes any free one.")
    cors_origins: Listed = Field(
        default=(),
        description="The origins whose pages may embed the widget and call the service from a browser, separated "
        "by commas or as a JSON list, each exactly as the browser sends it: `https://clinic.example`. Empty: "
        "none. `*` is refused.",
    )
    max_body_bytes: int = Field(
        default=64 * 1024,
        ge=1024,
        le=16 * 1024 * 1024,
        description="The largest request body that is read. The default holds the longest question and some 200 "
        "receipts.",
    )
    concurrency: int = Field(
        default=4,
        ge=1,
        le=256,
        description="How many questions and searches are worked on at once; the others wait their turn.",
    )
    conversation_hours: float = Field(
        default=24,
        gt=0,
        le=24 * 30,
        description="How long a conversation is kept after its last turn; then asking in it is answered with 410.",
    )
    max_turns: int = Field(default=50, ge=1, le=1000, description="How many turns of a conversation are kept.")
    fusion: Fusion = Field(
        default="convex",
        description="How the signals about a passage become one score: `convex`, a weighted mean, or `rrf`, "
        "reciprocal rank fusion.",
    )
    candidate_passages: int = Field(
        default=30,
        ge=1,
        le=1000,
        description="How many passages a question may draw its quotes from.",
    )
    reranker: str | None = Field(
        default=None,
        min_length=1,
        description="The folder of a sentence-transformers cross-encoder that reads the best candidates again "
        "together with the question. Unset: none, which is several times faster.",
    )
    reranked: int = Field(
        default=20, ge=1, le=200, description="How many candidate sentences the cross-encoder reads."
    )
    shutdown_seconds: int = Field(
        default=10, ge=0, le=600, description="How long a stopping server waits for the requests under way."
    )
    log_level: LogLevel = Field(
        default="info",
        description="The least severe log lines written. No level logs a question, a body or a query string.",
    )

    @field_validator("home")
    @classmethod
    def _expand_home(cls, home: Path) -> Path:
        return home.expanduser()

    @field_validator("cors_origins")
    @classmethod
    def _exact_origins(cls, origins: tuple[str, ...]) -> tuple[str, ...]:
        for origin in origins:
            _check_origin(origin)
        return origins


def _check_origin(origin: str) -> None:
    if origin in ("*", "null"):
        raise ValueError(
            f"the origin {origin!r} would let any page ask with a reader's network access: "
            "list the origins of the pages that embed the widget"
        )
    parts = urlsplit(origin)
    if parts.scheme not in ("http", "https") or not parts.hostname or origin != f"{parts.scheme}://{parts.netloc}":
        raise ValueError(
            f"{origin!r} is not an origin: write it as https://host or https://host:port, without a path"
        )
    if "@" in parts.netloc or "*" in parts.netloc or origin != origin.lower():
        raise ValueError(f"{origin!r} is not an exact origin: no user, no wildcard, in lower case")
