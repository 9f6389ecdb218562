"""A journal of outcomes beside the file of a result, so that an interrupted experiment can be continued."""

import json
from collections.abc import Iterator
from io import BufferedRandom
from pathlib import Path
from typing import Self

from pydantic import TypeAdapter

from qa.commands import say
from qa.schema import Abstention, Answer, Result

SUFFIX = ".partial"
_OUTCOME: TypeAdapter[Answer | Abstention] = TypeAdapter(Result)


def journal_of(result: Path) -> Path:
    """The journal that belongs to the file of a result."""
    return result.with_name(result.name + SUFFIX)


class Journal:
    """JSON Lines: a header with the fingerprint of the experiment, then one outcome per line, in any order.

    The fingerprint covers all that may change an outcome. A journal with another fingerprint, or without a header,
    is overwritten. A last line that was only half written is dropped. Without a path, nothing is kept.
    """

    def __init__(self, path: Path | None, fingerprint: str) -> None:
        self._path = path
        self._fingerprint = fingerprint
        self._file: BufferedRandom | None = None
        self._lines: dict[str, int] = {}

    def __enter__(self) -> Self:
        if self._path is not None:
            self._path.touch()
            self._file = self._path.open("r+b")
            self._start(self._file)
        return self

    def __exit__(self, *raised: object) -> None:
        if self._file is not None:
            self._file.close()
            if raised[0] is not None and self._lines:
                say(f"{len(self._lines)} outcomes are kept in {self._path}: repeat the command to continue")

    def recall(self, key: str) -> tuple[Answer | Abstention, float] | None:
        """The outcome of a question and its milliseconds, or None if the question has not been asked."""
        if self._file is None or key not in self._lines:
            return None
        self._file.seek(self._lines[key])
        row = json.loads(self._file.readline())
        return _OUTCOME.validate_json(json.dumps(row["outcome"])), row["milliseconds"]

    def keep(self, key: str, outcome: Answer | Abstention, milliseconds: float) -> None:
        """Adds the outcome of a question."""
        if self._file is not None:
            self._lines[key] = self._file.seek(0, 2)
            row = {"key": key, "milliseconds": milliseconds, "outcome": outcome.model_dump(mode="json")}
            _write(self._file, row)

    def _start(self, file: BufferedRandom) -> None:
        """Continues the journal if it is of the same experiment; otherwise empties it and writes the header."""
        rows = list(_whole_lines(file))
        if rows and rows[0][2] == {"fingerprint": self._fingerprint}:
            self._lines = {row["key"]: start for start, _, row in rows[1:]}
            file.truncate(rows[-1][1])
            say(f"{len(self._lines)} outcomes are taken over from {self._path}")
            return
        if file.seek(0, 2):
            say(f"{self._path} is of other data, another index or other settings: starting anew")
        file.truncate(0)
        file.seek(0)
        _write(file, {"fingerprint": self._fingerprint})


def _write(file: BufferedRandom, row: dict[str, object]) -> None:
    file.write(json.dumps(row, ensure_ascii=False).encode() + b"\n")
    file.flush()


def _whole_lines(file: BufferedRandom) -> Iterator[tuple[int, int, dict[str, str]]]:
    """The start, end and content of each line up to the first that is not whole."""
    end = 0
    for line in file:
        start, end = end, end + len(line)
        try:
            row = json.loads(line)
        except ValueError:
            return
        if not (line.endswith(b"\n") and isinstance(row, dict)):
            return
        yield start, end, row
