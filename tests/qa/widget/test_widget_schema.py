"""The widget's types of what travels on the wire are held to the service's models."""

import re
from functools import cache
from typing import get_args

import pytest
from pydantic import BaseModel

from qa.schema import answer
from repository import ROOT

SCHEMA = (ROOT / "qa" / "widget" / "transport" / "schema.js").read_text(encoding="utf-8")
OBJECT = re.compile(r"@typedef \{object\} (\w+)(.*?)(?=@typedef|\*/)", re.DOTALL)
JOINED = re.compile(r"@typedef \{(\w+(?: & \w+)+)\} (\w+)")
MODELS = (
    "Receipt",
    "Links",
    "Repetition",
    "Quote",
    "CitedReference",
    "Source",
    "Binding",
    "Reading",
    "Confidence",
    "Disclaimer",
    "Notice",
    "Definition",
    "GlossaryEntry",
    "Answer",
    "Abstention",
)


@cache
def typed() -> dict[str, frozenset[str]]:
    """The fields of each type that the widget declares."""
    fields = {
        name: frozenset(re.findall(r"@property \{[^}]*\} (\w+)", body)) for name, body in OBJECT.findall(SCHEMA)
    }
    for parts, name in JOINED.findall(SCHEMA):
        fields[name] = frozenset[str]().union(*(fields[part] for part in parts.split(" & ")))
    return fields


@pytest.mark.parametrize("name", MODELS)
def test_a_type_has_the_fields_of_its_model(name: str) -> None:
    model: type[BaseModel] = getattr(answer, name)
    assert typed()[name] == set(model.model_fields)


def test_the_reasons_are_those_of_the_service() -> None:
    [listed] = re.findall(r"@property \{([^}]*)\} reason", SCHEMA)
    assert set(re.findall(r'"(\w+)"', listed)) == set(get_args(answer.Reason))
