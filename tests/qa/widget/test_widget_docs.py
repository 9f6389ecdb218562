"""The page about the widget is held to the widget: attributes, events, parts and custom properties."""

import re

from repository import ROOT

PAGE = (ROOT / "docs" / "widget.md").read_text(encoding="utf-8")
CODE = "\n".join(path.read_text(encoding="utf-8") for path in sorted((ROOT / "qa" / "widget").rglob("*.js")))


def named(heading: str) -> set[str]:
    """What a section of the page names in code."""
    section = PAGE.split(f"\n## {heading}\n")[1].split("\n## ")[0]
    return set(re.findall(r"`([\w-]+)`", section))


def test_every_attribute_is_described() -> None:
    [listed] = re.findall(r"observedAttributes = \[(.*?)\]", CODE, re.DOTALL)
    table = PAGE.split("\n## Attributes\n")[1].split("\n\nEach is a property")[0]
    assert re.findall(r"^\| `([\w-]+)`", table, re.MULTILINE) == re.findall(r'"([\w-]+)"', listed)


def test_every_event_is_described() -> None:
    assert {"pincite-answer", "pincite-abstention", "pincite-error"} <= named("Events")
    assert set(re.findall(r'#tell\("([\w-]+)"', CODE)) <= named("Events")


def test_every_part_and_property_is_named() -> None:
    parts = set(re.findall(r'\bpart: "([\w-]+)"', CODE))
    properties = set(re.findall(r"var\((--pincite-[\w-]+)", CODE))
    assert named("Looks") == parts | properties
