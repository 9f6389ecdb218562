"""docs/operations.md names every metric and every setting that it should, and no other."""

import re

import pytest

from qa.api.monitoring import Metrics
from qa.settings import Settings
from repository import ROOT

PAGE = (ROOT / "docs" / "operations.md").read_text(encoding="utf-8")
HTTP = (ROOT / "docs" / "http.md").read_text(encoding="utf-8")


def metric_names() -> set[str]:
    """The names under which metrics are asked for; of a histogram, without the ends of its parts."""
    metrics = Metrics()
    metrics.watch(lambda: "generation")
    names = re.findall(r"^# TYPE (\w+)", metrics.render().decode(), re.MULTILINE)
    return {name for name in names if not name.endswith("_created")}


@pytest.mark.parametrize("page", [PAGE, HTTP], ids=["operations.md", "http.md"])
def test_every_metric_has_a_line(page: str) -> None:
    rows = "\n".join(line.split("|")[1] for line in page.splitlines() if line.startswith("|"))
    assert metric_names() <= set(re.findall(r"`(pincite_\w+)`", rows))


def test_no_metric_is_named_that_there_is_not() -> None:
    named = {re.sub(r"_(bucket|count|sum)$", "", name) for name in re.findall(r"\bpincite_\w+", PAGE)}
    assert named <= metric_names()


def test_every_limit_of_the_service_is_explained() -> None:
    limits = {key for key in Settings.model_fields if key.startswith("max_") and "file" not in key}
    limits -= {"max_turns", "max_conversation_bytes"}
    for key in (*limits, "queue_size", "concurrency", "allowed_hosts", "idle_seconds", "shutdown_seconds"):
        assert f"`PINCITE_{key.upper()}`" in PAGE, key


def test_no_setting_is_named_that_there_is_not() -> None:
    named = set(re.findall(r"PINCITE_([A-Z_]+)", PAGE))
    assert named <= {key.upper() for key in Settings.model_fields}
