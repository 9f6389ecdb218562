"""Collects the questions that a calibration is fitted on: from files, or generated from the corpus."""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from eval.data import GoldQuestion, drawn, queries
from eval.errors import CalibrationError
from eval.fitting.made_questions import MADE, make
from qa.engine import Engine

LEAST = 20


@dataclass(frozen=True, slots=True)
class Kind:
    """Questions of one kind, answerable or unanswerable, and their source."""

    questions: tuple[GoldQuestion, ...]
    source: str


@dataclass(frozen=True, slots=True)
class Questions:
    """The same number of answerable and unanswerable questions."""

    answerable: Kind
    unanswerable: Kind

    @property
    def sha256(self) -> str:
        """The SHA-256 over the texts of both kinds, independent of their order."""
        kinds = (self.answerable.questions, self.unanswerable.questions)
        return hashlib.sha256(
            json.dumps([sorted(asked.text for asked in kind) for kind in kinds]).encode()
        ).hexdigest()


def collect(
    engine: Engine, answerable: Path | None, unanswerable: Path | None, *, limit: int, seed: int
) -> Questions:
    """Reads the files, and generates the questions of a kind without a file; at most `limit` of each kind.

    The same number of both kinds is drawn with `seed`. Raises DataError for a file that cannot be read, and
    CalibrationError for too few questions, or for questions that are in both files.
    """
    made = ((), ()) if answerable and unanswerable else make(engine, limit, seed)
    paths = (answerable, unanswerable)
    first, second = (read(path) if path else kind for path, kind in zip(paths, made, strict=True))
    both = {asked.text for asked in first} & {asked.text for asked in second}
    if both and answerable and unanswerable:
        raise CalibrationError(f"{len(both)} questions are in both files: remove them from one of the two")
    sources = [path.name if path else MADE for path in paths]
    for name, kind, source in zip(("answerable", "unanswerable"), (first, second), sources, strict=True):
        if len(kind) < LEAST:
            raise CalibrationError(
                f"{len(kind)} {name} questions ({source}) are too few; at least {LEAST} are needed:"
                f" give more with --{name} FILE, or ingest more documents to generate them from"
            )
    size = min(limit, len(first), len(second))
    return Questions(Kind(_draw(first, size, seed), sources[0]), Kind(_draw(second, size, seed), sources[1]))


def read(path: Path) -> tuple[GoldQuestion, ...]:
    """The distinct questions of a file: JSON Lines with `_id` and `text`, or plain text with one per line."""
    first: dict[str, GoldQuestion] = {}
    for asked in queries(path):
        first.setdefault(asked.text, asked)
    return tuple(first.values())


def _draw(questions: Sequence[GoldQuestion], size: int, seed: int) -> tuple[GoldQuestion, ...]:
    by_id = {asked.id: asked for asked in questions}
    return tuple(by_id[id_] for id_ in drawn(by_id, size, seed))
