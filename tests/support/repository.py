"""Where the repository and the data of its tests are, and what to do where something is missing."""

import os
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
TESTS = ROOT / "tests"
# For processes that import what tests share.
SUPPORT_PATH = os.pathsep.join(str(TESTS / "support" / folder) for folder in ("", "files", "service"))


def missing(what: str, remedy: str) -> None:
    """Skip the test with the remedy, or fail it where PINCITE_REQUIRE names `what`."""
    if what in os.environ.get("PINCITE_REQUIRE", "").split(","):
        pytest.fail(f"{what} is required here: {remedy}")
    pytest.skip(remedy)
