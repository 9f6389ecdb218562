"""Reads hand-written sessions of follow-up questions with gold bindings from a YAML file."""

from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from typing import Literal

import yaml
from pydantic import BaseModel, ConfigDict, Field, TypeAdapter, ValidationError

import corpus
from eval.errors import DataError

Outcome = Literal["answer", "no_evidence", "ambiguous_follow_up", "out_of_scope"]


def samples() -> Path:
    """The folder of the sample articles."""
    return Path(str(files(corpus))) / "samples"


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="ignore")


class GoldBinding(_Part):
    """What a question refers to. Without a mention, it is something that the question leaves out."""

    resolved_to: str = Field(min_length=1)
    mention: str | None = None
    spelt: str | None = None


class WrittenTurn(_Part):
    """A question as typed, its gold rewrite and bindings, and the sections that answer it."""

    asked: str = Field(min_length=1)
    resolved: str | None = None
    categories: tuple[str, ...] = Field(min_length=1)
    bindings: tuple[GoldBinding, ...] = ()
    readings: tuple[dict[str, object], ...] = ()
    relevant: dict[str, tuple[str, ...]] | None = None
    outcome: Outcome


class WrittenSession(_Part):
    """The turns of a session in order, and the article that is being read, if any."""

    id: str = Field(min_length=1)
    document: str | None = None
    section: str | None = None
    turns: tuple[WrittenTurn, ...] = Field(min_length=1)


_SESSIONS = TypeAdapter(tuple[WrittenSession, ...])


@dataclass(frozen=True, slots=True)
class Written:
    """The sessions of a file, and its path."""

    path: Path
    sessions: tuple[WrittenSession, ...]


def written(path: Path) -> Written:
    """Reads the sessions of a file; raises DataError if it cannot be read or has another form."""
    try:
        loaded = yaml.safe_load(path.read_text(encoding="utf-8"))
        sessions = _SESSIONS.validate_python(loaded)
    except OSError as error:
        raise DataError(path, f"cannot be read: {error.strerror}") from error
    except yaml.YAMLError as error:
        raise DataError(path, f"not valid YAML: {error}") from error
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False)[0]
        where = ".".join(map(str, first["loc"]))
        raise DataError(
            path, f"not a file of hand-written sessions ({where}: {first['msg']}): correct it there"
        ) from None
    return Written(path, sessions)
