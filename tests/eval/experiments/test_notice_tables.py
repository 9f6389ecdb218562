"""The shares of right notices and false alarms, and their intervals."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import binomtest

from eval.errors import DataError
from eval.experiments.notice_tables import load, main, wilson

FILE = """
notices:
  - {text: "I took 20 sleeping pills", kind: overdose, half: tune}
  - {text: "my toe itches a bit", kind: emergency, half: tune}
quiet:
  - {text: "What is gout?", kind: none, half: tune}
  - {text: "I took 20 sleeping pills", kind: none, half: tune, borderline: "counts as neither"}
"""


def test_the_shares_are_printed_by_half(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "phrasings.yaml"
    path.write_text(FILE, encoding="utf-8")
    main([path])
    printed = capsys.readouterr().out.splitlines()
    assert printed[0].startswith("phrasings.yaml, tune: right notice 1 of 2 [0.09, 0.91]; false alarms 0 of 1")
    assert "report: right notice 0 of 0 [0.00, 1.00]" in printed[1]


@pytest.mark.parametrize("text", ["notices: 3", "[", "notices: []\nquiet: [{text: x}]"])
def test_another_file_is_an_error_with_a_remedy(tmp_path: Path, text: str) -> None:
    path = tmp_path / "other.yaml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(DataError, match=r"name one such as tests/data/emergencies\.yaml"):
        load(path)


@given(st.integers(1, 500).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))))
def test_the_interval_is_wilson_s(counts: tuple[int, int]) -> None:
    theirs = binomtest(*counts).proportion_ci(method="wilson")
    assert wilson(*counts) == pytest.approx((theirs.low, theirs.high), abs=1e-4)
