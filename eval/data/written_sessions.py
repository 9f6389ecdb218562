"""Follow-ups written by hand over the sample corpus: a YAML file of sessions with gold bindings."""

from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from typing import Literal

import yaml
from pydantic import BaseModel, ConfigDict, Field, TypeAdapter, ValidationError

import corpus
from eval.data.lines import DataError

Outcome = Literal["answer", "no_evidence", "ambiguous_follow_up", "out_of_scope"]


def samples() -> Path:
    """The folder of the corpus that comes with Pincite."""
    return Path(str(files(corpus))) / "samples"


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="ignore")


class GoldBinding(_Part):
    """What a question takes from elsewhere; without a mention it is what the question leaves unsaid."""

    resolved_to: str = Field(min_length=1)
    mention: str | None = None
    spelt: str | None = None


class WrittenTurn(_Part):
    """A question as typed and in full, what it takes from elsewhere, and where its answer stands."""

    asked: str = Field(min_length=1)
    resolved: str | None = None
    categories: tuple[str, ...] = Field(min_length=1)
    bindings: tuple[GoldBinding, ...] = ()
    readings: tuple[dict[str, object], ...] = ()
    relevant: dict[str, tuple[str, ...]] | None = None
    outcome: Outcome


class WrittenSession(_Part):
    """Turns in their order, under an article where one is read."""

    id: str = Field(min_length=1)
    document: str | None = None
    section: str | None = None
    turns: tuple[WrittenTurn, ...] = Field(min_length=1)


_SESSIONS = TypeAdapter(tuple[WrittenSession, ...])


@dataclass(frozen=True, slots=True)
class Written:
    """The sessions of a file."""

    path: Path
    sessions: tuple[WrittenSession, ...]


def written(path: Path) -> Written:
    """The sessions of a file; DataError where it is not one of this kind."""
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
        raise DataError(path, f"not a file of written sessions ({where}: {first['msg']})") from None
    return Written(path, sessions)
