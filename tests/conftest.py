"""What all tests share: where the public data sets are, and why a test that needs them is skipped."""

import os
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent


def missing(what: str, remedy: str) -> None:
    """Skip the test with the remedy, or fail it where PINCITE_REQUIRE names `what`."""
    if what in os.environ.get("PINCITE_REQUIRE", "").split(","):
        pytest.fail(f"{what} is required here: {remedy}")
    pytest.skip(remedy)


@pytest.fixture(scope="session")
def data_dir() -> Path:
    """The folder of public data sets, from PINCITE_DATA or beside the checkout."""
    folder = Path(os.environ.get("PINCITE_DATA", ROOT.parent / "shared" / "data"))
    if not (folder / "README.md").is_file():
        missing("data", f"no data sets at {folder}: set PINCITE_DATA to their folder")
    return folder


@pytest.fixture(scope="session")
def samples_dir() -> Path:
    """The folder of the sample articles."""
    return ROOT / "corpus" / "samples"
