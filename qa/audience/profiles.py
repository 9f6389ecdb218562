"""Audience profiles: what changes with the audience, read from `audiences.yaml`."""

from collections.abc import Mapping
from importlib.resources import files
from typing import get_args

import yaml
from pydantic import Field

from qa.schema import MAX_QUOTES, Audience, Body


class AudienceProfile(Body):
    """The settings for one audience; `audiences.yaml` explains each field and its values."""

    disclaimer: str = Field(min_length=1)
    quotes: int = Field(ge=1, le=MAX_QUOTES)
    longest: int | None = Field(default=None, ge=1)
    reach: float = Field(default=0, ge=0, le=0.2)
    plain: float = Field(default=0, ge=0, le=1)
    documents: tuple[str, ...] = ()
    glossary: bool = False

    def favour(self, meant_for: tuple[str, ...], grade: float) -> float:
        """The bonus (0 to `reach`) for a sentence of school grade `grade` in a document meant for `meant_for`."""
        here = not set(self.documents).isdisjoint(meant_for)
        return self.reach * (self.plain * ease(grade) + (1 - self.plain) * here)


ANYONE = AudienceProfile(disclaimer="default", quotes=5)
EASY_GRADE, HARD_GRADE = 8.0, 16.0


def ease(grade: float) -> float:
    """How easy text of a school grade is to read, from 1 (eighth grade and below) to 0 (university)."""
    return min(1.0, max(0.0, (HARD_GRADE - grade) / (HARD_GRADE - EASY_GRADE)))


def load_profiles() -> Mapping[Audience, AudienceProfile]:
    """The profile of every audience; raises KeyError if `audiences.yaml` lacks one."""
    table = yaml.safe_load(files(__package__).joinpath("audiences.yaml").read_text(encoding="utf-8"))
    return {name: AudienceProfile.model_validate(table[_name_of(table, name)]) for name in get_args(Audience)}


def _name_of(table: Mapping[str, Mapping[str, str]], audience: str) -> str:
    return table[audience].get("same_as", audience)
