"""The ranges of pyproject.toml, the locks with hashes, and what scripts/install does with them."""

import re
import shutil
import subprocess
import tomllib
from dataclasses import dataclass
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from repository import ROOT

PYPROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
DEPENDENCIES: list[str] = PYPROJECT["project"]["dependencies"]
TEST: list[str] = PYPROJECT["project"]["optional-dependencies"]["test"]
BUILD: list[str] = PYPROJECT["build-system"]["requires"]
RUN_LOCK, TEST_LOCK = "requirements.lock", "requirements-test.lock"
CPU_LOCK, CUDA_LOCK = "requirements-cpu.lock", "requirements-cuda.lock"
AUDIT_LOCK = "requirements-audit.lock"
LOCKS = (RUN_LOCK, TEST_LOCK, CPU_LOCK, CUDA_LOCK, AUDIT_LOCK)
HASH = re.compile(r"--hash=sha256:[0-9a-f]{64}(?=\s|$)")
CUDA = re.compile(r"cuda|nvidia|triton")
MISMATCH = "ERROR: THESE PACKAGES DO NOT MATCH THE HASHES FROM THE REQUIREMENTS FILE."
STUB = """#!/bin/sh
echo "$*" >>calls
case "$*" in *"${REFUSED:-nothing is refused}"*) echo "$REASON" >&2; exit 1 ;; esac
"""


@dataclass(frozen=True)
class Locked:
    """A requirement of a lock, and how many hashes it has."""

    requirement: Requirement
    hashes: int

    @property
    def name(self) -> str:
        return canonicalize_name(self.requirement.name)

    @property
    def version(self) -> str:
        (pin,) = self.requirement.specifier
        assert pin.operator == "==", self.requirement
        return pin.version


def locked(lock: str) -> list[Locked]:
    text = re.sub(r"^\s*#.*\n", "", (ROOT / lock).read_text(encoding="utf-8"), flags=re.MULTILINE)
    lines = [line for line in text.replace("\\\n", "").splitlines() if line.strip()]
    return [Locked(Requirement(line.split("--hash")[0]), len(HASH.findall(line))) for line in lines]


def versions(lock: str) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for each in locked(lock):
        found.setdefault(each.name, set()).add(each.version)
    return found


@pytest.mark.parametrize(
    ("lock", "wanted"), [(RUN_LOCK, DEPENDENCIES + BUILD), (TEST_LOCK, DEPENDENCIES + BUILD + TEST)]
)
def test_every_requirement_has_a_locked_version_in_its_range(lock: str, wanted: list[str]) -> None:
    known = versions(lock)
    for requirement in map(Requirement, wanted):
        name = canonicalize_name(requirement.name)
        assert name in known, f"{name} is not in {lock}: run scripts/lock"
        for version in known[name]:
            assert version in requirement.specifier, f"{lock} has {name} {version}, not {requirement}"


@pytest.mark.parametrize("lock", LOCKS)
def test_every_locked_version_is_exact_and_has_hashes(lock: str) -> None:
    found = locked(lock)
    assert found
    for each in found:
        assert each.version
        assert each.hashes >= 1, each.requirement


@pytest.mark.parametrize("lock", LOCKS)
def test_no_lock_names_a_package_index(lock: str) -> None:
    text = (ROOT / lock).read_text(encoding="utf-8")
    assert not re.search(r"://|^\s*--(?!hash=)", text, flags=re.MULTILINE)


@pytest.mark.parametrize("declared", DEPENDENCIES + TEST + BUILD)
def test_every_dependency_is_a_range_from_a_tried_version_on(declared: str) -> None:
    operators = sorted(each.operator for each in Requirement(declared).specifier)
    assert operators in ([">="], ["<", ">="]), declared


def test_tests_run_with_the_versions_that_users_get() -> None:
    tested = versions(TEST_LOCK)
    for name, found in versions(RUN_LOCK).items():
        assert tested[name] == found


def test_cuda_libraries_are_only_in_their_own_lock() -> None:
    assert not [name for name in {**versions(RUN_LOCK), **versions(TEST_LOCK)} if CUDA.match(name)]
    assert versions(CUDA_LOCK)
    assert all(CUDA.match(name) for name in versions(CUDA_LOCK))


def test_both_builds_of_pytorch_are_of_one_version() -> None:
    (version,) = versions(RUN_LOCK)["torch"]
    assert versions(CPU_LOCK) == {"torch": {f"{version}+cpu"}}


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """A folder with scripts/install, the locks, and a .venv whose Python writes its arguments to `calls`."""
    for name in ("pyproject.toml", "scripts/install", *LOCKS):
        target = tmp_path / name
        target.parent.mkdir(exist_ok=True)
        shutil.copy(ROOT / name, target)
    python = tmp_path / ".venv" / "bin" / "python"
    python.parent.mkdir(parents=True)
    python.write_text(STUB, encoding="utf-8")
    python.chmod(0o755)
    return tmp_path


def install(checkout: Path, *arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    (checkout / "calls").unlink(missing_ok=True)
    return subprocess.run(
        ["scripts/install", *arguments],
        cwd=checkout,
        env={"PATH": "/usr/local/bin:/usr/bin:/bin", "PYTHON": "true", **environment},
        capture_output=True,
        text=True,
        check=False,
    )


def calls(checkout: Path) -> list[str]:
    file = checkout / "calls"
    return file.read_text(encoding="utf-8").splitlines() if file.exists() else []


@pytest.mark.parametrize(("arguments", "lock"), [((), RUN_LOCK), (("test",), TEST_LOCK)])
def test_install_checks_hashes_and_is_done_once(checkout: Path, arguments: tuple[str, ...], lock: str) -> None:
    assert install(checkout, *arguments).returncode == 0
    (call,) = (each for each in calls(checkout) if each.endswith(f"--requirement {lock}"))
    assert "--require-hashes --no-deps" in call
    assert any("--editable ." in each for each in calls(checkout))
    assert install(checkout, *arguments).returncode == 0
    assert not calls(checkout)


def test_what_the_tests_need_includes_what_users_need(checkout: Path) -> None:
    install(checkout, "test")
    install(checkout)
    assert not calls(checkout)
    (checkout / ".venv" / ".installed-requirements-test.lock").unlink()
    install(checkout)
    install(checkout, "test")
    assert calls(checkout)


def test_what_failed_is_installed_again_even_if_the_locks_are_as_before(checkout: Path) -> None:
    assert install(checkout).returncode == 0
    kept = (checkout / RUN_LOCK).read_bytes()
    (checkout / RUN_LOCK).write_bytes(kept + b"# changed")
    assert install(checkout, REFUSED=f"--requirement {RUN_LOCK}").returncode == 1
    (checkout / RUN_LOCK).write_bytes(kept)
    assert install(checkout).returncode == 0
    assert calls(checkout)


@pytest.mark.parametrize("changed", ["pyproject.toml", *LOCKS])
def test_a_change_of_requirements_is_installed(checkout: Path, changed: str) -> None:
    install(checkout)
    with (checkout / changed).open("a", encoding="utf-8") as file:
        file.write("\n# changed\n")
    install(checkout)
    assert calls(checkout)


def test_cuda_libraries_are_installed_only_if_pytorch_asks_for_them(checkout: Path) -> None:
    install(checkout, REFUSED="importlib.metadata")  # the question is answered with no
    assert calls(checkout)
    assert not [each for each in calls(checkout) if CUDA_LOCK in each]
    (checkout / ".venv" / f".installed-{RUN_LOCK}").unlink()
    install(checkout)
    assert [each for each in calls(checkout) if CUDA_LOCK in each]


def test_an_index_without_the_cpu_build_is_no_failure(checkout: Path) -> None:
    done = install(checkout, REFUSED=CPU_LOCK, REASON="ERROR: No matching distribution found")
    assert (done.returncode, "ERROR" in done.stderr) == (0, False)


@pytest.mark.parametrize("lock", [RUN_LOCK, CPU_LOCK, CUDA_LOCK])
def test_a_hash_that_does_not_match_ends_with_a_remedy(checkout: Path, lock: str) -> None:
    done = install(checkout, REFUSED=f"--requirement {lock}", REASON=MISMATCH)
    assert done.returncode == 1
    assert MISMATCH in done.stderr
    assert f"not the one locked in {lock}" in done.stderr
    assert "pip cache purge" in done.stderr
    assert not list((checkout / ".venv").glob(".installed*"))


@pytest.mark.parametrize(
    ("refused", "said"),
    [
        (f"--requirement {RUN_LOCK}", "check that it reaches a package index"),
        ("--editable", "could not install Pincite itself"),
        ("pip check", "remove .venv"),
    ],
)
def test_another_failure_shows_what_pip_said_and_a_remedy(checkout: Path, refused: str, said: str) -> None:
    done = install(checkout, REFUSED=refused, REASON="ERROR: what pip said")
    assert done.returncode == 1
    assert said in done.stderr
    assert "what pip said" in done.stderr
    assert not list((checkout / ".venv").glob(".installed*"))


def test_an_old_python_is_refused_by_name(checkout: Path) -> None:
    old = checkout / "python3.10"
    old.write_text('#!/bin/sh\n[ "$1" = --version ] && echo "Python 3.10.9" || exit 1\n', encoding="utf-8")
    old.chmod(0o755)
    done = install(checkout, PYTHON=str(old))
    assert done.returncode == 2
    assert "needs Python 3.11 or newer" in done.stderr
    assert "Python 3.10.9" in done.stderr
    assert not calls(checkout)


def test_an_unknown_argument_is_refused_with_the_usage(checkout: Path) -> None:
    done = install(checkout, "tests")
    assert (done.returncode, done.stderr) == (2, "usage: scripts/install [test]\n")


@pytest.mark.parametrize("arguments", [(), ("sbom",), ("audit", "a", "b"), ("other",)])
def test_the_supply_chain_script_says_how_it_is_called(arguments: tuple[str, ...]) -> None:
    run = subprocess.run(
        [ROOT / "scripts" / "supply-chain", *arguments], capture_output=True, text=True, check=False
    )
    assert run.returncode == 2
    assert "scripts/supply-chain sbom FILE | audit" in run.stderr
    assert not (ROOT / ".venv-audit").exists() or (ROOT / ".venv-audit" / ".installed").exists()


def test_the_tools_of_the_audit_are_installed_apart_and_with_hashes(checkout: Path) -> None:
    shutil.copy(ROOT / "scripts" / "supply-chain", checkout / "scripts")
    shutil.copytree(checkout / ".venv", checkout / ".venv-audit")
    for _ in range(2):
        run = subprocess.run(
            ["scripts/supply-chain", "audit"],
            cwd=checkout,
            env={"PATH": "/usr/local/bin:/usr/bin:/bin", "PYTHON": "true"},
            capture_output=True,
            text=True,
            check=False,
        )
        assert run.returncode == 0, run.stderr
    installed, audited, again = calls(checkout)
    assert installed.endswith("--require-hashes --no-deps --requirement requirements-audit.lock")
    assert audited == again == "scripts/supply/vulnerabilities.py requirements.lock"
