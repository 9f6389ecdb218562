"""Who asks, and what that changes: a table kept as data beside this module."""

from collections.abc import Mapping
from importlib.resources import files
from typing import get_args

import yaml
from pydantic import Field

from qa.schema import MAX_QUOTES, Audience, Body


class AudienceProfile(Body):
    """What suits one audience; `audiences.yaml` says what each field is for, and why it is as it is."""

    disclaimer: str = Field(min_length=1)
    quotes: int = Field(ge=1, le=MAX_QUOTES)
    longest: int | None = Field(default=None, ge=1)
    reach: float = Field(default=0, ge=0, le=0.2)
    plain: float = Field(default=0, ge=0, le=1)
    documents: tuple[str, ...] = ()
    glossary: bool = False

    def favour(self, meant_for: tuple[str, ...], grade: float) -> float:
        """How much a sentence of that school grade, of a document meant for those, is favoured: 0 to `reach`."""
        here = not set(self.documents).isdisjoint(meant_for)
        return self.reach * (self.plain * ease(grade) + (1 - self.plain) * here)


ANYONE = AudienceProfile(disclaimer="default", quotes=5)
EASY_GRADE, HARD_GRADE = 8.0, 16.0


def ease(grade: float) -> float:
    """Whether a school grade is easy to read, from 1 (the eighth and below) to 0 (university)."""
    return min(1.0, max(0.0, (HARD_GRADE - grade) / (HARD_GRADE - EASY_GRADE)))


def load_profiles() -> Mapping[Audience, AudienceProfile]:
    """The reader of every audience; an error if the data file lacks one of them."""
    table = yaml.safe_load(files(__package__).joinpath("audiences.yaml").read_text(encoding="utf-8"))
    return {name: AudienceProfile.model_validate(table[_name_of(table, name)]) for name in get_args(Audience)}


def _name_of(table: Mapping[str, Mapping[str, str]], audience: str) -> str:
    return table[audience].get("same_as", audience)
