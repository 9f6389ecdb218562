"""A question in everyday words is asked again in the words of medical texts."""

from collections.abc import Mapping
from types import SimpleNamespace
from typing import Any, cast

import pytest

from qa.answering.answering import evidence_for
from qa.followup import Interpretation
from qa.search import QuestionSearch

ASKED, MEANT = "is gout contagious", "can gout be passed from one person to another?"
Found = Mapping[str, float]


def search_with(confidences: Found) -> QuestionSearch:
    def evidence(text: str, _: tuple[str, ...]) -> SimpleNamespace:
        confidence = confidences.get(text, 0.1)
        return SimpleNamespace(text=text, confidence=confidence, sufficient=confidence >= 0.5)

    calibration = SimpleNamespace(calibration=SimpleNamespace(threshold=0.5))
    return cast("QuestionSearch", SimpleNamespace(evidence=evidence, calibration=calibration))


@pytest.mark.parametrize(
    ("confidences", "taken"),
    [
        ({ASKED: 0.6, MEANT: 0.9}, ASKED),
        ({ASKED: 0.3, MEANT: 0.9}, MEANT),
        ({ASKED: 0.3, MEANT: 0.55}, ASKED),
        ({}, ASKED),
    ],
)
def test_another_wording_counts_where_the_asked_one_finds_nothing_and_it_is_surer(
    confidences: Found, taken: str
) -> None:
    interpretation = cast("Interpretation", SimpleNamespace(question=ASKED, documents=()))
    found = cast("Any", evidence_for(search_with(confidences), interpretation))
    assert found.text == taken
