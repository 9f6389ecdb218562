from pathlib import Path
from typing import Any

import pytest

from eval.data import is_reserved, labelled_passages
from eval.errors import DataError
from tiny import write_lines

PASSAGE = "Zorbine cures zorbitis. It tastes of lead."


def row(number: int, **changed: Any) -> dict[str, Any]:  # noqa: ANN401
    return {
        "id": f"q{number}",
        "question": f"What cures zorbitis {number}?",
        "passage": PASSAGE,
        "sentences": [[0, 23], [24, 42]],
        "labels": [1, 0],
        "meta": {"group": f"g{number // 2}"},
    } | changed


def test_the_parts_are_disjoint_complete_and_keep_groups_together(tmp_path: Path) -> None:
    path = write_lines(tmp_path / "a.jsonl", (row(number) for number in range(400)))
    fitting, regression = labelled_passages(path, "fitting"), labelled_passages(path, "regression")
    assert len(fitting) + len(regression) == 400
    assert 0.05 < len(regression) / 400 < 0.15
    groups = [{each.question.group for each in part} for part in (fitting, regression)]
    assert not groups[0] & groups[1]
    assert all(map(is_reserved, groups[1]))


def test_the_reserved_part_is_the_same_everywhere() -> None:
    assert [number for number in range(60) if is_reserved(f"g{number}")] == [8, 11, 16, 22, 30, 41, 43, 49]


def test_answers_are_the_labelled_sentences(tmp_path: Path) -> None:
    rows = [row(2 * number, labels=[number % 2, 0]) for number in range(60)]
    answered, unanswered = (
        next(each for each in labelled_passages(write_lines(tmp_path / "a.jsonl", rows), "fitting") if test(each))
        for test in (lambda each: each.answers, lambda each: not each.answers)
    )
    assert answered.sentences == ("Zorbine cures zorbitis.", "It tastes of lead.")
    assert answered.answers == {0}
    assert not unanswered.answers


@pytest.mark.parametrize(
    ("changed", "complaint"),
    [
        ({"labels": [1]}, "q1 has 1 labels for 2 sentences"),
        ({"labels": None}, "line 1: labels"),
        ({"meta": {}}, "line 1: meta.group"),
        ({"sentences": []}, "line 1: sentences"),
    ],
)
def test_rows_of_another_form_are_refused(tmp_path: Path, changed: dict[str, Any], complaint: str) -> None:
    path = write_lines(tmp_path / "a.jsonl", [row(1, **changed)])
    with pytest.raises(DataError, match=complaint):
        labelled_passages(path, "fitting")


def test_a_file_without_a_reserved_group_is_refused(tmp_path: Path) -> None:
    group = next(f"g{number}" for number in range(50) if not is_reserved(f"g{number}"))
    path = write_lines(tmp_path / "a.jsonl", [row(1, meta={"group": group})])
    with pytest.raises(DataError, match="nothing of it is in the part for regression: name a larger file"):
        labelled_passages(path, "regression")
