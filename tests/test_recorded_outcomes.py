"""The outcomes of 600 fixed questions are the recorded ones; `scripts/outcomes record` records them anew."""

from dataclasses import replace
from pathlib import Path

import pytest

from recorded_outcomes import COUNT, Recorded, changed, outcomes, recorded

# Another processor may add in another order: a rank or the last digit of a confidence may differ there.
NOISE = 0.02


@pytest.mark.real_data
@pytest.mark.model
def test_the_outcomes_are_the_recorded_ones(data_dir: Path, tmp_path: Path) -> None:
    found = outcomes(data_dir, tmp_path)
    assert len({each.id for each in found}) == COUNT == len(recorded())
    differences = changed(found, recorded())
    assert len(differences) <= NOISE * COUNT, "\n".join(differences)


def test_what_differs_is_named() -> None:
    before = Recorded("a", "answer", "q", "0.9000", "r", "s")
    now = [before, replace(before, id="b"), replace(before, quotes="p", confidence="0.8000")]
    assert changed(now, {"a": before}) == [
        "b: id, outcome, quotes, confidence, reading, suggested",
        "a: quotes, confidence",
    ]
