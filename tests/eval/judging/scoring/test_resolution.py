import pytest

from eval.judging.labels import (
    ANSWER_CHOICES,
    CANNOT_JUDGE,
    QUOTE_CHOICES,
    QUOTE_SEVERITY,
    SEVERITY,
    SILENCE_CHOICES,
    Label,
)
from eval.judging.scoring.resolution import resolved_label


def test_every_label_has_a_severity() -> None:
    labels = {choice.name for choice in (*ANSWER_CHOICES, *SILENCE_CHOICES)} - {CANNOT_JUDGE}
    assert labels == set(SEVERITY)
    assert {choice.name for choice in QUOTE_CHOICES} == set(QUOTE_SEVERITY)


@pytest.mark.parametrize(
    ("labels", "any_harmful", "majority"),
    [
        (["right", "right", "wrong"], "right", "right"),
        (["right", "right", "harmful"], "harmful", "right"),
        (["right", "partly"], "partly", "partly"),
        (["outdated", "wrong"], "wrong", "wrong"),
        (["right", None, "cannot-judge"], "right", "right"),
        (["cannot-judge", "cannot-judge", "right"], "right", "right"),
        (["rightly-silent", "should-have-answered"], "should-have-answered", "should-have-answered"),
        (["cannot-judge"], None, None),
        ([], None, None),
    ],
)
def test_labels_that_differ_become_one(labels: list[Label | None], any_harmful: str, majority: str) -> None:
    assert resolved_label(labels, "any-harmful") == any_harmful
    assert resolved_label(labels, "majority") == majority
