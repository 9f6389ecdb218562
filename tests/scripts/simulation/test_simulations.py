"""A short run of `scripts/check-statistics`: every interval covers, and every test keeps its size."""

import pytest

from check_statistics import Row, settings, table
from rejection_rates import withdrawn
from settings import Setting, measured

SIMULATIONS = 100
SMALLEST: dict[str, Setting] = {}
for _setting in reversed(settings()):
    if _setting.claimed:
        SMALLEST[f"{_setting.statistic}, {_setting.kind}"] = _setting


@pytest.mark.parametrize("name", sorted(SMALLEST))
def test_it_holds_at_the_smallest_size_that_is_claimed(name: str) -> None:
    found = measured(SMALLEST[name], SIMULATIONS)
    assert found.holds, f"{name} at {found.setting.sample}: {found.share} instead of {found.setting.nominal}"


def test_every_kind_of_statistic_is_simulated() -> None:
    assert {setting.kind for setting in SMALLEST.values()} == {"coverage", "size", "power"}
    assert len(SMALLEST) >= 24


def test_a_test_that_does_not_keep_its_size_is_seen() -> None:
    *_, most = withdrawn()
    found = measured(most, SIMULATIONS)
    assert not found.holds
    row = Row.of(found)
    assert row.verdict == "no, and not claimed"
    assert table([row]).endswith(f"| size | 0.05 | {found.share:.3f} | 100 | no, and not claimed |")


def test_the_same_seed_gives_the_same_shares() -> None:
    (first, *_) = settings("Wilson")
    assert measured(first, 50) == measured(first, 50)
    assert settings("no such statistic") == []
