"""The licences of everything that Pincite needs to run: none that would bind its users to the GPL or AGPL."""

import re
import tomllib
from collections.abc import Iterator
from importlib.metadata import Distribution, PackageNotFoundError, distribution

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from repository import ROOT

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
# Extras of the tests only; what users can install is checked.
UNSHIPPED = ("test",)
STRONG = re.compile(r"\bA?GPL|General Public License|Affero", re.IGNORECASE)
WEAK = re.compile(r"\bLGPL|Lesser General Public License", re.IGNORECASE)
# Runtime packages under the LGPL: they may be used, as they are imported and can be replaced.
LGPL: set[str] = set()


def roots() -> Iterator[str]:
    yield from PROJECT["dependencies"]
    for extra, requirements in PROJECT["optional-dependencies"].items():
        if extra not in UNSHIPPED:
            yield from requirements


def installed(requirements: Iterator[str]) -> dict[str, Distribution]:
    """The installed distributions among the requirements, and among those of each, by name."""
    found: dict[str, Distribution] = {}
    left = [Requirement(each) for each in requirements]
    while left:
        requirement = left.pop()
        name = canonicalize_name(requirement.name)
        wanted = requirement.marker is None or any(
            requirement.marker.evaluate({"extra": extra}) for extra in ("", *requirement.extras)
        )
        if name in found or not wanted:
            continue
        try:
            found[name] = distribution(name)
        except PackageNotFoundError:
            continue
        needs = (Requirement(each) for each in found[name].requires or ())
        left += [need for need in needs if need.marker is None or need.marker.evaluate({"extra": ""})]
    return found


def licences(of: Distribution) -> list[str]:
    """What a distribution says about its licence: the expression or, without one, classifiers and the field."""
    if expressions := of.metadata.get_all("License-Expression"):
        return expressions
    classifiers = [each for each in of.metadata.get_all("Classifier") or () if each.startswith("License ::")]
    fields = [line for field in of.metadata.get_all("License") or () for line in field.strip().splitlines()[:1]]
    return [*classifiers, *fields]


def is_strong(said: str) -> bool:
    """Whether a licence is the GPL or AGPL, or includes it beside others."""
    return bool(STRONG.search(WEAK.sub("", said)))


RUNTIME = installed(roots())


@pytest.mark.parametrize("name", sorted(RUNTIME))
def test_no_package_that_users_install_is_under_the_gpl(name: str) -> None:
    said = licences(RUNTIME[name])
    assert said, f"{name} names no licence"
    assert not any(map(is_strong, said)), said


def test_the_packages_under_the_lgpl_are_known() -> None:
    assert {name for name, of in RUNTIME.items() if any(map(WEAK.search, licences(of)))} == LGPL


def test_the_packages_that_everything_rests_on_are_among_those_checked() -> None:
    assert {"torch", "fastapi", "starlette", "uvicorn", "numpy", "pydantic-core"} <= set(RUNTIME)


@pytest.mark.parametrize(
    ("said", "strong"),
    [
        ("GPL-3.0-or-later", True),
        ("AGPL-3.0-only", True),
        ("License :: OSI Approved :: GNU General Public License v3 (GPLv3)", True),
        ("License :: OSI Approved :: GNU Affero General Public License v3", True),
        ("LGPL-2.1-or-later", False),
        ("License :: OSI Approved :: GNU Lesser General Public License v3 (LGPLv3)", False),
        ("MIT AND LGPL-2.1-or-later AND GPL-3.0-only", True),
        ("MIT", False),
    ],
)
def test_the_licences_are_told_apart(said: str, strong: bool) -> None:
    assert is_strong(said) is strong
