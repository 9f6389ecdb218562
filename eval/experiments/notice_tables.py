"""Prints how many emergencies get the right notice and how many quiet questions get one."""

from collections.abc import Sequence
from pathlib import Path
from typing import Literal

import typer
import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from eval.errors import DataError
from eval.statistics import wilson_interval
from qa.audience import Notices
from qa.commands import print_out

HALVES = ("tune", "report")


class Phrasing(BaseModel):
    """A question as typed, the notice that belongs above its answer, and its half."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    text: str = Field(min_length=1, max_length=2000)
    kind: Literal["emergency", "self_harm", "overdose", "none"]
    half: Literal["tune", "report"]
    borderline: str | None = Field(default=None, min_length=1)


class Phrasings(BaseModel):
    """A file of phrasings: emergencies, and quiet questions."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    notices: tuple[Phrasing, ...]
    quiet: tuple[Phrasing, ...]


def main(files: list[Path]) -> None:
    """Print the shares by file and half, with 95 % Wilson intervals. The rules were tuned on the half `tune`.

    A borderline quiet question counts neither as right nor as wrong.
    """
    notices = Notices.load()
    for file in files:
        phrasings = load(file)
        for half in HALVES:
            right = [_shown(notices, each) == each.kind for each in phrasings.notices if each.half == half]
            alarms = [
                _shown(notices, each) is not None
                for each in phrasings.quiet
                if each.half == half and not each.borderline
            ]
            print_out([f"{file.name}, {half}: right notice {_share(right)}; false alarms {_share(alarms)}"])


def load(path: Path) -> Phrasings:
    """The phrasings of a file; DataError if it is not such a file."""
    try:
        return Phrasings.model_validate(yaml.safe_load(path.read_text(encoding="utf-8")))
    except (OSError, yaml.YAMLError, ValidationError) as error:
        raise DataError(path, "not a file of phrasings: name one such as tests/data/emergencies.yaml") from error


def wilson(successes: int, trials: int) -> tuple[float, float]:
    """Wilson's 95 % interval of a proportion; [0, 1] without trials."""
    if not trials:
        return 0.0, 1.0
    interval = wilson_interval(successes, trials)
    return interval.low, interval.high


def _shown(notices: Notices, phrasing: Phrasing) -> str | None:
    notice = notices.notice(phrasing.text, "patient")
    return notice.id if notice else None


def _share(outcomes: Sequence[bool]) -> str:
    low, high = wilson(sum(outcomes), len(outcomes))
    return f"{sum(outcomes)} of {len(outcomes)} [{low:.2f}, {high:.2f}]"


if __name__ == "__main__":
    typer.run(main)
