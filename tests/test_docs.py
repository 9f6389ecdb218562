"""The documentation is held to the code: commands, dependencies, links, lengths."""

import re
import tomllib
from pathlib import Path

import pytest
import typer
from packaging.requirements import Requirement

from qa.cli import build_app
from repository import ROOT

README = (ROOT / "README.md").read_text(encoding="utf-8")
PAGES = sorted([ROOT / "README.md", ROOT / "CHANGELOG.md", *(ROOT / "docs").rglob("*.md")])
LINK = re.compile(r"\]\(([^)#:]+)(?:#[^)]*)?\)")


def test_the_readme_is_short() -> None:
    assert len(README.splitlines()) < 170


def test_the_readme_names_every_command() -> None:
    group = typer.main.get_command(build_app())
    commands = group.list_commands(typer.Context(group)) if isinstance(group, typer.core.TyperGroup) else []
    assert {"ingest", "ask", "calibrate", "eval"} <= set(commands)
    for name in commands:
        assert f"`{name}`" in README, name


def test_every_dependency_earns_a_line_in_the_readme() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    rows = README.split("## Dependencies")[1].split("##")[0].splitlines()
    named = {name.strip() for row in rows if row.startswith("|") for name in row.split("|")[1].split(",")}
    for requirement in project["dependencies"]:
        assert Requirement(requirement).name in named, requirement


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_links_between_pages_lead_somewhere(page: Path) -> None:
    for target in LINK.findall(page.read_text(encoding="utf-8")):
        assert (page.parent / target).exists(), target
