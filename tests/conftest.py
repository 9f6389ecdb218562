"""The fixtures that all tests share: data folders, an engine over the sample articles, servers and a browser."""

import os
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, settings

from repository import ROOT, missing

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

    from canned import CannedEngine
    from qa.engine import Engine
    from stage import Stage

# No test depends on how fast the machine is; where CI decides, the examples are the same each time.
settings.register_profile(
    "pincite", deadline=None, suppress_health_check=[HealthCheck.too_slow], derandomize="CI" in os.environ
)
settings.load_profile("pincite")


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


@pytest.fixture(scope="session")
def samples_home(tmp_path_factory: pytest.TempPathFactory, samples_dir: Path) -> Path:
    """A data folder with the sample articles, indexed by hashed words. Tests add nothing to it."""
    from qa.settings import Settings  # noqa: PLC0415 (slow to import, for the tests that ask no engine)
    from serving import ingest_into  # noqa: PLC0415 (slow to import, for the tests that ask no engine)

    home = tmp_path_factory.mktemp("samples")
    ingest_into(Settings(home=home, model="hash"), samples_dir)
    return home


@pytest.fixture(scope="session")
def samples(samples_home: Path) -> "Iterator[Engine]":
    """An engine over the sample articles, one for all tests."""
    from qa.assembly import open_engine  # noqa: PLC0415 (slow to import, for the tests that ask no engine)
    from qa.settings import Settings  # noqa: PLC0415 (slow to import, for the tests that ask no engine)

    engine = open_engine(Settings(home=samples_home, model="hash"))
    with engine.store:
        yield engine


@pytest.fixture(scope="session")
def service(tmp_path_factory: pytest.TempPathFactory, samples_dir: Path) -> Iterator[str]:
    """The base address of the real server over the sample corpus, with hashed words instead of a model."""
    from serving import served_from  # noqa: PLC0415 (slow to import, for the tests that serve nothing)

    with served_from(tmp_path_factory.mktemp("service"), samples_dir, model="hash") as base:
        yield base


@pytest.fixture(scope="session")
def model_service(tmp_path_factory: pytest.TempPathFactory, samples_dir: Path) -> Iterator[str]:
    """The same with the default embedding model; mark the tests that use it with `model`."""
    from serving import served_from  # noqa: PLC0415 (slow to import, for the tests that serve nothing)

    with served_from(tmp_path_factory.mktemp("model_service"), samples_dir, model=None) as base:
        yield base


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Browser tests go last: the one browser they share keeps an event loop running in this thread."""
    items.sort(key=lambda item: item.get_closest_marker("browser") is not None)


@pytest.fixture(scope="session")
def browser() -> "Iterator[Browser]":
    """A running Chromium, one for all tests."""
    from browser import chromium  # noqa: PLC0415 (slow to import, for the tests that need no browser)

    with chromium() as running:
        yield running


@pytest.fixture(scope="session")
def stage(tmp_path_factory: pytest.TempPathFactory, browser: "Browser") -> "Iterator[Stage]":
    """The canned service on a real socket, and the browser to open it in."""
    from stage import on_stage  # noqa: PLC0415 (slow to import, for the tests that need no browser)

    with on_stage(tmp_path_factory.mktemp("stage"), browser) as running:
        yield running


@pytest.fixture
def page(stage: "Stage") -> "Iterator[Page]":
    """A page at the ask page of the canned service, which has heard nothing yet."""
    with stage.page() as opened:
        yield opened


@pytest.fixture
def engine(stage: "Stage") -> "CannedEngine":
    """The engine behind the canned service."""
    return stage.engine
