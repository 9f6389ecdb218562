"""Rooms: every folder of the code has a face, a dozen modules at most, and is entered through its face only."""

import ast
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from typing import NamedTuple

import pytest
import yaml

from repository import ROOT, TESTS

TOPS = ("corpus", "index", "qa", "eval")
MOST_MODULES = 12
ROOMS = sorted(
    ".".join(path.parent.relative_to(ROOT).parts) for top in TOPS for path in (ROOT / top).rglob("__init__.py")
)
FACES = yaml.safe_load((TESTS / "data" / "faces.yaml").read_text(encoding="utf-8"))


class Import(NamedTuple):
    """What a module imports: a name of a module, or a module itself (no name)."""

    importer: str
    module: str
    name: str | None


def modules() -> dict[str, Path]:
    """The modules of the code by their dotted names."""
    paths = [path for top in TOPS for path in (ROOT / top).rglob("*.py")]
    return {
        ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__"): path for path in paths
    }


def imports(importer: str, path: Path) -> Iterator[Import]:
    """The imports of a module from the code, wherever in the module they stand."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module and node.module.split(".")[0] in TOPS:
            yield from (Import(importer, node.module, alias.name) for alias in node.names)
        elif isinstance(node, ast.Import):
            yield from (Import(importer, a.name, None) for a in node.names if a.name.split(".")[0] in TOPS)


def foreign_room(importer: str, module: str) -> str | None:
    """The outermost room around a module that is not around its importer; top-level packages are no rooms."""
    parts = module.split(".")
    rooms = (".".join(parts[:n]) for n in range(2, len(parts) + 1))
    return next((room for room in rooms if room in ROOMS and not f"{importer}.".startswith(f"{room}.")), None)


@pytest.mark.parametrize("room", ROOMS)
def test_a_face_says_what_its_room_is_for_and_exports_what_is_pinned(room: str) -> None:
    face = import_module(room)
    assert face.__doc__
    assert face.__doc__.splitlines()[0].endswith(".")
    assert list(getattr(face, "__all__", [])) == FACES.get(room, [])
    assert all(hasattr(face, name) for name in FACES.get(room, []))


def test_no_pinned_face_is_left_over() -> None:
    assert set(FACES) <= set(ROOMS)


@pytest.mark.parametrize("room", ROOMS)
def test_a_room_has_a_dozen_modules_at_most(room: str) -> None:
    folder = ROOT.joinpath(*room.split("."))
    assert sum(path.name != "__init__.py" for path in folder.glob("*.py")) <= MOST_MODULES


def test_nobody_imports_past_a_face() -> None:
    found = modules()
    past = []
    for importer, path in found.items():
        for each in imports(importer, path):
            room = foreign_room(importer, each.module)
            face_name = each.module == room and each.name in FACES.get(room, [])
            if room is not None and not face_name:
                past.append(f"{importer} enters {room} past its face: {each.module}, {each.name}")
            elif room is None and each.name and f"{each.module}.{each.name}" in ROOMS:
                past.append(f"{importer} imports the room {each.module}.{each.name} itself: import names from it")
    assert not past, "\n".join(past)
